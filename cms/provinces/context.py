"""What the templates of a province's pages show. Reads pages by what all have; knows no page type."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from catalog.catalogue.selectors import Card
from catalog.catalogue.selectors.province import province_facts
from catalog.catalogue.selectors.shelves import MOST, Shelf
from cms.mentions.selectors import Around, around
from cms.reach.covers import cover_address
from cms.supplies.fetching import Supplies
from marketplace.geography.models import Province
from marketplace.kernel.clock import today
from search.views import list_context

from .addresses import PREFIX, SLUG, address
from .selectors import Teaser, doors, family, surroundings, translations
from .structured import page_data, trail_data

#: Of each kind of page in a house, and of what is in season near it.
_MOST = 6


def page_context(page: Any) -> dict[str, Any]:
    """For every page of a province but its showcase: two queries besides its blocks'."""
    language = get_language() or "vi"
    place: Province | None = page.place
    trail = _trail(page, place, language)
    own = address(page.url_path, language)
    day = today()
    around_it = surroundings(page, language, on=day)
    near = _near(place)
    visits = page.visit_shelves()
    supplies = Supplies(page.body, on=day, further=[*near, *visits])
    further = supplies.further()
    told = around(page, language)
    beside = _besides(around_it.beside, told)
    facts = province_facts(place, on=day) if place and supplies.wants_facts else None
    return {
        "place": place,
        "cover": cover_address(page, place),
        "parts": supplies.parts(facts),
        "near": _not_shown(further[: len(near)], supplies.shown()),
        "visits": dict.fromkeys(card for shelf in further[len(near) :] for card in shelf),
        "named": told.named,
        "telling": told.telling,
        "day": day,
        "trail": trail,
        "alternates": around_it.translations,
        "pages_in": {one: _house(page, one) for one in PREFIX} | around_it.translations,
        "canonical": own,
        "groups": by_kind(beside),
        "structured": [page_data(page, place), trail_data([*trail, (page.title, own)])],
    }


def _near(place: Province | None) -> list[Shelf]:
    """What is in season in the province and next door; more than is shown, as blocks may have some."""
    if place is None:
        return []
    return [Shelf(province=place.slug, in_season=True, near=True, limit=MOST)]


def _not_shown(shelves: Sequence[Sequence[Card]], shown: set[str]) -> list[Card]:
    """Some, without what a block of the page shows already."""
    return [card for shelf in shelves for card in shelf if card.public_id not in shown][:_MOST]


def _besides(beside: list[Teaser], told: Around) -> list[Teaser]:
    """Without those that stand above already."""
    shown = {one.pk for one in (*told.named, *told.telling)}
    return [one for one in beside if one.pk not in shown]


def index_context(page: Any) -> dict[str, Any]:
    """All provinces with what their showcases say of them; two queries."""
    language = get_language() or "vi"
    found = doors(language)
    return {
        "doors": found,
        "provinces": [one.province for one in found],
        "alternates": translations(page),
        "canonical": address(page.url_path, language),
    }


def bare_index_context(language: str) -> dict[str, Any]:
    """The same before the index is provisioned: its place in the site is the program's; one query."""
    found = doors(language)
    own = {one: f"{prefix}{SLUG}/" for one, prefix in PREFIX.items()}
    return {
        "page": {"title": _("Provinces")},
        "doors": found,
        "provinces": [one.province for one in found],
        "alternates": own,
        "canonical": own[language],
    }


def showcase_context(
    page: Any, request: HttpRequest, kin: list[Teaser] | None = None
) -> dict[str, Any]:
    """The house with its shelf of everything: the list of products as search/ makes it.

    Four queries beside those of ``kin`` (the pages of the house) and of the page itself: shelves,
    certificates, offers, figures.
    """
    language = get_language() or "vi"
    place: Province = page.place
    day = today()
    trail = _trail(page, None, language)
    own = address(page.url_path, language)
    supplies = Supplies(page.body, on=day, further=_near(place))
    listing = list_context(request, place=place, draw=supplies.draw)
    facts = province_facts(place, on=day)
    return {
        "place": place,
        "cover": cover_address(page, place),
        "parts": supplies.parts(facts),
        "near": _not_shown(supplies.further(), supplies.shown()),
        "facts": facts,
        "day": day,
        "listing": listing,
        "trail": trail,
        "alternates": {one: _house(page, one) for one in PREFIX},
        "groups": by_kind(family(page.url_path, language, on=day) if kin is None else kin),
        "structured": [page_data(page, place), trail_data([*trail, (page.title, own)])],
    }


def _headings() -> dict[str, str]:
    """The order in which kinds of pages stand, with their headings."""
    return {
        "eventpage": _("What is on"),
        "campaignpage": _("For the season"),
        "storypage": _("Stories"),
        "destinationpage": _("Places to go"),
        "itinerarypage": _("Journeys"),
        "newspage": _("News"),
    }


def by_kind(found: list[Teaser]) -> list[tuple[str, list[Teaser]]]:
    """Headings with some of their pages; kinds without a page are left out."""
    kinds: dict[str, list[Teaser]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one)
    return [
        (heading, kinds[kind][:_MOST]) for kind, heading in _headings().items() if kind in kinds
    ]


def _trail(page: Page, place: Province | None, language: str) -> list[tuple[str, str]]:
    """The steps above the page with their addresses: the provinces, the house."""
    trail = [(_("Provinces"), address(_above(page, 1), language))]
    if place is not None:
        trail.append((place.name, _house(page, language)))
    return trail


def _house(page: Page, language: str) -> str:
    """The province's address in a language: there is always something, if only its products."""
    return address(_above(page, 2), language)


def _above(page: Page, steps: int) -> str:
    """The first steps of a page's kept address below the front page."""
    return "/".join(page.url_path.split("/")[: steps + 2]) + "/"
