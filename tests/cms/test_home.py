"""The front page: a greeting, what is in season, what came in last, every province."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.catalogue.season import bits
from tests.factories import make_product

pytestmark = pytest.mark.django_db

SHELF = 'class="product-card"'


@pytest.mark.parametrize(("path", "language"), [("/", "vi"), ("/en/", "en")])
def test_the_front_page_speaks_the_language_of_its_address(client, today, path, language):
    html = client.get(path).content.decode()

    assert f'<html lang="{language}">' in html
    assert html.count('href="{}province/'.format("/en/" if language == "en" else "/")) == 34


def test_a_season_shelf_stands_only_while_something_is_in_season(client, settings, today):
    make_product(season_months=bits([11]))
    assert client.get("/en/").content.decode().count(SHELF) == 2

    settings.TODAY = "2026-12-01"

    html = client.get("/en/").content.decode()
    assert html.count(SHELF) == 1
    assert "In season now" not in html


def test_shelves_of_the_front_page_need_live_certificates(client, settings, today):
    make_product(season_months=bits([11]), last_day=today)
    assert SHELF in client.get("/").content.decode()

    settings.TODAY = "2026-11-24"

    assert SHELF not in client.get("/").content.decode()


def test_the_front_page_asks_no_more_for_many_products(client, today):
    make_product(season_months=bits([11]))
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")

    for _ in range(20):
        make_product(season_months=bits([11]))
    with CaptureQueriesContext(connection) as many:
        client.get("/")

    assert len(many) == len(few)
