"""Suppliers as documents: one for each run of days on which nothing dated about them changes.

Certificates, standards, test reports have days, and a month's capacity is over with the month. Found
is a verified vendor while any product that it supplies, or that its organisation makes, may be shown.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from catalog.producers.traits import FIELDS, traits_in
from search import readiness
from search.documents import Span, cut, in_chunks, joined, make_document, ordinal, text_of
from search.engine.protocol import NUMBER_BITS, Document, Entry, Text
from search.products import Interval, former_names, intervals_of, lines, standards_of
from search.supplies import SupplyFacts, month_after, supplies_of

KIND = "supplier"
CHUNK = 500
#: Kilograms free in one month; a document holds each that it reaches.
VOLUMES = (100, 500, 1_000, 5_000, 10_000)
#: Months of a document, from the one in which its days begin.
MONTHS = 12
#: Whatever month it is.
ANY_MONTH = "any"

_STAR_BITS = 3
_MOST = 2**31 - 1
_VENDOR = (
    *("id", "public_id", "name", "organisation__legal_form", "organisation__producer__id"),
    *("organisation__producer__name", "organisation__producer__name_en"),
    *(f"organisation__producer__{field}" for field in FIELDS.values()),
    *("ships_from__code", "ships_from__latitude", "ships_from__name_vi", "ships_from_id"),
)
_PLACE = ("code", "slug", "name_vi", "name_en", "region__slug", "id")


@dataclass(frozen=True, slots=True)
class ProductFacts:
    title: str
    title_en: str
    categories: tuple[str, ...]
    group_names: tuple[str, ...]
    intervals: Sequence[Interval]
    standards: Sequence[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class VendorFacts:
    """All about a vendor that its documents are made of; ``place`` are the columns of its province."""

    row: Mapping[str, Any]
    place: Mapping[str, Any]
    commune: tuple[str, ...]
    former_names: tuple[str, ...] = ()
    products: dict[int, ProductFacts] = field(default_factory=dict)
    supplies: list[SupplyFacts] = field(default_factory=list)


def key_of(vendor_id: int) -> str:
    return f"{KIND}:{vendor_id}"


def supplier_entries(ids: Collection[int] | None = None) -> Iterator[Entry]:
    """An entry for each of these vendors, empty where it may not be met; None: all that may."""
    for chunk in in_chunks(sorted(ids) if ids is not None else _verified(), CHUNK):
        found = {facts.row["id"]: supplier_entry(facts) for facts in read_facts(chunk)}
        for vendor_id in chunk:
            yield found.get(vendor_id) or Entry(key_of(vendor_id))


def supplier_entry(facts: VendorFacts) -> Entry:
    """The documents of a vendor. Pure."""
    text = _text(facts)
    products = facts.products.values()
    spans = joined([interval.span for one in products for interval in one.intervals])
    made: list[tuple[Span, tuple[Any, ...]]] = []
    for whole in spans:
        for span in cut(whole, _days(facts)):
            holds = _holding(facts, span[0])
            if made and made[-1][1] == holds and made[-1][0][1] + 1 == span[0]:
                made[-1] = ((made[-1][0][0], span[1]), holds)
            else:
                made.append((span, holds))
    documents = tuple(_document(facts, span, text, holds) for span, holds in made)
    return Entry(key_of(facts.row["id"]), documents)


def _text(facts: VendorFacts) -> Text:
    row, place = facts.row, facts.place
    names = [row["organisation__producer__name"], row["organisation__producer__name_en"]]
    products = facts.products.values()
    return text_of(
        dict.fromkeys(filter(None, [*names, row["name"]])),
        around=[
            *(name for one in products for name in (one.title, one.title_en)),
            *dict.fromkeys(name for one in products for name in one.group_names),
            *(place.get("name_vi") or "", place.get("name_en") or ""),
            row["ships_from__name_vi"] or "",
            *facts.former_names,
        ],
    )


def _days(facts: VendorFacts) -> set[int]:
    """Days on which something may be otherwise than the day before."""
    days: set[int] = set()
    for product in facts.products.values():
        for first, last in [
            *(interval.span for interval in product.intervals),
            *(span for _code, span in product.standards),
        ]:
            days |= {first, last + 1}
    for supply in facts.supplies:
        days |= supply.days
        for month, amount in supply.left.items():
            if amount > 0:
                # It enters the year ahead eleven months before, and is over after itself.
                days |= {ordinal(month_after(month, 1 - MONTHS)), ordinal(month_after(month, 1))}
    return days


def _holding(facts: VendorFacts, day: int) -> tuple[Any, ...]:
    """What is true of the vendor on a day: facets, volume, star, whether anything is on offer."""
    on = datetime.date.fromordinal(day)
    stars = {
        pk: interval.star
        for pk, product in facts.products.items()
        for interval in product.intervals
        if interval.span[0] <= day <= interval.span[1]
    }
    supplies = [one for one in facts.supplies if one.product_id in stars]
    live = [facts.products[pk] for pk in stars]
    held = {code for one in live for code, span in one.standards if span[0] <= day <= span[1]}
    held |= {code for one in supplies for code in one.standards}
    capacity, most = _capacity(supplies, on)
    facets = {
        "star": tuple(str(star) for star in sorted(set(stars.values()))),
        "place": _places(facts.place),
        "category": tuple(sorted({code for one in live for code in one.categories})),
        "form": (facts.row["organisation__legal_form"] or "unknown",),
        "led": traits_in(lambda field: facts.row[f"organisation__producer__{field}"]),
        "standard": tuple(sorted(held)),
        "capacity": capacity,
        "ready": readiness.values_of(one.checks_on(on) for one in supplies),
        "export": tuple(sorted({code for one in supplies for code in one.papers})),
        "commune": facts.commune,
    }
    return facets, most, max(stars.values(), default=0), bool(capacity)


def _capacity(supplies: Iterable[SupplyFacts], on: datetime.date) -> tuple[tuple[str, ...], int]:
    """Values of the facet for the year from ``on``, and the greatest kilograms free in one month."""
    first, last = on.replace(day=1), month_after(on, MONTHS - 1)
    free: dict[datetime.date, int] = defaultdict(int)
    for supply in supplies:
        for month, amount in supply.left.items():
            if amount > 0 and first <= month <= last:
                free[month] += supply.kg.get(month, 0)
    values: set[str] = set()
    for month, kg in free.items():
        name = month_value(month)
        values.add(name)
        values |= {
            f"{one}:{least}" for least in VOLUMES if kg >= least for one in (name, ANY_MONTH)
        }
    return tuple(sorted(values)), max(free.values(), default=0)


def month_value(month: datetime.date) -> str:
    return f"{month:%Y-%m}"


def _places(place: Mapping[str, Any]) -> tuple[str, ...]:
    return (place["slug"], f"region:{place['region__slug']}") if place else ()


def _document(facts: VendorFacts, span: Span, text: Text, holds: tuple[Any, ...]) -> Document:
    facets, most, star, is_offered = holds
    number = facts.row["id"]
    rank = is_offered << _STAR_BITS | star
    return make_document(
        kind=KIND,
        key=key_of(number),
        number=number,
        span=span,
        text=text,
        facets=facets,
        orders={
            "newest": number,
            "stars": star << NUMBER_BITS | number,
            "volume": min(most, _MOST) << NUMBER_BITS | number,
            "rank": rank << NUMBER_BITS | number,
        },
        row={
            "id": number,
            "public_id": facts.row["public_id"],
            "title": facts.row["organisation__producer__name"] or facts.row["name"],
        },
    )


# --- reading ---------------------------------------------------------------------------------


def _verified() -> Iterator[int]:
    found = Vendor.objects.filter(state=Vendor.State.VERIFIED).order_by("pk")
    return found.values_list("pk", flat=True).iterator()


def read_facts(ids: Collection[int]) -> Iterator[VendorFacts]:
    """Facts of those vendors among ``ids`` that are verified; nine queries."""
    rows = list(
        Vendor.objects.filter(pk__in=ids, state=Vendor.State.VERIFIED)
        .values(
            *_VENDOR,
            *(f"ships_from__province__{name}" for name in _PLACE),
            *(f"organisation__producer__province__{name}" for name in _PLACE),
            *("organisation__producer__commune__code", "organisation__producer__commune_id"),
            "organisation__producer__commune__latitude",
        )
        .order_by("pk")
    )
    supplies: dict[int, list[SupplyFacts]] = defaultdict(list)
    for one in supplies_of(vendors=[row["id"] for row in rows]):
        supplies[one.vendor_id].append(one)
    made = _made([row["organisation__producer__id"] for row in rows])
    wanted = {one.product_id for several in supplies.values() for one in several}
    products = _products(wanted | {pk for several in made.values() for pk in several})
    former = former_names(
        {row["ships_from_id"] or row["organisation__producer__commune_id"] for row in rows}
    )
    for row in rows:
        place = _place_of(row)
        theirs = [one for one in supplies[row["id"]] if one.product_id in products]
        own = [pk for pk in made[row["organisation__producer__id"]] if pk in products]
        commune = row["ships_from_id"] or row["organisation__producer__commune_id"]
        yield VendorFacts(
            row=row,
            place=place,
            commune=_commune(row, place),
            former_names=former.get(("c", commune)) or former.get(("p", place.get("id")), ()),
            products={pk: products[pk] for pk in (*(one.product_id for one in theirs), *own)},
            supplies=theirs,
        )


def _place_of(row: Mapping[str, Any]) -> dict[str, Any]:
    for way in ("ships_from__province__", "organisation__producer__province__"):
        if row[f"{way}slug"]:
            return {name: row[f"{way}{name}"] for name in _PLACE}
    return {}


def _commune(row: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[str, ...]:
    """The centre that distances are measured to: suppliers.near.Centre's code."""
    for way in ("ships_from__", "organisation__producer__commune__"):
        if row[f"{way}code"] and row[f"{way}latitude"] is not None:
            return (row[f"{way}code"],)
    return (f"p{place['code']}",) if place else ()


def _made(producer_ids: Collection[int | None]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    wanted = {pk for pk in producer_ids if pk}
    rows = Product.objects.approved().filter(producer__in=wanted).order_by("pk")
    for producer_id, pk in rows.values_list("producer_id", "pk"):
        found[producer_id].append(pk)
    return found


def _products(ids: Collection[int]) -> dict[int, ProductFacts]:
    rows = list(
        Product.objects.approved()
        .filter(pk__in=ids)
        .values_list(
            *("pk", "title", "title_en", "criteria_set__code"),
            *("criteria_set__name", "criteria_set__name_en"),
        )
    )
    wanted = [row[0] for row in rows]
    intervals, standards, of_set = intervals_of(wanted), standards_of(wanted), lines()
    return {
        pk: ProductFacts(
            title=title,
            title_en=title_en,
            categories=of_set.get(code or "", ()),
            group_names=tuple(filter(None, (name, name_en))),
            intervals=intervals[pk],
            standards=standards[pk],
        )
        for pk, title, title_en, code, name, name_en in rows
    }
