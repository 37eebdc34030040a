"""Products as documents: one for each run of days on which nothing dated about it changes.

Certificates, standards and announced closings have days; a document holds between them, and a
query for a day finds what is true on it, whether or not any job ran since.
"""

import datetime
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from oscar.core.loading import get_model

from catalog.catalogue.models import Product, StandardHeld
from catalog.catalogue.selectors import category_tree
from catalog.catalogue.selectors.cards import COLUMNS
from catalog.catalogue.selectors.packs import of_goods_sold
from catalog.certification.models import LiveInterval
from marketplace.geography.models import FormerProvince, Succession

from . import readiness
from .concepts import text_with_concepts, traits_of
from .documents import Span, cut, in_chunks, make_document, orders_of, ordinal, text_of
from .engine.protocol import Document, Entry, Text
from .rules import Traits
from .supplies import SupplyFacts, supplies_of
from .synonyms import also_called

KIND = "product"
CHUNK = 1000
#: Price bands in đồng: code, from, to (not included).
BANDS = (
    ("0-50", 0, 50_000),
    ("50-100", 50_000, 100_000),
    ("100-200", 100_000, 200_000),
    ("200-500", 200_000, 500_000),
    ("500", 500_000, 10**12),
)
_MORE_COLUMNS = (
    "producer__commune_id",
    "geographical_indication",
    "criteria_set__name",
    "criteria_set__name_en",
    "producer__organisation__legal_form",
    "producer__province_id",
    "producer__province__region__slug",
    "producer__commune__name_vi",
)
#: Words before a former unit's name that everybody leaves out.
_KINDS_OF_UNITS = ("Quận ", "Huyện ", "Thị xã ", "Thành phố ", "Tỉnh ")


@dataclass(frozen=True, slots=True)
class Pack:
    """An offer of a verified vendor, with the days on which its shop is announced to be closed."""

    price: int
    left: int
    closed: Span | None


@dataclass(frozen=True, slots=True)
class Interval:
    star: int
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """All about a product that its documents are made of."""

    row: dict[str, Any]
    more: dict[str, Any]
    intervals: list[Interval]
    categories: tuple[str, ...]
    standards: list[tuple[str, Span]] = field(default_factory=list)
    packs: list[Pack] = field(default_factory=list)
    supplies: list[SupplyFacts] = field(default_factory=list)
    former_names: tuple[str, ...] = ()


def key_of(product_id: int) -> str:
    return f"{KIND}:{product_id}"


def product_entries(ids: Collection[int] | None = None) -> Iterator[Entry]:
    """An entry for each of these products, empty where it may not be shown; None: all that may."""
    for chunk in in_chunks(sorted(ids) if ids is not None else _approved(), CHUNK):
        found = {facts.row["id"]: product_entry(facts) for facts in read_facts(chunk)}
        for product_id in chunk:
            yield found.get(product_id) or Entry(key_of(product_id))


def all_facts() -> Iterator[Facts]:
    """What all products that may be shown are made of."""
    for chunk in in_chunks(_approved(), CHUNK):
        yield from read_facts(chunk)


def product_entry(facts: Facts) -> Entry:
    """The documents of a product. Pure."""
    row, more = facts.row, facts.more
    names = [row["title"], row["title_en"]]
    text = text_of(
        names,
        around=[
            *(row["producer__name"] or "", row["producer__name_en"] or ""),
            *(row["producer__province__name_vi"] or "", row["producer__province__name_en"] or ""),
            *(more["criteria_set__name"] or "", more["criteria_set__name_en"] or ""),
            *(more["producer__commune__name_vi"] or "", more["geographical_indication"]),
            *also_called(row["criteria_set__code"] or ""),
            *facts.former_names,
        ],
    )
    traits = traits_of(
        row["title"],
        row["criteria_set__code"] or "",
        places=(place.removeprefix("region:") for place in _places(row, more)),
        producer=row["producer__name"] or "",
        beside=(
            *(row["producer__province__name_vi"], more["producer__commune__name_vi"]),
            *facts.former_names,
        ),
    )
    days = [day for _code, span in facts.standards for day in (span[0], span[1] + 1)]
    days += [
        day for pack in facts.packs if pack.closed for day in (pack.closed[0], pack.closed[1] + 1)
    ]
    days += [day for supply in facts.supplies for day in supply.days]
    documents = [
        _document(facts, interval.star, span, text, traits)
        for interval in facts.intervals
        for span in cut(interval.span, days)
    ]
    return Entry(key_of(row["id"]), tuple(documents))


def _document(facts: Facts, star: int, span: Span, text: Text, traits: Traits) -> Document:
    row, more = facts.row, facts.more
    day = span[0]
    standards: tuple[str, ...] = ()
    if facts.standards:
        standards = tuple(sorted({c for c, s in facts.standards if s[0] <= day <= s[1]}))
    text = text_with_concepts(
        text,
        (row["title"], row["title_en"]),
        Traits(
            runs=traits.runs,
            criteria_set=traits.criteria_set,
            places=traits.places,
            beside=traits.beside,
            star=star,
            standards=frozenset(standards),
        ),
    )
    packs = [p for p in facts.packs if not (p.closed and p.closed[0] <= day <= p.closed[1])]
    price = min(((p.left <= 0, p.price) for p in packs), default=(True, None))[1]
    is_protected = bool(more["geographical_indication"]) or StandardHeld.Code.GI in standards
    return make_document(
        kind=KIND,
        key=key_of(row["id"]),
        number=row["id"],
        span=span,
        text=text,
        facets={
            "star": (str(star),),
            "place": _places(row, more),
            "category": facts.categories,
            "price": _bands(price),
            "form": (more["producer__organisation__legal_form"] or "unknown",),
            "standard": standards,
            "origin": ("gi",) if is_protected else (),
            "ready": _ready(facts.supplies, day),
            "season": _months(row["season_months"]),
        },
        orders=orders_of(
            row["id"], star=star, price=price, is_sold=any(pack.left > 0 for pack in packs)
        ),
        row=row,
    )


@functools.lru_cache(maxsize=4096)
def _bands(price: int | None) -> tuple[str, ...]:
    return tuple(code for code, low, high in BANDS if price and low <= price < high)


def _ready(supplies: list[SupplyFacts], day: int) -> tuple[str, ...]:
    if not supplies:
        return ()
    on = datetime.date.fromordinal(day)
    return readiness.values_of(supply.checks_on(on) for supply in supplies)


@functools.cache
def _months(season: int) -> tuple[str, ...]:
    """The months of twelve bits."""
    return tuple(str(month + 1) for month in range(12) if season >> month & 1)


def _places(row: dict[str, Any], more: dict[str, Any]) -> tuple[str, ...]:
    if not row["producer__province__slug"]:
        return ()
    return (row["producer__province__slug"], f"region:{more['producer__province__region__slug']}")


# --- reading ---------------------------------------------------------------------------------


def _approved() -> Iterator[int]:
    return Product.objects.approved().order_by("pk").values_list("pk", flat=True).iterator()


def read_facts(ids: Collection[int]) -> Iterator[Facts]:
    """Facts of those products among ``ids`` whose listing is approved; nine queries."""
    rows = list(
        Product.objects.approved()
        .filter(pk__in=ids)
        .values(*{*COLUMNS, *_MORE_COLUMNS})
        .order_by("pk")
    )
    wanted = [row["id"] for row in rows]
    intervals, standards, packs = intervals_of(wanted), standards_of(wanted), _packs(wanted)
    supplies: dict[int, list[SupplyFacts]] = defaultdict(list)
    for supply in supplies_of(products=wanted):
        supplies[supply.product_id].append(supply)
    former = former_names({row["producer__commune_id"] for row in rows})
    of_set = lines()
    for found in rows:
        row = {column: found[column] for column in COLUMNS}
        place = found["producer__commune_id"], found["producer__province_id"]
        yield Facts(
            row=row,
            more={column: found[column] for column in _MORE_COLUMNS},
            intervals=intervals[row["id"]],
            categories=of_set.get(row["criteria_set__code"] or "", ()),
            standards=standards[row["id"]],
            packs=packs[row["id"]],
            supplies=supplies[row["id"]],
            former_names=former.get(("c", place[0])) or former.get(("p", place[1]), ()),
        )


def intervals_of(ids: Iterable[int]) -> dict[int, list[Interval]]:
    found: dict[int, list[Interval]] = defaultdict(list)
    rows = LiveInterval.objects.filter(product__in=ids).order_by("product_id", "live_from")
    for product_id, star, first, last in rows.values_list(
        "product_id", "star", "live_from", "live_until"
    ):
        found[product_id].append(Interval(star, (ordinal(first), ordinal(last))))
    return found


def standards_of(ids: Iterable[int]) -> dict[int, list[tuple[str, Span]]]:
    found: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    rows = StandardHeld.objects.filter(product__in=ids).order_by("code", "pk")
    for product_id, code, first, last in rows.values_list(
        "product_id", "code", "valid_from", "valid_until"
    ):
        found[product_id].append((code, _span(first, last)))
    return found


def _packs(ids: Iterable[int]) -> dict[int, list[Pack]]:
    found: dict[int, list[Pack]] = defaultdict(list)
    rows = (
        get_model("partner", "StockRecord")
        .objects.filter(
            of_goods_sold(),
            partner__vendor__state="verified",
            product__parent__in=ids,
            product__is_public=True,
            price__gt=0,
        )
        .order_by("pk")
        .values_list(
            "product__parent_id",
            "price",
            "num_in_stock",
            "num_allocated",
            "partner__vendor__closed_from",
            "partner__vendor__closed_until",
        )
    )
    for product_id, price, stock, allocated, first, last in rows:
        closed = _span(first, last) if first or last else None
        found[product_id].append(Pack(int(price), (stock or 0) - (allocated or 0), closed))
    return found


def _span(first: datetime.date | None, last: datetime.date | None) -> Span:
    """Days as ordinals; a date not stated is no limit."""
    return ordinal(first or datetime.date.min), ordinal(last or datetime.date(9000, 1, 1))


def former_names(ids: Iterable[int | None]) -> dict[tuple[str, int | None], tuple[str, ...]]:
    """Names before July 2025: of these communes (``c``) the districts and provinces that they were
    of, of each province (``p``) all those that became it; two queries."""
    communes = set(ids) - {None}
    names: dict[tuple[str, int | None], dict[str, None]] = defaultdict(dict)
    for commune_id, district, province in (
        Succession.objects.filter(commune__in=communes)
        .values_list("commune_id", "district__name_vi", "district__former_province__name_vi")
        .distinct()
        .order_by("commune_id", "district__name_vi")
    ):
        names["c", commune_id] |= {_bare(district): None, _bare(province): None}
    for province_id, name in FormerProvince.objects.order_by("code").values_list(
        "province_id", "name_vi"
    ):
        names["p", province_id][_bare(name)] = None
    return {place: tuple(found) for place, found in names.items()}


def _bare(name: str) -> str:
    for kind in _KINDS_OF_UNITS:
        name = name.removeprefix(kind)
    return name


def lines() -> dict[str, tuple[str, ...]]:
    """Each criteria set → codes of sector, group and itself."""
    found: dict[str, list[str]] = defaultdict(list)
    for branch in category_tree().values():
        for one in branch.sets:
            found[one.code].append(branch.code)
    return {code: tuple(codes) for code, codes in found.items()}
