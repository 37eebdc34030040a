"""Writers of a shared index on several hosts: PostgreSQL lets one of them write."""

import threading

import pytest
from django.db import connection, connections

from search.engine.locks import held_by_database

pytestmark = pytest.mark.postgresql


def _waits_for(name: str, events: list[str]) -> threading.Thread:
    def take() -> None:
        try:
            with held_by_database(name):
                events.append("taken")
        finally:
            connections.close_all()

    thread = threading.Thread(target=take)
    thread.start()
    return thread


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return int(cursor.fetchone()[0])


def _until_somebody_waits() -> None:
    for _look in range(2_000):
        if _waiting():
            return
    raise AssertionError("nobody waits")


def test_another_host_waits_until_the_first_has_finished(on_postgresql):
    events: list[str] = []

    with held_by_database("search t"):
        other = _waits_for("search t", events)
        _until_somebody_waits()
        events.append("finished")
    other.join(timeout=60)

    assert events == ["finished", "taken"]


def test_indexes_of_other_names_are_not_waited_for(on_postgresql):
    with held_by_database("search a"), held_by_database("search b"):
        assert _waiting() == 0


def test_the_lock_of_a_host_that_died_goes_with_its_connection(on_postgresql):
    events: list[str] = []

    with held_by_database("search t"):
        other = _waits_for("search t", events)
        _until_somebody_waits()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND granted"
            )
        other.join(timeout=60)
        assert events == ["taken"]
