"""What a vendor's people see: their own orders and packs, and nobody else's.

Everything starts from the user's membership; a vendor of somebody else does not exist here
(Vendor.DoesNotExist, a 404), a role that does not reach raises NotAllowed (a 403).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from catalog.catalogue.goods import SERVICES
from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord, Vendor
from catalog.partner.sale import Obstacle, certified, obstacle, unlicensed
from marketplace.accounts.models import Membership, User
from marketplace.kernel.clock import today
from storefront.order.models import Line

from .filtering import OrderFilter, was_placed
from .models import VendorOrder, VendorOrderEvent
from .roles import (
    ACCOUNT_ROLES,
    LISTING_ROLES,
    MONEY_ROLES,
    OFFER_ROLES,
    ORDER_ROLES,
    Role,
    require_role,
)
from .statuses import VendorOrderStatus

#: Nothing left out.
EVERY = OrderFilter()


@dataclass(frozen=True)
class Desk:
    """A user's place at one vendor."""

    vendor: Vendor
    role: str

    @property
    def handles_orders(self) -> bool:
        return self.role in ORDER_ROLES

    @property
    def handles_money(self) -> bool:
        return self.role in MONEY_ROLES

    @property
    def owns(self) -> bool:
        return self.role in ACCOUNT_ROLES

    @property
    def sets_offers(self) -> bool:
        return self.role in OFFER_ROLES

    @property
    def submits_listings(self) -> bool:
        return self.role in LISTING_ROLES


def vendors_for(user: User) -> QuerySet[Vendor]:
    """The vendors whose organisation ``user`` is a member of, by name."""
    if not user.is_authenticated:
        return Vendor.objects.none()
    return Vendor.objects.filter(organisation__memberships__user=user).order_by("name", "pk")


def desk_for(
    user: User, vendor_public_id: str, *, allowed: frozenset[Role] = frozenset(Role)
) -> Desk:
    """The user's place at this vendor; one query. Vendor.DoesNotExist, NotAllowed."""
    membership = (
        Membership.objects.filter(user_id=user.pk, organisation__vendor__public_id=vendor_public_id)
        .select_related("organisation__vendor__partner")
        .first()
    )
    if membership is None:
        raise Vendor.DoesNotExist
    require_role(membership.role, allowed)
    return Desk(vendor=membership.organisation.vendor, role=membership.role)


@dataclass(frozen=True)
class OrderPage:
    """Some of a vendor's orders, newest first; ``following`` leads on and is empty at the end."""

    desk: Desk
    orders: list[VendorOrder]
    following: str
    counts: dict[str, int]


def _with_lines(orders: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
    """With lines and address, and whether the address may be shown: only once it was placed."""
    return (
        orders.annotate(is_placed=was_placed())  # type: ignore[no-redef]  # declared for readers
        .select_related("vendor", "order__shipping_address")
        .prefetch_related(Prefetch("lines", Line.objects.order_by("pk")))
    )


def orders_for(
    user: User,
    vendor_public_id: str,
    *,
    chosen: OrderFilter = EVERY,
    after: str = "",
    limit: int = 50,
) -> OrderPage:
    """One page of the vendor's orders that ``chosen`` leaves; four queries, however many.

    ``after`` is the public id of the last order of the page before. The numbers per status are
    of all that the rest of ``chosen`` leaves.
    """
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    own = VendorOrder.objects.filter(vendor=desk.vendor)
    of_any_status = chosen.of_any_status(own).order_by()
    counts = dict(of_any_status.values_list("status").annotate(Count("pk")))
    left = chosen.narrow(own)
    if after:
        left = left.filter(pk__lt=own.filter(public_id=after).values("pk"))
    found = list(_with_lines(left).order_by("-pk")[: limit + 1])
    orders = found[:limit]
    following = orders[-1].public_id if len(found) > limit else ""
    return OrderPage(desk=desk, orders=orders, following=following, counts=counts)


def orders_to_export(
    user: User, vendor_public_id: str, *, chosen: OrderFilter = EVERY, chunk: int = 500
) -> Iterator[VendorOrder]:
    """Those of the vendor's orders with their lines, newest first, read in chunks.

    Membership and role are looked at now, the rows only when they are asked for.
    """
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    own = VendorOrder.objects.filter(vendor=desk.vendor)
    return _with_lines(chosen.narrow(own)).order_by("-pk").iterator(chunk_size=chunk)


def order_for(user: User, vendor_public_id: str, public_id: str) -> VendorOrder:
    """One order of the vendor with its lines, address and history; four queries.

    VendorOrder.DoesNotExist for an order of somebody else.
    """
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    history = VendorOrderEvent.objects.select_related("actor")
    return (
        _with_lines(VendorOrder.objects.filter(vendor=desk.vendor))
        .select_related("invoice_request")
        .prefetch_related(Prefetch("events", history))
        .get(public_id=public_id)
    )


#: Placed, and still in the house.
_WAITING = (VendorOrderStatus.NEW, VendorOrderStatus.ACCEPTED, VendorOrderStatus.PACKED)


def waiting_orders(vendor: Vendor) -> list[VendorOrder]:
    """What is still to be sent, oldest first: as many as one looks at before closing; one query."""
    waiting = VendorOrder.objects.filter(vendor=vendor, status__in=_WAITING)
    return list(waiting.order_by("pk")[:50])


def slips_for(user: User, vendor_public_id: str, public_ids: list[str]) -> list[VendorOrder]:
    """The placed ones among these orders of the vendor, oldest first: the paper that goes along.

    VendorOrder.DoesNotExist where one of them is somebody else's.
    """
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    own = VendorOrder.objects.filter(vendor=desk.vendor, public_id__in=public_ids)
    found = list(_with_lines(own).order_by("pk"))
    if len(found) != len(set(public_ids)):
        raise VendorOrder.DoesNotExist
    return [order for order in found if order.is_placed]


@dataclass(frozen=True)
class Pack:
    """A pack size on the vendor's shelf, and what keeps it from being sold today, if anything."""

    stockrecord: StockRecord
    obstacle: Obstacle | None
    is_own: bool

    @property
    def product(self) -> Product:
        return self.stockrecord.product

    @property
    def left(self) -> int:
        return (self.stockrecord.num_in_stock or 0) - (self.stockrecord.num_allocated or 0)


@dataclass(frozen=True)
class PackPage:
    desk: Desk
    packs: list[Pack]
    following: str


def shelf_of(vendor: Vendor) -> QuerySet[StockRecord]:
    """The vendor's pack sizes, with what pages say about them."""
    return StockRecord.objects.filter(
        partner=vendor.partner_id, product__structure=Product.CHILD
    ).select_related(
        "partner__vendor",
        "product__parent__product_class",
        "product__parent__criteria_set",
        "product__parent__producer",
    )


def packs_for(user: User, vendor_public_id: str, *, after: str = "", limit: int = 50) -> PackPage:
    """One page of the vendor's pack sizes, those of one product together; three queries,
    four with alcohol among them.

    ``after`` is the public id of the last pack of the page before.
    """
    desk = desk_for(user, vendor_public_id)
    shelf = shelf_of(desk.vendor)
    chosen = shelf
    last = shelf.filter(product__public_id=after).first() if after else None
    if last is not None:
        parent = last.product.parent_id
        chosen = shelf.filter(
            Q(product__parent__gt=parent) | Q(product__parent=parent, pk__gt=last.pk)
        )
    found = list(chosen.order_by("product__parent_id", "pk")[: limit + 1])
    records = found[:limit]
    following = records[-1].product.public_id if len(found) > limit else ""
    return PackPage(desk=desk, packs=packs_of(desk, records), following=following)


def packs_of(desk: Desk, records: list[StockRecord]) -> list[Pack]:
    """These of its shelf, each with what keeps it from sale; one query, two with alcohol."""
    day = today()
    live = certified({record.product.parent_id for record in records}, on=day)
    without_licence = unlicensed(record.product.parent for record in records)
    return [
        Pack(
            stockrecord=record,
            obstacle=obstacle(
                record.product,
                record,
                is_certified=record.product.parent_id in live,
                is_licensed=record.product.parent_id not in without_licence,
                on=day,
            ),
            is_own=record.product.parent.producer.organisation_id == desk.vendor.organisation_id,
        )
        for record in records
    ]


def pack_for(user: User, vendor_public_id: str, pack_public_id: str) -> StockRecord:
    """A pack whose price and stock the user may set. StockRecord.DoesNotExist, NotAllowed."""
    desk = desk_for(user, vendor_public_id, allowed=OFFER_ROLES)
    return shelf_of(desk.vendor).get(product__public_id=pack_public_id)


def listing_for(user: User, vendor_public_id: str, product_public_id: str) -> Product:
    """A product of the vendor's own making whose listing the user may submit.

    Product.DoesNotExist for what others make: a reseller does not speak for the producer.
    """
    desk = desk_for(user, vendor_public_id, allowed=LISTING_ROLES)
    return Product.objects.recognised().get(
        public_id=product_public_id, producer__organisation=desk.vendor.organisation_id
    )


def services_of(vendor: Vendor) -> QuerySet[Product]:
    """The tourism services of the shop's own producer: asked for, not bought (storefront.trade)."""
    return Product.objects.recognised().filter(
        producer__organisation=vendor.organisation_id, criteria_set__code__in=SERVICES
    )
