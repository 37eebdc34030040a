"""Every table that a shared page reads is watched; whoever adds one to a page is told here."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.content.reading import read_pieces
from cms.models import ItineraryPage
from cms.provinces.loading import load_pieces
from cms.provinces.services import provision_province
from marketplace.caching.triggers import install
from marketplace.caching.watching import watched
from marketplace.geography.models import Province
from tests.caching.test_pages import addresses
from tests.factories import make_certificate, make_product

#: Not shown: the stamp itself, names of models; and a view over watched tables.
_ASIDE = {
    "caching_stamp",
    "caching_referencestamp",
    "django_content_type",
    "catalogue_product_category_hierarchy",
}
_TABLE = re.compile(r'(?:FROM|JOIN) "([a-z_]+)"')


def pages_of_a_house() -> list[str]:
    """One of each kind that set-up fills, and the index above them."""
    province = Province.objects.get(slug="dong-thap")
    provision_province(province=province)
    load_pieces([piece for piece in read_pieces() if piece.province == province.slug])
    pages = [page.get_url() for page in Page.objects.live().filter(depth__gte=3)]
    files = ["feed.xml", "dong-thap/feed.xml", "dong-thap/calendar.ics"]
    journeys = [
        f"{page.get_url()}calendar.ics?from=2026-12-01" for page in ItineraryPage.objects.all()
    ]
    return [*pages, *(f"/province/{file}" for file in files), *journeys]


def test_every_table_that_a_shared_page_reads_is_watched(own_database):
    read: dict[str, set[str]] = {}
    ended = make_product(star=None)
    old = make_certificate(make_product())
    for address in [
        *addresses(),
        *pages_of_a_house(),
        ended.get_absolute_url(),
        f"/verify/{old.code}/",
    ]:
        with CaptureQueriesContext(connection) as captured:
            Client().get(address)
        for query in captured.captured_queries:
            for table in _TABLE.findall(query["sql"]):
                read.setdefault(table, set()).add(address)

    unwatched = read.keys() - {one.table for one in watched()} - _ASIDE

    assert {table: sorted(read[table]) for table in unwatched} == {}


def test_the_triggers_are_those_of_the_watched_tables(own_database):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE name LIKE '%_shown_%'")
        found = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'")
        before = cursor.fetchone()

        install("default")

        cursor.execute("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'")
        assert cursor.fetchone() == before
    tables = set(connection.introspection.table_names())
    assert found == {one.table for one in watched()} & tables
