"""An order as its buyer sees it, in a fixed number of queries."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from catalog.catalogue.pictures import picture_for
from marketplace.accounts.models import User
from marketplace.kernel.phone import phone_words
from marketplace.pictures.shapes import SQUARE
from marketplace.pictures.values import Picture
from storefront.address.destination import Destination
from storefront.payment.models import Payment
from storefront.payment.providers import providers
from storefront.shipments.selectors import ParcelView, parcels_of, with_parcels
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .models import Line, Order, ShippingAddress
from .statuses import OrderStatus


@dataclass(frozen=True)
class LineView:
    """A line as sold: the claim is the one of that day (truth 1)."""

    title: str
    producer: str
    quantity: int
    unit_price: int
    #: At the seller's price; ``discount`` of it the buyer does not pay.
    total: int
    discount: int
    #: The gift set that it was bought in, or empty.
    gift_set: str
    star: int | None
    decision_number: str
    certificate_code: str
    last_day: datetime.date | None
    product_url: str
    picture: Picture | None


@dataclass(frozen=True)
class StepView:
    """One step of a parcel's way; ``at`` is empty where it lies ahead."""

    words: str
    at: datetime.datetime | None
    note: str
    is_last: bool


@dataclass(frozen=True)
class PartView:
    """What one vendor sends."""

    public_id: str
    number: str
    vendor: str
    phone: str
    phone_words: str
    email: str
    status: str
    status_words: str
    goods: int
    discount: int
    delivery: int
    total: int
    lines: tuple[LineView, ...]
    steps: tuple[StepView, ...]
    parcels: tuple[ParcelView, ...]

    @property
    def is_split(self) -> bool:
        """Whether it takes more than one parcel."""
        sent = sum(quantity for parcel in self.parcels for quantity, _title in parcel.goods)
        ordered = sum(line.quantity for line in self.lines)
        return len(self.parcels) > 1 or (bool(self.parcels) and sent < ordered)


@dataclass(frozen=True)
class OrderView:
    order: Order
    status_words: str
    address: ShippingAddress | None
    phone: str
    parts: tuple[PartView, ...]
    payment_words: str
    payment_state: str
    may_cancel: bool

    @property
    def came_back(self) -> bool:
        """Whether it ended because something that had left came back."""
        return any(part.status == VendorOrderStatus.RETURNED for part in self.parts)


def order_by_token(token: str, *, user: User | AnonymousUser) -> Order:
    """The order behind an unguessable address. 404 for a user who is signed in as somebody else."""
    if not token.isalnum():
        raise Http404
    orders = Order.objects.select_related("shipping_address", "user")
    if user.is_authenticated:
        orders = orders.filter(Q(user=user) | Q(user__isnull=True))
    order = orders.filter(token=token).first()
    if order is None:
        raise Http404
    return order


def orders_of(user: User) -> QuerySet[Order]:
    """The orders that ``user`` placed while signed in, newest first."""
    return Order.objects.filter(user_id=user.pk).order_by("-date_placed", "-pk")


def last_address_of(user: User | AnonymousUser) -> dict[str, str]:
    """What a signed-in buyer wrote last time, as initial values of the delivery form."""
    if not isinstance(user, User):
        return {}
    address = _last_address(user)
    if address is None or address.commune is None:
        return {"name": user.get_full_name(), "email": user.email}
    return {
        "name": address.first_name,
        "phone": phone_words(str(address.phone_number)),
        "email": user.email,
        "province": address.commune.province.code,
        "commune": address.commune_name,
        "street": address.line1,
    }


def last_destination_of(user: User | AnonymousUser) -> Destination | None:
    """Where a signed-in buyer's last order went, with the former units; None where there is none."""
    address = _last_address(user) if isinstance(user, User) else None
    if address is None or address.commune is None:
        return None
    return Destination(
        name=address.first_name,
        street=address.line1,
        commune=address.commune,
        former_ward=address.former_ward,
        former_district=address.former_district,
    )


def _last_address(user: User) -> ShippingAddress | None:
    """None also where the person's name was taken out of it."""
    last = orders_of(user).select_related("shipping_address__commune__province").first()
    address = last.shipping_address if last is not None else None
    return address if address is not None and address.first_name else None


def order_view(order: Order) -> OrderView:
    """Everything the order's page and mails show: seven queries beyond the order and address at most."""
    lines: dict[int, list[LineView]] = {}
    of_order = Line.objects.filter(order=order).select_related(
        "product__parent__criteria_set", "product__parent__producer__province"
    )
    for line in of_order.order_by("pk"):
        lines.setdefault(line.vendor_order_id or 0, []).append(_line_view(line))
    parts = tuple(
        _part_view(part, tuple(lines.get(part.pk, ())))
        for part in with_parcels(VendorOrder.objects.filter(order=order))
        .select_related("vendor")
        .prefetch_related("events")
        .order_by("pk")
    )
    payment = Payment.objects.filter(order=order).order_by("-attempt").first()
    names = {one.code: one.name for one in providers()}
    return OrderView(
        order=order,
        status_words=order.status_words,
        address=order.shipping_address,
        phone=phone_words(str(order.shipping_address.phone_number))
        if order.shipping_address
        else "",
        parts=parts,
        payment_words=str(names.get(order.payment_method, order.payment_method)),
        payment_state=str(payment.get_state_display()) if payment else "",
        may_cancel=_may_cancel(order, parts),
    )


def _may_cancel(order: Order, parts: tuple[PartView, ...]) -> bool:
    gone = {VendorOrderStatus.SHIPPED, VendorOrderStatus.DELIVERED}
    return order.status in (OrderStatus.PENDING, OrderStatus.PLACED) and not any(
        part.status in gone for part in parts
    )


def _part_view(part: VendorOrder, lines: tuple[LineView, ...]) -> PartView:
    return PartView(
        public_id=part.public_id,
        number=part.number,
        vendor=part.vendor.name,
        phone=part.vendor.phone,
        phone_words=phone_words(part.vendor.phone),
        email=part.vendor.email,
        status=part.status,
        status_words=str(part.get_status_display()),
        goods=part.goods_total,
        discount=part.discount_total,
        delivery=part.shipping_charge,
        total=part.total,
        lines=lines,
        steps=_steps(part),
        parcels=parcels_of(part),
    )


_OVER = (VendorOrderStatus.CANCELLED, VendorOrderStatus.EXPIRED, VendorOrderStatus.RETURNED)

#: The way of a parcel that nothing comes between.
_WAY = (
    VendorOrderStatus.NEW,
    VendorOrderStatus.ACCEPTED,
    VendorOrderStatus.PACKED,
    VendorOrderStatus.SHIPPED,
    VendorOrderStatus.DELIVERED,
)


def _steps(part: VendorOrder) -> tuple[StepView, ...]:
    """What happened, then what is still to come while the parcel is on its way."""
    events = [one for one in part.events.all() if one.status != VendorOrderStatus.PENDING]
    done = [
        StepView(
            words=str(one.get_status_display()),
            at=one.at,
            note=one.note,
            is_last=one is events[-1],
        )
        for one in events
    ]
    seen = {one.status for one in events}
    if part.status in _OVER:
        return tuple(done)
    ahead = [one for one in _WAY if one not in seen]
    return (*done, *(StepView(str(one.label), None, "", is_last=False) for one in ahead))


def _line_view(line: Line) -> LineView:
    product: Any = line.product
    return LineView(
        title=line.title,
        producer=line.producer_name,
        quantity=line.quantity,
        unit_price=int(line.unit_price_incl_tax or 0),
        total=line.price,
        discount=line.discount,
        gift_set=line.gift_set_title,
        star=line.star,
        decision_number=line.decision_number,
        certificate_code=line.certificate_code,
        last_day=line.certificate_last_day,
        product_url=product.get_absolute_url() if product else "",
        picture=picture_for(product, shape=SQUARE) if product else None,
    )
