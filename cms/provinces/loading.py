"""Fills the houses with the pieces of cms.content: once, and never over an editor's work."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page

from cms.content.reading import LANGUAGES, Piece, read_pieces
from cms.models import (
    CampaignPage,
    DestinationPage,
    EventPage,
    ItineraryPage,
    LoadedPiece,
    NewsPage,
    ShowcasePage,
    StoryPage,
)
from cms.models.provincial import ProvincialPage

from .pieces import digest, fields

TYPES: dict[str, type[ProvincialPage]] = {
    "showcase": ShowcasePage,
    "story": StoryPage,
    "destination": DestinationPage,
    "itinerary": ItineraryPage,
    "event": EventPage,
    "campaign": CampaignPage,
    "news": NewsPage,
}
#: Destinations before itineraries, whose stops lead to them.
_ORDER = tuple(TYPES)


def load_pieces(pieces: Iterable[Piece] | None = None) -> Counter[str]:
    """Loads what is new or has changed in the files, into houses that are provisioned.

    Counts ``made``, ``renewed``, ``same``, ``kept`` (an editor has changed, unpublished or deleted
    it, or has a page of that address) and ``homeless`` (its province has no house yet). Each
    page is a transaction; a second run counts only ``same`` and ``kept``.
    """
    told: Counter[str] = Counter()
    ordered = sorted(
        read_pieces() if pieces is None else pieces, key=lambda piece: _ORDER.index(piece.kind)
    )
    for piece in ordered:
        for language in LANGUAGES:
            with transaction.atomic():
                told[_load(piece, Locale.objects.get(language_code=language))] += 1
    return told


def _load(piece: Piece, locale: Locale) -> str:
    language = locale.language_code
    name = f"{piece.province}/{piece.name}"
    values = _values(piece, language)
    value = digest(values)
    known = LoadedPiece.objects.filter(name=name, locale=locale).select_related("page").first()
    if known is not None:
        if known.digest == value:
            return "same"
        page = None if known.page is None else known.page.specific
        if page is None or not page.live or page.latest_revision_id != known.revision_id:
            return "kept"
        _fill(page, values)
        _publish(page, known, value)
        return "renewed"
    house = ShowcasePage.objects.filter(province__slug=piece.province, locale=locale).first()
    if house is None:
        return "homeless"
    if house.get_children().filter(slug=piece.slug[language]).exists():
        return "kept"
    page = TYPES[piece.kind](locale=locale)
    _fill(page, values)
    twin = LoadedPiece.objects.filter(name=name, page__isnull=False).exclude(locale=locale).first()
    if twin is not None and twin.page is not None:
        page.translation_key = twin.page.translation_key
    house.add_child(instance=page)
    _publish(page, LoadedPiece(name=name, locale=locale), value)
    return "made"


def _values(piece: Piece, language: str) -> dict[str, Any]:
    """Where a stop's page comes later, the itinerary is another one and is loaded again."""
    values = fields(piece, language)
    if piece.kind == "showcase":
        del values["slug"]  # the province's own
    if "days" in values:
        _lead_to_destinations(values["days"], language)
    return values


def _fill(page: ProvincialPage, values: dict[str, Any]) -> None:
    for field, value in values.items():
        is_stream = field in {"body", "sources", "days"}
        setattr(page, field, _stream(page, field, value) if is_stream else value)


def _stream(page: ProvincialPage, field: str, blocks: list[Any]) -> StreamValue:
    """Blocks in the form in which a page keeps them."""
    block = page._meta.get_field(field).stream_block
    return block.normalize(blocks)


def _lead_to_destinations(days: list[Any], language: str) -> None:
    """The numbers of the pages that stops name, where they are loaded."""
    stops = [stop for _day, value in days for stop in value["stops"] if stop["destination"]]
    pages = {
        name.rpartition("/")[2]: number
        for name, number in LoadedPiece.objects.filter(
            locale__language_code=language, page__isnull=False
        ).values_list("name", "page_id")
    }
    for stop in stops:
        stop["destination"] = pages.get(stop["destination"])


def _publish(page: Page, known: LoadedPiece, value: str) -> None:
    revision = page.save_revision()
    revision.publish()
    known.page_id, known.revision, known.digest = page.pk, revision, value
    known.save()
