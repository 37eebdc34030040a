"""Lists of products: filtered, by key and never by offset, a constant number of queries."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from catalog.catalogue.models import Category, Product
from catalog.producers.models import Producer
from marketplace.geography.models import Province
from marketplace.kernel import text

from .cards import COLUMNS, Card, Draw, cards
from .packs import of_goods_sold, open_vendors
from .taxonomy import Branch

PAGE = 24
_LONGEST_QUERY = 100


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    PRICE = "price", _("Lowest price first")


@dataclass(frozen=True)
class ProductPage:
    """``after`` asks for the following page; empty on the last one."""

    cards: tuple[Card, ...]
    after: str = ""

    def __bool__(self) -> bool:
        return bool(self.cards)


def product_list(
    *,
    on: datetime.date,
    category: Branch | Category | None = None,
    province: Province | None = None,
    producer: Producer | None = None,
    star: int | None = None,
    query: str = "",
    where: Q | None = None,
    sort: str = Sort.NEWEST,
    after: str = "",
    limit: int = PAGE,
    draw: Draw | None = None,
) -> ProductPage:
    """Products that may be shown on a day (truths 1 and 11), with all that their cards show.

    ``where`` narrows the products further; ``draw`` makes the cards where a page shows more than these.

    ``after`` is the public id of the last product of the page before; an unknown one gives an empty
    page. By price, only what is sold here appears, once, at its lowest price. Four queries.
    """
    wanted = listed_where(
        on=on, category=category, province=province, producer=producer, star=star, query=query
    )
    if where is not None:
        wanted = wanted.filter(where)
    if sort == Sort.PRICE:
        rows = _by_price(wanted, on=on, after=after, limit=limit + 1)
    else:
        rows = _newest(wanted, after=after, limit=limit + 1)
    shown = rows[:limit]
    more = shown[-1]["public_id"] if len(rows) > limit else ""
    return ProductPage(cards=draw(shown) if draw else cards(shown, on=on), after=more)


def in_season_where(*, on: datetime.date, month_bit: int) -> QuerySet[Product]:
    """The products that may be shown on a day and whose season holds the month, in no order."""
    return in_its_season(Product.objects.listed(on=on), month_bit=month_bit)


def in_its_season(products: QuerySet[Product], *, month_bit: int) -> QuerySet[Product]:
    """Those of them whose season holds the month."""
    month = F("season_months").bitand(month_bit)
    return products.annotate(this_month=month).filter(this_month__gt=0)


def listed_where(
    *,
    on: datetime.date,
    category: Branch | Category | None = None,
    province: Province | None = None,
    producer: Producer | None = None,
    star: int | None = None,
    query: str = "",
) -> QuerySet[Product]:
    """The products that may be shown on a day and meet every filter given, in no order."""
    products = Product.objects.listed(on=on)
    if category is not None:
        products = products.filter(_within(category))
    if province is not None:
        products = products.filter(producer__province=province)
    if producer is not None:
        products = products.filter(producer=producer)
    if star is not None:
        certificates = get_model("certification", "Certificate").objects.live(on=on)
        products = products.filter(Exists(certificates.filter(product=OuterRef("pk"), star=star)))
    for word in text.key(query[:_LONGEST_QUERY]).split():
        products = products.filter(
            Q(folded_title__contains=word) | Q(producer__folded_name__contains=word)
        )
    return products


def _within(category: Branch | Category) -> Q:
    if category.level == Category.Level.SET:
        return Q(criteria_set=category.pk)
    return Q(criteria_set__path__startswith=category.path)


def _newest(products: QuerySet[Product], *, after: str, limit: int) -> Sequence[Mapping[str, Any]]:
    if after:
        last = Product.objects.filter(public_id=after)
        products = products.filter(pk__lt=Subquery(last.values("pk")[:1]))
    return list(products.order_by("-pk").values(*COLUMNS)[:limit])


def _by_price(
    wanted: QuerySet[Product], *, on: datetime.date, after: str, limit: int
) -> Sequence[Mapping[str, Any]]:
    """Walks the index of prices; a product stands where its cheapest pack does."""
    stock = get_model("partner", "StockRecord").objects.filter(
        open_vendors(on=on), of_goods_sold(), product__is_public=True, price__gt=0
    )
    cheaper = stock.filter(product__parent=OuterRef("product__parent")).filter(
        Q(price__lt=OuterRef("price")) | Q(price=OuterRef("price"), pk__lt=OuterRef("pk"))
    )
    cheapest = stock.filter(
        Exists(wanted.filter(pk=OuterRef("product__parent_id"))), ~Exists(cheaper)
    )
    if after:
        last = stock.filter(product__parent__public_id=after).order_by("price", "pk")
        price, pk = Subquery(last.values("price")[:1]), Subquery(last.values("pk")[:1])
        cheapest = cheapest.filter(Q(price__gte=price) & (Q(price__gt=price) | Q(pk__gt=pk)))
    rows = cheapest.order_by("price", "pk").values(
        **{f"p_{column}": F(f"product__parent__{column}") for column in COLUMNS},
    )[:limit]
    return [{key.removeprefix("p_"): value for key, value in row.items()} for row in rows]
