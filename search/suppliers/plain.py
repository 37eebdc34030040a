"""The directory without an engine: what the database alone can filter, newest first, no counts."""

import datetime
import functools
import operator
from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q

from catalog.catalogue.managers import ProductQuerySet
from catalog.catalogue.models import Product
from catalog.catalogue.selectors import category_tree
from catalog.certification.models import Certificate
from catalog.partner.models import Vendor
from catalog.producers.traits import FIELDS
from catalog.supply.models import Capacity, Supply
from catalog.supply.readiness import TEST_REPORT_DAYS, Check
from marketplace.kernel import text

from .filters import Filters, Sort, parts_of
from .near import within

#: Parameters that hold here; the others count as absent.
_KNOWN = ("star", "province", "region", "category", "form", "led", "ready", "month")
#: What a supply states for a check; steady volume is counted by the index alone.
_STATED = {
    Check.BARCODE: Q(has_barcode=True),
    Check.SHELF_LIFE: Q(shelf_life_days__isnull=False),
    Check.E_INVOICE: Q(has_e_invoice=True),
    Check.PACKAGING: Q(has_retail_packaging=True),
}


def plain_filters(filters: Filters) -> Filters:
    """What of the filters holds here."""
    chosen = {name: values for name, values in filters.chosen.items() if name in _KNOWN}
    ready = tuple(check for check in chosen.get("ready", ()) if check != Check.VOLUME)
    chosen = {name: values for name, values in chosen.items() if name != "ready"}
    if ready:
        chosen["ready"] = ready
    return replace(filters, chosen=chosen, sort=Sort.NEWEST)


def plain_page(filters: Filters, *, on: datetime.date, limit: int) -> tuple[list[int], str]:
    """Vendors of a page for filters of ``plain_filters``, and where the next one begins; two queries."""
    found = Vendor.objects.filter(_shown(filters, on=on), state=Vendor.State.VERIFIED)
    for name, values in filters.chosen.items():
        if name not in ("star", "category", "region"):
            found = found.filter(_where(name, filters, values, on=on))
    if "region" in filters.chosen and "province" not in filters.chosen:
        found = found.filter(_where("province", filters, (), on=on))
    if filters.near:
        codes = within(filters.near)
        found = found.filter(ships_from__code__in=codes)
    parts = parts_of(filters.after)
    if parts is not None:
        begin = Vendor.objects.filter(public_id=parts[2]).values_list("pk", flat=True).first()
        found = found.filter(pk__lt=begin or 0)
    rows = list(found.order_by("-pk").values_list("pk", "public_id")[: limit + 1])
    shown = rows[:limit]
    return [pk for pk, _id in shown], f"1-0-{shown[-1][1]}" if len(rows) > limit else ""


def _shown(filters: Filters, *, on: datetime.date) -> Q:
    """Those with a product that may be shown and is of the star, kind and words asked for."""
    products = Product.objects.listed(on=on)
    if "star" in filters.chosen:
        live = Certificate.objects.live(on=on).filter(product=OuterRef("pk"))
        products = products.filter(Exists(live.filter(star__in=filters.chosen["star"])))
    if "category" in filters.chosen:
        tree = category_tree()
        codes = {one.code for code in filters.chosen["category"] for one in tree[code].sets}
        products = products.filter(criteria_set__code__in=codes)
    shown = _has(products)
    for word in text.key(filters.query).split():
        named = Q(organisation__producer__folded_name__contains=word)
        shown &= named | _has(products.filter(folded_title__contains=word))
    return shown


def _has(products: ProductQuerySet) -> Q:
    """Vendors that supply, or whose organisation makes, one of these products."""
    supplied = Supply.objects.filter(
        vendor=OuterRef("pk"), state=Supply.State.ACTIVE, product__in=products
    )
    made = products.filter(producer__organisation=OuterRef("organisation"))
    return Q(Exists(supplied)) | Q(Exists(made))


def _where(name: str, filters: Filters, values: tuple[str, ...], *, on: datetime.date) -> Q:
    if name == "province":
        regions = filters.chosen.get("region", ())
        return Q(ships_from__province__slug__in=values) | Q(
            ships_from__province__region__slug__in=regions
        )
    if name == "form":
        return Q(organisation__legal_form__in=values)
    if name == "led":
        columns = (f"organisation__producer__{FIELDS[value]}" for value in values)
        return functools.reduce(operator.or_, (Q(**{column: True}) for column in columns))
    offers = Supply.objects.filter(vendor=OuterRef("pk"), state=Supply.State.ACTIVE)
    if name == "month":
        month = datetime.date.fromisoformat(f"{values[0]}-01")
        free = Capacity.objects.filter(month=month, quantity__gt=F("committed"))
        return Q(Exists(offers.filter(capacities__in=free)))
    tested = on - datetime.timedelta(days=TEST_REPORT_DAYS)
    stated = {**_STATED, Check.TEST_REPORT: Q(tested_on__gte=tested)}
    for check in values:
        offers = offers.filter(stated[Check(check)])
    return Q(Exists(offers))
