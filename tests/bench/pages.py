"""The pages that are measured: through the whole stack of middleware, without a network."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
from marketplace.urls import urlpatterns as marketplace_urls


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"")


urlpatterns = [path("bench/empty/", empty), *marketplace_urls]


def addresses() -> dict[str, str]:
    """Name → address of each page; the product is one with a live certificate."""
    product = Product.objects.listed(on=today()).order_by("-pk")[0]
    producer = product.producer
    return {
        "product list": "/products/",
        "criteria set": "/category/B07/",
        "province": "/province/lam-dong/",
        "product page": product.get_absolute_url(),
        "producer page": reverse(
            "producers:detail", kwargs={"slug": producer.slug, "public_id": producer.public_id}
        ),
        "front page": "/",
        "search": "/products/?q=xoai",
    }


def asks() -> dict[str, Callable[[], object]]:
    """Name → one request by an anonymous visitor; raises where the answer is not 200."""
    override_settings(ROOT_URLCONF=__name__).enable()

    def ask(address: str) -> Callable[[], object]:
        client = Client()

        def one() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")

        return one

    return {"empty view": ask("/bench/empty/")} | {
        name: ask(address) for name, address in addresses().items()
    }
