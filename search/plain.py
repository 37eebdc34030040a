"""The list without an engine: what the database alone can filter and sort, without counts."""

import datetime
from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q

from catalog.catalogue.models import Product
from catalog.catalogue.selectors import Branch, ProductPage, category_tree, product_list
from catalog.catalogue.selectors import Sort as PlainSort
from catalog.catalogue.selectors.cards import Draw
from catalog.certification.models import Certificate

from .filters import Filters, Sort

#: Parameters that hold without an engine; the others count as absent.
_KNOWN = ("star", "province", "region", "category", "form", "season", "origin")


def plain_filters(filters: Filters) -> Filters:
    """What of the filters holds here."""
    chosen = {name: values for name, values in filters.chosen.items() if name in _KNOWN}
    sort = Sort.PRICE if filters.sort == Sort.PRICE else Sort.NEWEST
    return replace(filters, chosen=chosen, sort=sort)


def plain_list(
    filters: Filters,
    *,
    on: datetime.date,
    branch: Branch | None,
    place: str,
    limit: int,
    draw: Draw | None = None,
) -> ProductPage:
    """One page for filters of ``plain_filters``; four queries."""
    where = Q()
    if branch is not None:
        where &= Q(criteria_set__code__in=[one.code for one in branch.sets])
    if place:
        where &= Q(producer__province__slug=place)
    for name, values in filters.chosen.items():
        if name != "region":
            where &= _where(name, filters, values, on=on)
    if "region" in filters.chosen and "province" not in filters.chosen:
        where &= _where("province", filters, (), on=on)
    return product_list(
        on=on,
        query=filters.query,
        where=where,
        sort=PlainSort.PRICE if filters.sort == Sort.PRICE else PlainSort.NEWEST,
        after=filters.after.rpartition("-")[2],
        limit=limit,
        draw=draw,
    )


def _where(name: str, filters: Filters, values: tuple[str, ...], *, on: datetime.date) -> Q:
    if name == "star":
        live = Certificate.objects.live(on=on).filter(product=OuterRef("pk"), star__in=values)
        return Q(Exists(live))
    if name == "province":
        regions = filters.chosen.get("region", ())
        return Q(producer__province__slug__in=values) | Q(
            producer__province__region__slug__in=regions
        )
    if name == "category":
        tree = category_tree()
        return Q(criteria_set__code__in={s.code for code in values for s in tree[code].sets})
    if name == "form":
        return Q(producer__organisation__legal_form__in=values)
    if name == "origin":
        return ~Q(geographical_indication="")
    this_month = Product.objects.alias(month=F("season_months").bitand(1 << (on.month - 1)))
    return Q(pk__in=this_month.filter(month__gt=0).values("pk"))
