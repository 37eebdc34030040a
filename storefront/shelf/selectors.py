"""A vendor's packs with price and stock, as its people see and set them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.listing import ListingState
from catalog.partner.models import StockRecord
from marketplace.accounts.models import User
from marketplace.kernel import text
from storefront.vendors.roles import OFFER_ROLES
from storefront.vendors.selectors import Desk, PackPage, desk_for, packs_of, shelf_of

from .models import ShelfChange, ShelfImport

#: A page holds the shelf of nearly every vendor; its form stays under the limit of fields.
PAGE = 200
#: So few left are shown as low, where the pack has no threshold of its own.
LOW = 5


class Stock(models.TextChoices):
    LOW = "low", _("few left")
    GONE = "gone", _("none left")
    NO_PRICE = "no_price", _("without a price")


@dataclass(frozen=True)
class ShelfFilter:
    """Part of a title, a listing's state, one of Stock; empty: all."""

    words: str = ""
    state: str = ""
    stock: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.state or self.stock)

    def narrow(self, shelf: QuerySet[StockRecord]) -> QuerySet[StockRecord]:
        key = text.key(self.words)[:80]
        if key:
            shelf = shelf.filter(product__parent__folded_title__contains=key)
        if self.state in ListingState.values:
            shelf = shelf.filter(product__parent__listing_state=self.state)
        if self.stock == Stock.NO_PRICE:
            return shelf.filter(price__isnull=True)
        left: dict[str, Any] = {
            "left": Coalesce(F("num_in_stock"), 0) - Coalesce(F("num_allocated"), 0),
            "low": Coalesce(F("low_stock_threshold"), Value(LOW)),
        }
        if self.stock == Stock.LOW:
            return shelf.alias(**left).filter(left__lte=F("low"))
        if self.stock == Stock.GONE:
            return shelf.alias(**left).filter(left__lte=0)
        return shelf


def setting_desk(user: User, vendor_id: str) -> Desk:
    """Vendor.DoesNotExist, NotAllowed."""
    return desk_for(user, vendor_id, allowed=OFFER_ROLES)


def shelf_page(
    user: User, vendor_id: str, *, chosen: ShelfFilter, after: str = "", limit: int = PAGE
) -> PackPage:
    """One page of the packs that ``chosen`` leaves, those of one product together; four queries,
    five with alcohol among them. ``after`` is the public id of the last pack of the page before.
    """
    desk = setting_desk(user, vendor_id)
    shelf = chosen.narrow(shelf_of(desk.vendor))
    last = shelf_of(desk.vendor).filter(product__public_id=after).first() if after else None
    if last is not None:
        parent = last.product.parent_id
        shelf = shelf.filter(
            Q(product__parent__gt=parent) | Q(product__parent=parent, pk__gt=last.pk)
        )
    found = list(shelf.order_by("product__parent_id", "pk")[: limit + 1])
    following = found[limit - 1].product.public_id if len(found) > limit else ""
    return PackPage(desk=desk, packs=packs_of(desk, found[:limit]), following=following)


def packs_named(user: User, vendor_id: str, pack_ids: list[str]) -> PackPage:
    """These packs of the vendor. StockRecord.DoesNotExist where one is not on its shelf."""
    desk = setting_desk(user, vendor_id)
    found = list(
        shelf_of(desk.vendor)
        .filter(product__public_id__in=pack_ids)
        .order_by("product__parent_id", "pk")
    )
    if len(found) != len(set(pack_ids)):
        raise StockRecord.DoesNotExist
    return PackPage(desk=desk, packs=packs_of(desk, found), following="")


def shelf_to_export(user: User, vendor_id: str, *, chunk: int = 500) -> Iterator[StockRecord]:
    """Everything on the shelf, read in chunks; the place is looked at now."""
    desk = setting_desk(user, vendor_id)
    return shelf_of(desk.vendor).order_by("product__parent_id", "pk").iterator(chunk_size=chunk)


def last_change(desk: Desk) -> ShelfChange | None:
    """What can be taken back: the newest change of the shop, unless it was, or is itself a taking back."""
    newest = (
        ShelfChange.objects.filter(vendor=desk.vendor)
        .select_related("actor")
        .annotate(packs=models.Count("rows"))
        .first()
    )
    if newest is None or newest.undone_at or newest.origin == ShelfChange.Origin.UNDO:
        return None
    return newest


def import_for(user: User, vendor_id: str, import_id: str) -> ShelfImport:
    """ShelfImport.DoesNotExist, Vendor.DoesNotExist, NotAllowed."""
    desk = setting_desk(user, vendor_id)
    return ShelfImport.objects.select_related("vendor__organisation").get(
        vendor=desk.vendor, public_id=import_id
    )
