"""A vendor sets the price and the stock of its packs."""

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
    orders hold. One guarded UPDATE on what the user saw: ChangedMeanwhile where a sale, a parcel
    or a colleague was faster; OfferRefused with code ``price``, ``stock`` or ``promised``.
    """
    vendor = stockrecord.partner.vendor
    require_role(role_in(acting_user, vendor.organisation), OFFER_ROLES)
    if price is not None and not 0 < price <= PRICE_LIMIT:
        raise OfferRefused(_("A price is between 1 ₫ and 999,999,999 ₫."), code="price")
    if not 0 <= stock <= STOCK_LIMIT:
        raise OfferRefused(_("Stock is between 0 and 1,000,000 packs."), code="stock")
    with transaction.atomic():
        if not _set(stockrecord, price, stock, seen_price=seen_price, seen_stock=seen_stock):
            raise _why_not(stockrecord, stock, seen_price=seen_price, seen_stock=seen_stock)
        audit.record(
            action="offer.changed",
            target=stockrecord.product,
            acting_user=acting_user,
            vendor=vendor.public_id,
            price=[seen_price, price],
            stock=[seen_stock, stock],
        )
        if stock > seen_stock or seen_price is None:
            stock_added.send(sender=StockRecord, stockrecord_id=stockrecord.pk)
    stockrecord.refresh_from_db(fields=["price", "num_in_stock", "num_allocated"])
    return stockrecord


def _set(
    stockrecord: StockRecord,
    price: int | None,
    stock: int,
    *,
    seen_price: int | None,
    seen_stock: int,
) -> bool:
    same_price = Q(price__isnull=True) if seen_price is None else Q(price=seen_price)
    return bool(
        StockRecord.objects.alias(
            promised=Coalesce(F("num_allocated"), 0), in_house=Coalesce(F("num_in_stock"), 0)
        )
        .filter(same_price, in_house=seen_stock, pk=stockrecord.pk, promised__lte=stock)
        .update(price=price, num_in_stock=stock, date_updated=now())
    )


def _why_not(
    stockrecord: StockRecord, stock: int, *, seen_price: int | None, seen_stock: int
) -> ChangedMeanwhile | OfferRefused:
    stockrecord.refresh_from_db(fields=["price", "num_in_stock", "num_allocated"])
    unchanged = stockrecord.price == seen_price and (stockrecord.num_in_stock or 0) == seen_stock
    if unchanged and (stockrecord.num_allocated or 0) > stock:
        return OfferRefused(
            _("%(number)s packs are promised to orders; stock cannot be less.")
            % {"number": stockrecord.num_allocated},
            code="promised",
        )
    return ChangedMeanwhile(
        _("Price or stock has changed since you opened the page. Please look and try again.")
    )
