"""What the layers above tell the catalogue; filled in their AppConfig.ready().

The catalogue stands below certificates and vendors and never imports them.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from marketplace.geography.models import Province


class Badge(Protocol):
    """A certificate that is live on the day asked for: what a star needs to be shown."""

    @property
    def code(self) -> str: ...
    @property
    def star(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def decision_number(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def issued_on(self) -> datetime.date: ...
    @property
    def last_day(self) -> datetime.date: ...


class Obstacle(Protocol):
    """Why a pack cannot be ordered."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> Any: ...


class Happening(Protocol):
    """A line in the history of a certificate, in words."""

    @property
    def day(self) -> datetime.date: ...
    @property
    def words(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def ground(self) -> str: ...


class Past(Protocol):
    """The newest certificate of a product that has none in force."""

    @property
    def code(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def happenings(self) -> Sequence[Happening]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What decides on a day whether a pack may be sold, but for its stock.

    ``is_offered``: the pack is one and public, and its product's listing is approved. The vendor is
    closed from ``closed_from`` to ``closed_until``; either may be open.
    """

    is_certified: bool
    is_offered: bool
    is_medicine: bool
    is_licensed: bool
    is_verified: bool
    closed_from: datetime.date | None
    closed_until: datetime.date | None
    has_price: bool
    is_parcel: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What one pack is to a carrier: its class (parcels.ParcelClass), grams, cubic centimetres."""

    parcel_class: str
    grams: int
    volume: int


@dataclass(frozen=True, kw_only=True)
class DeliveryEstimate:
    """Whole đồng and days between which a parcel ordered today arrives; a range where it is not known
    where it goes. ``problem`` says why it is not sent, or not there; then the rest is empty.
    """

    least: int | None = None
    most: int | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    is_illustrative: bool = False
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A published page that tells of a product or a producer. ``kind`` in words: Story, Journey …"""

    kind: str
    title: str
    summary: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Story:
    """A page that was published, as a letter tells it: ``url`` is absolute, ``province`` a slug."""

    title: str
    summary: str
    url: str
    label: str
    province: str


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A published page: its paths in Vietnamese and in English, empty where there is none; and when
    each was last published."""

    vietnamese: str
    english: str
    changed: datetime.datetime | None = None
    changed_english: datetime.datetime | None = None


StorySource = Callable[..., Iterable[Story]]
CertificateSource = Callable[..., Mapping[int, Badge]]
ObstacleRule = Callable[..., Obstacle | None]
PageSource = Callable[[], Iterable["FurtherPage"]]
PastSource = Callable[..., Past | None]
DeliveryRule = Callable[..., DeliveryEstimate]
TellingSource = Callable[..., Sequence[Telling]]

_certificates: list[CertificateSource] = []
_obstacles: list[ObstacleRule] = []
_fixed_pages: list[str] = []
_further_pages: list[PageSource] = []
_pasts: list[PastSource] = []
_deliveries: list[DeliveryRule] = []
_stories: list[StorySource] = []
_tellings: list[TellingSource] = []
_pages_with: list[TellingSource] = []
_found: list[TellingSource] = []


def register_certificates(source: CertificateSource) -> None:
    """``source(product_ids, on=day)``: the live certificate of each that is approved, in one query."""
    _certificates[:] = [source]


def register_obstacle(rule: ObstacleRule) -> None:
    """``rule(sale, on=day)``: what keeps a pack from being sold."""
    _obstacles[:] = [rule]


def register_past(source: PastSource) -> None:
    """``source(product_id, on=day)``: its newest certificate with history, in at most two queries."""
    _pasts[:] = [source]


def register_delivery(rule: DeliveryRule) -> None:
    """``rule(load, origin=…, origin_commune=…, destination=…, on=day)``: cost and days, no query."""
    _deliveries[:] = [rule]


def register_tellings(
    source: TellingSource, *, pages_with: TellingSource, found: TellingSource
) -> None:
    """``source(producer=…, product=…, star=…)``: pages that tell of it in the active language, one query.

    ``pages_with(product)``: those in any language on which it stands by hand. ``found(words=…,
    limit=…)``: those in the active language whose title or summary holds all words, one query.
    """
    _tellings[:] = [source]
    _pages_with[:] = [pages_with]
    _found[:] = [found]


def register_fixed_page(name: str) -> None:
    """``name`` of an address without parts, the same for everybody: it belongs into the site map."""
    if name not in _fixed_pages:
        _fixed_pages.append(name)


def fixed_pages() -> tuple[str, ...]:
    """The names of all of these."""
    return tuple(_fixed_pages)


def register_further_pages(source: PageSource) -> None:
    """``source()`` answers with published pages for the site map, in one query."""
    if source not in _further_pages:
        _further_pages.append(source)


def further_pages() -> Iterator[FurtherPage]:
    """All of these."""
    for source in _further_pages:
        yield from source()


def register_stories(source: StorySource) -> None:
    """``source(language=…, since=…, until=…)``: stories and news first published in between, newest first."""
    _stories[:] = [source]


def stories(
    *, language: str, since: datetime.datetime, until: datetime.datetime
) -> Sequence[Story]:
    """What the provinces have published after ``since`` and until ``until``; none without pages."""
    return [
        story
        for source in _stories
        for story in source(language=language, since=since, until=until)
    ]


def badges(product_ids: Iterable[int], *, on: datetime.date) -> Mapping[int, Badge]:
    """The live certificate of each approved product that has one on a day: the rest is not shown."""
    return _certificates[0](product_ids, on=on)


def obstacle(sale: Sale, *, on: datetime.date) -> Obstacle | None:
    """What keeps a pack from being sold on a day, or None."""
    return _obstacles[0](sale, on=on)


def past(product_id: int, *, on: datetime.date) -> Past | None:
    """What became of the certificate of a product that is not certified on a day."""
    return _pasts[0](product_id, on=on)


def delivery(
    load: Load,
    *,
    origin: Province | None,
    origin_commune: str,
    destination: Province | None,
    on: datetime.date,
) -> DeliveryEstimate:
    """What one pack's parcel costs and how long it takes, ordered on a day."""
    return _deliveries[0](
        load, origin=origin, origin_commune=origin_commune, destination=destination, on=on
    )


def tellings(*, producer: Any, product: Any = None, star: int = 0) -> Sequence[Telling]:
    """Published pages that tell of a product, or of a producer and what it makes; one query."""
    return _tellings[0](producer=producer, product=product, star=star) if _tellings else ()


def pages_with(product: Any) -> Sequence[Telling]:
    """Published pages on which an editor has put the product by hand; one query."""
    return _pages_with[0](product) if _pages_with else ()


def pages_found(words: str, *, limit: int = 3) -> Sequence[Telling]:
    """Published pages whose title or summary holds all words, written with or without marks."""
    return _found[0](words=words, limit=limit) if _found and words else ()
