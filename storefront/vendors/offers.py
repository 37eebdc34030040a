"""A vendor sets the price and the stock of its packs."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from catalog.partner.models import StockRecord
from catalog.partner.signals import stock_added
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import now

from .errors import ChangedMeanwhile, OfferRefused
from .roles import OFFER_ROLES, require_role

#: What the columns and a sober check of typing errors allow, in đồng and packs.
PRICE_LIMIT = 999_999_999
STOCK_LIMIT = 1_000_000


@dataclass(frozen=True)
class Wanted:
    """What somebody wants of a pack, beside what they saw: whole đồng (None: not for sale), packs.

    What is as it was seen is not touched, so a new price does not mind a parcel that has left.
    """

    price: int | None
    stock: int
    seen_price: int | None
    seen_stock: int

    @property
    def changes_price(self) -> bool:
        return self.price != self.seen_price

    @property
    def changes_stock(self) -> bool:
        return self.stock != self.seen_stock

    @property
    def asks_anything(self) -> bool:
        return self.changes_price or self.changes_stock

    def without_what_is_so(self, *, price: int | None, stock: int) -> "Wanted":
        """Less what the pack is already, whatever it was when it was seen."""
        return Wanted(
            price=self.price,
            stock=self.stock,
            seen_price=self.price if self.price == price else self.seen_price,
            seen_stock=self.stock if self.stock == stock else self.seen_stock,
        )

    def check(self) -> None:
        """OfferRefused with code ``price`` or ``stock``."""
        if self.price is not None and not 0 < self.price <= PRICE_LIMIT:
            raise OfferRefused(_("A price is between 1 ₫ and 999,999,999 ₫."), code="price")
        if not 0 <= self.stock <= STOCK_LIMIT:
            raise OfferRefused(_("Stock is between 0 and 1,000,000 packs."), code="stock")


def change_offer(
    stockrecord: StockRecord,
    *,
    price: int | None,
    stock: int,
    seen_price: int | None,
    seen_stock: int,
    acting_user: User,
) -> StockRecord:
    """Set price (whole đồng with VAT; None: not for sale) and stock of one pack.

    ``stock`` counts what lies in the house, promised packs among it, so it never falls below what
    orders hold. One guarded UPDATE on what the user saw: ChangedMeanwhile where a parcel or a
    colleague was faster; OfferRefused with code ``price``, ``stock`` or ``promised``.
    """
    require_role(role_in(acting_user, stockrecord.partner.vendor.organisation), OFFER_ROLES)
    wanted = Wanted(price=price, stock=stock, seen_price=seen_price, seen_stock=seen_stock)
    set_offer(stockrecord, wanted, acting_user=acting_user)
    stockrecord.refresh_from_db(fields=["price", "num_in_stock", "num_allocated"])
    return stockrecord


def set_offer(stockrecord: StockRecord, wanted: Wanted, *, acting_user: User) -> None:
    """As ``change_offer``, for whoever has looked at the role already."""
    wanted.check()
    if not wanted.asks_anything:
        return
    with transaction.atomic():
        if not _set(stockrecord, wanted):
            raise _why_not(stockrecord, wanted)
        audit.record(
            action="offer.changed",
            target=stockrecord.product,
            acting_user=acting_user,
            vendor=stockrecord.partner.vendor.public_id,
            **_moved(wanted),
        )
        if wanted.stock > wanted.seen_stock or (wanted.changes_price and wanted.seen_price is None):
            stock_added.send(sender=StockRecord, stockrecord_id=stockrecord.pk)


def _moved(wanted: Wanted) -> dict[str, list[int | None]]:
    moved: dict[str, list[int | None]] = {}
    if wanted.changes_price:
        moved["price"] = [wanted.seen_price, wanted.price]
    if wanted.changes_stock:
        moved["stock"] = [wanted.seen_stock, wanted.stock]
    return moved


def _set(stockrecord: StockRecord, wanted: Wanted) -> bool:
    mine = StockRecord.objects.filter(pk=stockrecord.pk)
    values: dict[str, Any] = {"date_updated": now()}
    if wanted.changes_price:
        seen = wanted.seen_price
        mine = mine.filter(Q(price__isnull=True) if seen is None else Q(price=seen))
        values["price"] = wanted.price
    if wanted.changes_stock:
        mine = mine.alias(
            promised=Coalesce(F("num_allocated"), 0), in_house=Coalesce(F("num_in_stock"), 0)
        ).filter(in_house=wanted.seen_stock, promised__lte=wanted.stock)
        values["num_in_stock"] = wanted.stock
    return bool(mine.update(**values))


def _why_not(stockrecord: StockRecord, wanted: Wanted) -> ChangedMeanwhile | OfferRefused:
    stockrecord.refresh_from_db(fields=["price", "num_in_stock", "num_allocated"])
    same_price = not wanted.changes_price or stockrecord.price == wanted.seen_price
    same_stock = (stockrecord.num_in_stock or 0) == wanted.seen_stock
    promised = stockrecord.num_allocated or 0
    if same_price and wanted.changes_stock and same_stock and promised > wanted.stock:
        return OfferRefused(
            _("%(number)s packs are promised to orders; stock cannot be less.")
            % {"number": promised},
            code="promised",
        )
    return ChangedMeanwhile(
        _("Price or stock has changed since you opened the page. Please look and try again.")
    )
