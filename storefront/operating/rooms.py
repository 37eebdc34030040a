"""The rooms of the operators' office: who comes in, where it is, how much waits there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from storefront.disagreements.selectors import disagreeing
from storefront.ledger.models import PayoutRun
from storefront.ledger.roles import VIEW, may
from storefront.ledger.statuses import RunState
from storefront.refunds.models import Refund
from storefront.refunds.roles import is_money_operator
from storefront.refunds.statuses import RefundState


@dataclass(frozen=True)
class Room:
    """``waits`` counts what somebody has to do there; None where nothing ever waits."""

    code: str
    title: str | Promise
    about: str | Promise
    address: str
    may_enter: Callable[[User], bool]
    waits: Callable[[], int] | None = None


@dataclass(frozen=True)
class Door:
    """A room as one person sees it from inside the office."""

    room: Room
    waiting: int
    is_here: bool

    @property
    def title(self) -> str:
        return str(self.room.title)

    @property
    def url(self) -> str:
        return reverse(self.room.address)


@dataclass(frozen=True)
class Office:
    """All rooms of one person; ``at_door``: on the first page of a room."""

    doors: list[Door]
    at_door: bool

    @property
    def here(self) -> Door | None:
        return next((door for door in self.doors if door.is_here), None)

    @property
    def waiting(self) -> int:
        return sum(door.waiting for door in self.doors)


ROOMS: tuple[Room, ...] = (
    Room(
        "refunds",
        _("Refunds to approve"),
        _("What sellers' people have proposed above what they may decide alone."),
        "operating:refunds",
        is_money_operator,
        lambda: Refund.objects.filter(state=RefundState.PROPOSED).count(),
    ),
    Room(
        "money",
        _("Money that does not add up"),
        _("Where a way to pay and our books disagree, and the button that mends it."),
        "disagreements:money",
        is_money_operator,
        disagreeing,
    ),
    Room(
        "calling_off",
        _("Call an order off"),
        _("An order, or a seller's part of it; what becomes of money and goods is shown before."),
        "calling_off:find",
        is_money_operator,
    ),
    Room(
        "payouts",
        _("Payouts"),
        _("What sellers are owed of card payments; a run is approved by a second person."),
        "payouts:payouts",
        lambda user: may(user, VIEW),
        lambda: PayoutRun.objects.filter(state=RunState.MADE).count(),
    ),
    Room(
        "tariffs",
        _("Delivery rates"),
        _("What carriers ask by zone and weight, from which day, and what comes next."),
        "tariffs:tariffs",
        is_money_operator,
    ),
)


def rooms_for(user: User) -> list[Room]:
    """Those that the user may enter; none for a customer."""
    return [room for room in ROOMS if room.may_enter(user)]


def office_of(user: User, match: ResolverMatch | None = None) -> Office:
    """The rooms with what waits in each, and where the address stands; a few queries a room."""
    at = match.view_name if match else ""
    doors = [
        Door(room, room.waits() if room.waits else 0, is_here=_leads_to(room, at))
        for room in rooms_for(user)
    ]
    return Office(doors, at_door=any(door.room.address == at for door in doors))


def _leads_to(room: Room, view_name: str) -> bool:
    """The rooms' own namespaces; in the office's there is the home and the refunds."""
    namespace = room.address.partition(":")[0]
    if namespace == "operating":
        return view_name == room.address
    return view_name.partition(":")[0] == namespace
