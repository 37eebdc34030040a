"""Shelves of products for pages that stand beside or below the catalogue: producers, front page."""

import datetime
import functools
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from catalog.catalogue.menu import MenuSector, menu
from catalog.catalogue.models import Product
from catalog.catalogue.registries import pages_with
from catalog.catalogue.season import Month
from catalog.catalogue.selectors import Card, FrontPage, front_page
from catalog.catalogue.selectors.maker import Maker, maker
from catalog.catalogue.selectors.province import ProvinceFacts, province_facts
from catalog.producers.models import Producer
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list
from marketplace.kernel.addresses import Here, here
from marketplace.kernel.clock import today
from marketplace.kernel.templating.drawing import at_a_place
from marketplace.kernel.templating.pieces import draw_piece
from marketplace.kernel.templating.place import Place, escaping

register = template.Library()


#: So many cards of a grid stand on a phone's first screen: their pictures are not put off.
_ON_THE_FIRST_SCREEN = 2


@register.simple_tag
def product_cards(cards: Sequence[Card], is_below: Any = True) -> SafeString:
    """List items with the cards as they were drawn before, where nothing in them has changed.

    ``is_below``: the page does not begin with them, no picture is loaded before its turn.
    """
    return _cards(here(), cards, is_below)


@at_a_place(product_cards)
def _cards_at(place: Place, cards: Sequence[Card], is_below: Any = True) -> SafeString:
    return _cards(place[:-1], cards, is_below)


def _cards(where: Here, cards: Sequence[Card], is_below: Any) -> SafeString:
    first = 0 if is_below else _ON_THE_FIRST_SCREEN
    drawn = [_drawn(card, place < first, where) for place, card in enumerate(cards)]
    return mark_safe("".join([f"<li>{card}</li>" for card in drawn]))  # noqa: S308  # as drawn


@functools.lru_cache(maxsize=4096)
def _drawn(card: Card, is_first: bool, where: Here) -> SafeString:
    """A card is all that its template reads, so equal cards are drawn alike (2 KB each)."""
    return draw_piece("catalogue/card.html", {"card": card, "is_first": is_first}, escaping(where))


@register.simple_tag
def season_calendar(months: tuple[Month, ...]) -> SafeString:
    """The twelve months; products of one season share a drawing."""
    return _season(months, here())


@at_a_place(season_calendar)
def _season_at(place: Place, months: tuple[Month, ...]) -> SafeString:
    return _season(months, place[:-1])


@functools.lru_cache(maxsize=1024)
def _season(months: tuple[Month, ...], where: Here) -> SafeString:
    return draw_piece("catalogue/season.html", {"months": months}, escaping(where))


@register.simple_tag
def made_by(producer: Producer, after: str = "") -> Maker:
    """What a producer makes, holds and is sold by today, from the product ``after`` on."""
    return maker(producer, on=today(), after=after)


@register.simple_tag
def facts_of(province: Province) -> ProvinceFacts:
    """A province's figures of today."""
    return province_facts(province, on=today())


@register.simple_tag
def front_shelves() -> FrontPage:
    """What is in season, newly certified and of five stars today."""
    return front_page(on=today())


@register.simple_tag
def all_provinces() -> list[Province]:
    """The 34 provinces with their regions, north to south as the regions stand; no query."""
    return sorted(province_list(), key=lambda province: province.region.position)


@register.simple_tag
def this_month() -> datetime.date:
    """Today, for a page that names the month."""
    return today()


@register.simple_tag
def menu_sectors() -> tuple[MenuSector, ...]:
    """The sectors and their groups for the frame's menu; no query."""
    return menu()


@register.inclusion_tag("catalogue/used_on.html")
def used_on(product: Product) -> dict[str, Any]:
    """The published pages that lose the product when it is not listed any more; one query."""
    return {"pages": pages_with(product)}
