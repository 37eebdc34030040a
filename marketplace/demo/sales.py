"""A few orders for the demonstration's vendors, placed and moved by the services that buyers use."""

import datetime

from oscar.core.loading import get_model

from catalog.catalogue.goods import ALCOHOL
from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.geography.models import Commune
from marketplace.kernel.ids import new_token
from storefront.address.destination import Destination
from storefront.basket.models import Basket
from storefront.basket.services import put_in
from storefront.checkout.services import place_order
from storefront.order.models import Order
from storefront.payment.services import begin_payment
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from storefront.vendors.statuses import VendorOrderStatus

from .people import BUYER, VENDORS

_GUEST = "khach@demo.example"
_ENOUGH = 10
#: How far each order has come; the last ones wait for their vendors.
_PATHS: tuple[tuple[str, ...], ...] = (
    ("accepted", "packed", "shipped", "delivered"),
    ("accepted", "packed", "shipped"),
    ("accepted", "packed"),
    ("cancelled",),
    ("accepted",),
    (),
    (),
)


def make_orders(*, today: datetime.date) -> int:
    """Orders over both demonstration vendors, unless one of them has orders; how many were made."""
    clerks = [User.objects.get(email=account.email) for account in VENDORS]
    vendors = [Vendor.objects.get(organisation__memberships__user=clerk) for clerk in clerks]
    if VendorOrder.objects.filter(vendor__in=vendors).exists():
        return 0
    shelves = [_packs(vendor, today=today) for vendor in vendors]
    buyer = User.objects.get(email=BUYER.email)
    for number, path in enumerate(_PATHS):
        packs = [shelf[number % len(shelf)] for shelf in shelves if shelf]
        order = _order(packs, user=buyer if number % 2 == 0 else None, quantity=1 + number % 2)
        for vendor, clerk in zip(vendors, clerks, strict=True):
            _advance(order, vendor, clerk, path)
    return len(_PATHS)


def _packs(vendor: Vendor, *, today: datetime.date) -> list[Product]:
    """Packs that can be ordered today by anybody, in a fixed order."""
    records = get_model("partner", "StockRecord").objects.filter(
        partner=vendor.partner_id,
        num_in_stock__gte=_ENOUGH,
        product__parent__in=Product.objects.listed(on=today).exclude(
            criteria_set__code__in=ALCOHOL
        ),
    )
    return [record.product for record in records.select_related("product").order_by("pk")]


def _order(packs: list[Product], *, user: User | None, quantity: int) -> Order:
    basket = Basket(owner=user)
    basket.save()
    for pack in packs:
        put_in(basket=basket, pack=pack, quantity=quantity)
    order = place_order(
        basket=basket,
        address=Destination(
            name="Khách mua minh hoạ",
            street="Số 1",
            commune=Commune.objects.filter(province__slug="ha-noi").order_by("code")[0],
        ),
        buyer_email=user.email if user else _GUEST,
        phone="+84900000000",
        user=user,
        provider="cod",
        checkout_key=new_token(),
        language="vi",
    )
    begin_payment(order=order)
    return order


def _advance(order: Order, vendor: Vendor, clerk: User, path: tuple[str, ...]) -> None:
    vendor_order = VendorOrder.objects.filter(order=order, vendor=vendor).first()
    if vendor_order is None:
        return
    for status in path:
        note = "Minh hoạ" if status == VendorOrderStatus.CANCELLED else ""
        move_vendor_order(vendor_order, to=status, acting_user=clerk, note=note)
