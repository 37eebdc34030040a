"""Keeps cms.Mention: with each publication anew, gone when a page is taken down."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from catalog.catalogue.models import Product
from catalog.producers.models import Producer
from cms.blocks.places import MapBlock
from cms.blocks.telling import TellingBlock
from cms.models import DestinationPage, Mention
from cms.models.provincial import ProvincialPage
from cms.provinces.addresses import HOUSE_DEPTH
from marketplace.kernel import text

#: A point of a map is a destination's where both lie so near to each other (degrees; some 2 km).
_NEAR = 0.02
_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_ID = re.compile(r'\bid="(\d+)"')
_STREAMS = ("body", "days", "services")


@dataclass(frozen=True)
class _Named:
    """A key of Mention without its page; numbers are looked up before they are kept."""

    product: int | None = None
    producer: int | None = None
    place: int | None = None
    province: str = ""
    code: str = ""
    words: str = ""
    star: int = 0


def after_publication(*, instance: Page, **_more: Any) -> None:
    """Wagtail's page_published."""
    if isinstance(instance, ProvincialPage):
        remember(instance)


def after_taking_down(*, instance: Page, **_more: Any) -> None:
    """Wagtail's page_unpublished."""
    Mention.objects.filter(page=instance.pk).delete()


def remember(page: ProvincialPage) -> int:
    """What the page tells of as it stands now, in the place of before; how many things."""
    named = _existing(set(_named(page)), page)
    with transaction.atomic():
        Mention.objects.filter(page=page.pk).delete()
        Mention.objects.bulk_create(
            Mention(
                page_id=page.pk,
                product_id=one.product,
                producer_id=one.producer,
                place_id=one.place,
                province=one.province,
                code=one.code,
                words=one.words,
                star=one.star,
            )
            for one in sorted(named, key=repr)
        )
    return len(named)


def remember_all() -> int:
    """All published pages of the houses, such as after texts were loaded; how many things."""
    pages = Page.objects.live().filter(depth__gte=HOUSE_DEPTH).specific()
    return sum(remember(page) for page in pages if isinstance(page, ProvincialPage))


def _named(page: ProvincialPage) -> Iterator[_Named]:
    for name in _STREAMS:
        for child in getattr(page, name, None) or ():
            if isinstance(child.block, TellingBlock):
                yield from _in_block(child.block, child.value)
            elif name == "services" and child.value:
                yield _Named(product=int(child.value))
    yield from (_Named(place=pk) for pk in _places_on_maps(page))


def _in_block(block: TellingBlock, value: Any) -> Iterator[_Named]:
    needs = block.needs(value)
    shelf = needs.shelf
    if shelf is not None and shelf.products:
        yield from (_Named(product=pk) for pk in shelf.products)
    elif shelf is not None and (shelf.code or shelf.words):
        # "All of the province" tells of nothing in particular.
        yield _Named(
            province=shelf.province,
            code=shelf.code,
            words=text.key(shelf.words),
            star=shelf.star,
        )
    if needs.producer:
        yield _Named(producer=needs.producer)
    yield from (_Named(place=pk) for pk in needs.pages)
    for prose in needs.texts:
        for link in _LINK.findall(prose):
            yield from (_Named(place=int(pk)) for pk in _ID.findall(link))


def _places_on_maps(page: ProvincialPage) -> set[int]:
    """Destinations where a map of the page has a point, whether or not the editor named their page."""
    points = [
        (row["latitude"], row["longitude"])
        for child in page.body
        if isinstance(child.block, MapBlock)
        for row in child.value["rows"]
    ]
    if not points:
        return set()
    there = DestinationPage.objects.filter(locale=page.locale_id, live=True)
    return {
        pk
        for pk, latitude, longitude in there.values_list("pk", "latitude", "longitude")
        if any(abs(latitude - y) < _NEAR and abs(longitude - x) < _NEAR for y, x in points)
    }


def _existing(named: set[_Named], page: ProvincialPage) -> list[_Named]:
    """Without the page itself and what has been deleted."""
    products = _known(Product.objects, (one.product for one in named))
    producers = _known(Producer.objects, (one.producer for one in named))
    places = _known(Page.objects, (one.place for one in named)) - {page.pk}
    return [
        one
        for one in named
        if (one.product is None or one.product in products)
        and (one.producer is None or one.producer in producers)
        and (one.place is None or one.place in places)
    ]


def _known(objects: Any, numbers: Iterable[int | None]) -> set[int]:
    wanted = {number for number in numbers if number}
    return set(objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
