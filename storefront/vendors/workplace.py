"""The rooms of a seller's workspace: which of them a role enters, and in which one somebody stands."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor

from .selectors import Desk, services_of


@dataclass(frozen=True)
class Room:
    """``address`` is its first page; ``within`` are the further addresses that belong to it.

    A bare namespace stands for all its addresses that no other room names.
    """

    title: str | Promise
    address: str
    within: frozenset[str]
    may_enter: Callable[[Desk], bool] = lambda _desk: True
    only_with_visits: bool = False


@dataclass(frozen=True)
class Door:
    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Workplace:
    """A shop's rooms as one of its people sees them; ``at_door``: on the first page of a room."""

    vendor: Vendor
    doors: list[Door]
    at_door: bool

    @property
    def here(self) -> Door | None:
        return next((door for door in self.doors if door.is_here), None)


ROOMS: tuple[Room, ...] = (
    Room(
        _("Orders"),
        "vendors:orders",
        frozenset({"vendors", "refunds", "shipments"}),
        lambda desk: desk.handles_orders,
    ),
    Room(
        _("Products"),
        "vendors:products",
        frozenset({
            "vendors:offer", "vendors:submit", "vendors:withdraw", "vendors:photographs",
            "vendors:photograph", "vendors:replace_photograph", "shipments:pack",
        }),
    ),
    Room(
        _("Stock and prices"), "shelf:grid", frozenset({"shelf"}), lambda desk: desk.sets_offers
    ),
    Room(
        _("Invoices"), "invoices:list", frozenset({"invoices"}), lambda desk: desk.handles_orders
    ),
    Room(_("Supplies"), "supplies:list", frozenset({"supplies", "matched"})),
    Room(
        _("Visits"),
        "visits:enquiries",
        frozenset({"visits:enquiry"}),
        lambda desk: desk.handles_orders,
        only_with_visits=True,
    ),
    Room(_("Services"), "visits:services", frozenset({"visits"}), only_with_visits=True),
    Room(
        _("Gift sets"), "shop_sets:sets", frozenset({"shop_sets"}), lambda desk: desk.submits_listings
    ),
    Room(
        _("Vouchers"),
        "shop_vouchers:campaigns",
        frozenset({"shop_vouchers"}),
        lambda desk: desk.handles_money,
    ),
    Room(
        _("Payments"),
        "transfers:open",
        frozenset({"transfers"}),
        lambda desk: desk.handles_money,
    ),
    Room(
        _("Settlement"), "ledger:months", frozenset({"ledger"}), lambda desk: desk.handles_money
    ),
    Room(
        _("Delivery rates"),
        "rates:rates",
        frozenset({"rates"}),
        lambda desk: desk.handles_orders,
    ),
    Room(
        _("Closed days"), "vendors:closed", frozenset(), lambda desk: desk.sets_offers
    ),
)  # fmt: skip


def workplace(desk: Desk, match: ResolverMatch | None) -> Workplace:
    """The rooms of the desk's shop; one query, for its visits."""
    at = match.view_name if match else ""
    has_visits = services_of(desk.vendor).exists()
    room = _room_of(at)
    doors = [
        Door(
            str(one.title), reverse(one.address, args=[desk.vendor.public_id]), is_here=one is room
        )
        for one in ROOMS
        if one.may_enter(desk) and (has_visits or not one.only_with_visits)
    ]
    return Workplace(desk.vendor, doors, at_door=room is not None and room.address == at)


def _room_of(view_name: str) -> Room | None:
    namespace = view_name.partition(":")[0]
    by_name = (one for one in ROOMS if view_name == one.address or view_name in one.within)
    by_namespace = (one for one in ROOMS if namespace in one.within)
    return next(by_name, None) or next(by_namespace, None)
