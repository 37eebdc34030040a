"""The pages that are measured: through the whole stack of middleware, without a network."""

from collections.abc import Callable
from itertools import cycle

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from catalog.catalogue.models import Product
from cms.models import StoryPage
from marketplace.kernel.clock import today
from marketplace.urls import urlpatterns as marketplace_urls


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"")


urlpatterns = [path("bench/empty/", empty), *marketplace_urls]


#: Whose house is made.
PROVINCE = "lam-dong"
#: Pages of so many products are asked for in turn: they differ in what they hold.
PRODUCTS = 30
#: More than a run has rounds: no piece of such a page was drawn before.
_OTHERS = 500
FIRST_TIME = "product page, the first time"


def addresses() -> dict[str, str]:
    """Name → address of each page; the product is one that can be ordered."""
    listed = Product.objects.listed(on=today())
    product = listed.filter(children__stockrecords__num_in_stock__gt=50).order_by("-pk")[0]
    producer = product.producer
    return {
        "product list": "/products/",
        "criteria set": "/category/B07/",
        "province": f"/province/{PROVINCE}/",
        "provinces": "/province/",
        "a story": _story(),
        "product page": product.get_absolute_url(),
        "producer page": reverse(
            "producers:detail", kwargs={"slug": producer.slug, "public_id": producer.public_id}
        ),
        "front page": "/",
        "search": "/products/?q=xoai",
    }


def _story() -> str:
    """One in Vietnamese with pictures, of that province."""
    told = StoryPage.objects.live().filter(locale__language_code="vi").order_by("pk")
    return str(told[0].get_url())


def asks() -> dict[str, Callable[[], object]]:
    """Name → one request by an anonymous visitor; raises where the answer is not 200."""
    override_settings(ROOT_URLCONF=__name__).enable()
    products = Product.objects.listed(on=today()).order_by("-pk")
    first, others = products[:PRODUCTS], products[PRODUCTS : PRODUCTS + _OTHERS]
    return (
        {"empty view": _ask("/bench/empty/")}
        | {name: _ask(address) for name, address in addresses().items()}
        | {"product page": _ask(*(product.get_absolute_url() for product in first))}
        | {FIRST_TIME: _ask(*(product.get_absolute_url() for product in others))}
    )


def _ask(*those: str) -> Callable[[], object]:
    client, turns = Client(), cycle(those)

    def one() -> None:
        address = next(turns)
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return one


def queries(ask: Callable[[], object]) -> int:
    """SQL of one request that is made anew, the stamp of the page cache among it."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)
