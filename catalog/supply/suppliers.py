"""A supplier as a buyer meets it on a day: a verified vendor with what it can deliver wholesale.

What it supplies and makes counts while its certificate is in force (truth 1); what is stated of a
product that may not be shown today does not exist here.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.urls import reverse

from catalog.catalogue import registries
from catalog.catalogue.models import Product, StandardHeld
from catalog.catalogue.registries import Badge
from catalog.partner.models import Vendor
from catalog.producers.models import Producer
from marketplace.kernel.language import Words, words

from .models import Supply, SupplyTier
from .readiness import Check, checks_held
from .standards import ProducerType
from .units import amount_words, content_of, convert, pack_words, unit_label

#: Calendar months that pages show, the present one first.
MONTHS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class MonthLeft:
    """What of a month is not promised: in words of the supply's unit, and in kg where that is known."""

    first: datetime.date
    amount: int
    words: str
    kg: int | None


@dataclass(frozen=True, slots=True)
class CheckShown:
    label: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One supply. ``price`` is the lowest tier's, for one ``unit`` from ``price_from`` on; đồng."""

    public_id: str
    title: Words
    url: str
    badge: Badge
    unit: str
    pack: str
    minimum: str
    price: int | None
    price_from: str
    lead_time_days: int | None
    delivers_within_km: int | None
    months: tuple[MonthLeft, ...]
    checks: frozenset[str]
    standards: tuple[str, ...]
    papers: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """``badge`` is that of the best star among ``titles``, the products that may be shown today.

    ``url`` leads to what it supplies; ``centre`` and ``province_code`` say where it ships from.
    """

    vendor_id: int
    public_id: str
    name: Words
    url: str
    form: str
    form_words: str
    commune: str
    commune_code: str
    province: Words
    province_code: str
    region: str
    badge: Badge | None
    titles: tuple[Words, ...]
    groups: frozenset[str]
    offers: tuple[Offer, ...]
    standards: tuple[str, ...]
    is_illustrative: bool

    @property
    def papers(self) -> tuple[str, ...]:
        """Codes of the export papers of any offer."""
        return tuple(dict.fromkeys(code for offer in self.offers for code in offer.papers))

    @property
    def checks(self) -> frozenset[str]:
        """Those of the offer that passes most: a shelf takes one product with all its papers."""
        return max((offer.checks for offer in self.offers), key=len, default=frozenset())

    @property
    def checks_shown(self) -> tuple[CheckShown, ...]:
        held = self.checks
        return tuple(CheckShown(str(check.label), check.value in held) for check in Check)

    @property
    def months(self) -> tuple[MonthLeft, ...]:
        """Kilograms left of all offers together, for months in which any of them knows."""
        total: dict[datetime.date, int] = defaultdict(int)
        for offer in self.offers:
            for month in offer.months:
                if month.kg is not None:
                    total[month.first] += month.kg
        return tuple(
            MonthLeft(first, kg, amount_words(_read_at_a_glance(kg), "kg"), kg)
            for first, kg in sorted(total.items())
        )

    @property
    def most_in_a_month(self) -> MonthLeft | None:
        return max(self.months, key=lambda month: month.amount, default=None)


def months_from(on: datetime.date, number: int = MONTHS_SHOWN) -> list[datetime.date]:
    """First days of so many calendar months, the present one first."""
    first = on.year * 12 + on.month - 1
    return [datetime.date(m // 12, m % 12 + 1, 1) for m in range(first, first + number)]


def suppliers(vendor_ids: Sequence[int], *, on: datetime.date) -> tuple[Supplier, ...]:
    """Those of the vendors that may be met, in the order given; four queries at most."""
    found = {vendor.pk: vendor for vendor in _vendors(vendor_ids)}
    return _suppliers([found[pk] for pk in vendor_ids if pk in found], on=on)


def _suppliers(vendors: Sequence[Vendor], *, on: datetime.date) -> tuple[Supplier, ...]:
    """Three queries, none for nobody."""
    if not vendors:
        return ()
    found = {vendor.pk: vendor for vendor in vendors}
    rows = _products(list(found), on=on)
    badges = registries.badges({row["id"] for row in rows}, on=on)
    rows = [row for row in rows if row["id"] in badges]
    held = _standards({row["id"] for row in rows}, on=on)
    by_vendor: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_vendor[row["vendor"]].append(row)
    return tuple(
        _supplier(found[pk], by_vendor[pk], badges, held, on=on) for pk in found if by_vendor[pk]
    )


def supplier_by_id(public_id: str, *, on: datetime.date) -> Supplier | None:
    """One that may be met today, or None."""
    return next(iter(suppliers_by_ids([public_id], on=on)), None)


def suppliers_by_ids(public_ids: Sequence[str], *, on: datetime.date) -> tuple[Supplier, ...]:
    """In the order given; unknown ones are left out."""
    numbers = dict(Vendor.objects.filter(public_id__in=public_ids).values_list("public_id", "pk"))
    return suppliers([numbers[one] for one in public_ids if one in numbers], on=on)


def supplier_of(producer: Producer, *, on: datetime.date) -> Supplier | None:
    """The producer's selling side, where it may be met today; three queries, none without one.

    Reads ``organisation.vendor``, which public_producer brings along.
    """
    vendor = getattr(producer.organisation, "vendor", None)
    if vendor is None or vendor.state != Vendor.State.VERIFIED:
        return None
    return next(iter(_suppliers([vendor], on=on)), None)


# --- reading ---------------------------------------------------------------------------------


def _vendors(vendor_ids: Sequence[int]) -> QuerySet[Vendor]:
    return Vendor.objects.filter(pk__in=vendor_ids, state=Vendor.State.VERIFIED).select_related(
        "organisation__producer__province__region",
        "organisation__producer__commune",
        "ships_from__province__region",
    )


_OFFER = (
    *("id", "public_id", "unit", "content_kg", "pack_size", "pack_unit", "minimum_quantity"),
    *("lead_time_days", "delivers_within_km", "standards", "note", "has_barcode"),
    *("shelf_life_days", "tested_on", "has_e_invoice", "has_retail_packaging", "export_papers"),
)
_PRODUCT = ("id", "public_id", "slug", "title", "title_en", "criteria_set__code")


def of_vendors(vendor_ids: Collection[int]) -> QuerySet[Product, Any]:
    """Listed products that these vendors supply, or that their own organisation makes."""
    supplied = Supply.objects.filter(
        product=OuterRef("pk"), vendor__in=vendor_ids, state=Supply.State.ACTIVE
    )
    return Product.objects.approved().filter(
        Exists(supplied) | Q(producer__organisation__vendor__in=vendor_ids)
    )


def _products(vendor_ids: list[int], *, on: datetime.date) -> list[dict[str, Any]]:
    """A row for each vendor and product, with the supplies of that vendor in ``offers``."""
    lowest = SupplyTier.objects.filter(supply=OuterRef("offer__id")).order_by("unit_price", "pk")
    rows = (
        of_vendors(vendor_ids)
        .annotate(
            offer=FilteredRelation(
                "supplies",
                condition=Q(supplies__vendor__in=vendor_ids, supplies__state=Supply.State.ACTIVE),
            ),
            month=F("offer__capacities__month"),
            quantity=F("offer__capacities__quantity"),
            committed=F("offer__capacities__committed"),
            price=Subquery(lowest.values("unit_price")[:1]),
            price_from=Subquery(lowest.values("from_quantity")[:1]),
        )
        .order_by("pk", "offer__id", "month")
        .values(
            *_PRODUCT,
            *(f"offer__{name}" for name in (*_OFFER, "vendor")),
            *("producer__organisation__vendor", "month", "quantity", "committed"),
            *("price", "price_from"),
        )
    )
    found: dict[tuple[int, int], dict[str, Any]] = {}
    wanted = set(vendor_ids)
    this_month = on.replace(day=1)
    for row in rows:
        maker, seller = row["producer__organisation__vendor"], row["offer__vendor"]
        for vendor in {maker, seller} & wanted:
            about = found.setdefault((vendor, row["id"]), {**row, "vendor": vendor, "offers": {}})
            if vendor != seller:
                continue
            offer = about["offers"].setdefault(row["offer__id"], {**row, "left": {}})
            if row["month"] is not None and row["month"] >= this_month:
                offer["left"][row["month"]] = row["quantity"] - row["committed"]
    return list(found.values())


def _standards(product_ids: Iterable[int], *, on: datetime.date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = StandardHeld.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_until=None) | Q(valid_until__gte=on),
        product__in=product_ids,
    ).order_by("code", "pk")
    for product_id, code in rows.values_list("product_id", "code"):
        found[product_id].append(code)
    return found


# --- making ----------------------------------------------------------------------------------


def _supplier(
    vendor: Vendor,
    rows: Sequence[Mapping[str, Any]],
    badges: Mapping[int, Badge],
    held: Mapping[int, list[str]],
    *,
    on: datetime.date,
) -> Supplier:
    producer = getattr(vendor.organisation, "producer", None)
    commune = vendor.ships_from or (producer.commune if producer else None)
    province = vendor.ships_from.province if vendor.ships_from else None
    province = province or (producer.province if producer else None)
    supplied = sorted(rows, key=lambda row: (not row["offers"], -badges[row["id"]].star))
    offers = tuple(
        _offer(row, offer, badges[row["id"]], held.get(row["id"], ()), on=on)
        for row in supplied
        for offer in row["offers"].values()
    )
    codes = [*(c for offer in offers for c in offer.standards)]
    codes += [code for row in rows for code in held.get(row["id"], ())]
    return Supplier(
        vendor_id=vendor.pk,
        public_id=vendor.public_id,
        name=words(producer.name, producer.name_en) if producer else words(vendor.name),
        url=_url(vendor, producer, rows),
        form=vendor.organisation.legal_form,
        form_words=_form_words(vendor.organisation, producer),
        commune=commune.full_name if commune else "",
        commune_code=commune.code if commune else "",
        province=words(province.name_vi, province.name_en) if province else Words(""),
        province_code=province.code if province else "",
        region=province.region.slug if province else "",
        badge=max((badges[row["id"]] for row in rows), key=lambda one: one.star, default=None),
        titles=tuple(words(row["title"], row["title_en"]) for row in supplied),
        groups=frozenset(row["criteria_set__code"] or "" for row in rows),
        offers=offers,
        standards=tuple(sorted(set(codes))),
        is_illustrative=vendor.organisation.is_illustrative
        or bool(producer and producer.is_illustrative),
    )


def _read_at_a_glance(kg: int) -> int:
    """51 306 kg are 51.3 tonnes where suppliers stand beside each other; rounded down."""
    step = 100 if kg >= 10_000 else 10  # noqa: PLR2004
    return kg // step * step if kg >= 1_000 else kg  # noqa: PLR2004


def _form_words(organisation: Any, producer: Producer | None) -> str:
    """ "cooperative, led by women": the legal form, and what the producer says of itself."""
    is_known = organisation.legal_form != organisation.LegalForm.UNKNOWN
    said = [str(organisation.get_legal_form_display())] if is_known else []
    traits = producer.traits if producer else ()
    return ", ".join([*said, *(str(ProducerType(code).label) for code in traits)])


def _url(vendor: Vendor, producer: Any, rows: Sequence[Mapping[str, Any]]) -> str:
    """The producer's page carries it where the vendor is one; a reseller has a page of its own."""
    if producer is not None:
        at = {"slug": producer.slug, "public_id": producer.public_id}
        return reverse("producers:detail", kwargs=at) + "#wholesale"
    at = {"slug": vendor.slug, "public_id": vendor.public_id}
    return reverse("suppliers:detail", kwargs=at)


def _offer(
    row: Mapping[str, Any],
    offer: Mapping[str, Any],
    badge: Badge,
    held: Iterable[str],
    *,
    on: datetime.date,
) -> Offer:
    said = {name: offer[f"offer__{name}"] for name in _OFFER}
    content = content_of(
        said["unit"],
        kg=said["content_kg"],
        pack_size=said["pack_size"],
        pack_unit=said["pack_unit"],
    )

    def month(first: datetime.date, amount: int) -> MonthLeft:
        kg = convert(Decimal(amount), said["unit"], "kg", content)
        whole = None if kg is None else int(kg)
        return MonthLeft(first, amount, amount_words(amount, said["unit"]), whole)

    return Offer(
        public_id=said["public_id"],
        title=words(row["title"], row["title_en"]),
        url=reverse(
            "catalogue:detail", kwargs={"slug": row["slug"], "public_id": row["public_id"]}
        ),
        badge=badge,
        unit=unit_label(said["unit"]),
        pack=pack_words(said["pack_size"], said["pack_unit"]) if said["pack_size"] else "",
        minimum=amount_words(said["minimum_quantity"], said["unit"]),
        price=offer["price"],
        price_from=amount_words(offer["price_from"], said["unit"]) if offer["price_from"] else "",
        lead_time_days=said["lead_time_days"],
        delivers_within_km=said["delivers_within_km"],
        months=tuple(month(first, amount) for first, amount in sorted(offer["left"].items())),
        checks=checks_held(
            has_barcode=said["has_barcode"],
            shelf_life_days=said["shelf_life_days"],
            tested_on=said["tested_on"],
            has_e_invoice=said["has_e_invoice"],
            has_retail_packaging=said["has_retail_packaging"],
            minimum_quantity=said["minimum_quantity"],
            left=offer["left"],
            on=on,
        ),
        standards=tuple(dict.fromkeys([*held, *said["standards"]])),
        papers=tuple(said["export_papers"]),
        note=said["note"],
    )
