"""The server that the tests start is a real, unprivileged one, and each test has its own copy."""

import threading

import pytest
from django.db import connection, connections

from marketplace.geography.models import Province

pytestmark = pytest.mark.postgresql


def test_every_thread_works_on_a_fresh_prepared_postgresql(on_postgresql):
    seen = []

    def look() -> None:
        seen.append((connection.vendor, Province.objects.count()))
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(timeout=30)

    assert connection.vendor == "postgresql"
    assert seen == [("postgresql", 34)]


def test_takes_the_connections_of_two_hundred_buyers(on_postgresql):
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        assert cursor.fetchone() == ("300",)
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("off",)


@pytest.mark.django_db
def test_other_tests_stay_on_their_own_database():
    assert connection.vendor == "sqlite"
    assert Province.objects.count() == 34
