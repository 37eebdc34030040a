"""The number of queries of a page does not depend on how many products there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate
from marketplace.demo.synthetic import make_synthetic
from marketplace.kernel.clock import today
from search import keeping
from search.engine.choosing import current_engine
from tests.demo.database import own_copy

#: Anonymous visitors, the one for the stamp that the page is kept under among them.
MOST_QUERIES = 6
#: Their shelves, histories and terms of trade are no lists: only the same number is asked of them.
_WITHOUT_BUDGET = {"home", "producer", "verification"}


def _addresses() -> dict[str, str]:
    product = Product.objects.listed(on=today()).order_by("-pk")[0]
    producer = product.producer
    certificate = Certificate.objects.filter(product=product).order_by("-pk")[0]
    return {
        "home": "/",
        "verification": reverse("certification:verify_code", args=[certificate.code]),
        "list": "/products/",
        "list with facets": "/products/?star=3&star=4&region=dong-bang-song-cuu-long&season=now",
        "search": "/products/?q=xoai",
        "search with facets": "/products/?q=ca+phe&star=4&sort=price",
        "list in English": "/en/products/",
        "category": "/category/S1/",
        "criteria set": "/category/B07/",
        "province": "/province/lam-dong/",
        "product": product.get_absolute_url(),
        "producer": reverse(
            "producers:detail", kwargs={"slug": producer.slug, "public_id": producer.public_id}
        ),
    }


def _counts() -> dict[str, int]:
    """Queries of each page, what a process remembers being warm."""
    counts = {}
    for name, address in _addresses().items():
        client = Client()
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts[name] = len(captured)
    return counts


def _counts_at(size: int) -> dict[str, int]:
    """With so many products in the database and in the index."""
    make_synthetic(size, say=lambda _what: None)
    keeping.rebuild(current_engine())
    return _counts()


def _compare(django_db_blocker, small: int, large: int) -> None:
    with django_db_blocker.unblock(), own_copy():
        few = _counts_at(small)
        many = _counts_at(large)

    assert many == few
    over = {name for name, count in few.items() if count > MOST_QUERIES}
    assert over <= _WITHOUT_BUDGET, few


def test_queries_are_the_same_at_five_hundred_and_four_thousand_products(
    django_db_setup, django_db_blocker
):
    _compare(django_db_blocker, 500, 4_000)


@pytest.mark.soak
def test_queries_are_the_same_at_a_thousand_and_a_hundred_thousand_products(
    django_db_setup, django_db_blocker
):
    _compare(django_db_blocker, 1_000, 100_000)
