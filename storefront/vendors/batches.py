"""Many orders moved at once: each in its own transaction, so that one that fails costs no other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .models import VendorOrder
from .roles import ORDER_ROLES
from .selectors import desk_for
from .services import move_vendor_order
from .statuses import VendorOrderStatus

#: Where many orders may be moved at once, in the order of an order's way.
BATCH_MOVES = (
    VendorOrderStatus.ACCEPTED,
    VendorOrderStatus.PACKED,
    VendorOrderStatus.SHIPPED,
    VendorOrderStatus.DELIVERED,
)
#: Orders of one batch.
MOST = 200


@dataclass(frozen=True)
class BatchResult:
    """``left`` says of each order that was not moved why."""

    to: VendorOrderStatus
    moved: tuple[VendorOrder, ...]
    left: tuple[tuple[VendorOrder, str], ...]

    @property
    def words(self) -> str:
        """What was done, in one sentence; empty where nothing was."""
        return _done(self.to, len(self.moved)) if self.moved else ""

    @property
    def reasons(self) -> list[str]:
        """A sentence for each reason, with the numbers that it holds for."""
        grouped: dict[str, list[str]] = {}
        for order, reason in self.left:
            grouped.setdefault(reason, []).append(order.number)
        return [f"{reason}: {', '.join(numbers)}" for reason, numbers in grouped.items()]


def chosen_orders(
    user: User, vendor_public_id: str, public_ids: Iterable[str]
) -> list[VendorOrder]:
    """These orders of the vendor, oldest first, with their lines and buyers.

    VendorOrder.DoesNotExist where one of them is somebody else's, or none.
    """
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    wanted = set(list(public_ids)[:MOST])
    found = list(
        VendorOrder.objects.filter(vendor=desk.vendor, public_id__in=wanted)
        .select_related("vendor__organisation", "order")
        .order_by("pk")
    )
    if len(found) != len(wanted):
        raise VendorOrder.DoesNotExist
    return found


def move_in_batch(
    *,
    vendor_orders: Iterable[VendorOrder],
    to: VendorOrderStatus,
    acting_user: User,
    notes: Mapping[str, str] | None = None,
) -> BatchResult:
    """Move each of them if it may; the others are left as they are, with the reason.

    ``notes`` by public id. NotAllowed without the role, before anything is moved.
    """
    moved, left = [], []
    for vendor_order in vendor_orders:
        note = (notes or {}).get(vendor_order.public_id, "")
        try:
            moved.append(move_vendor_order(vendor_order, to=to, acting_user=acting_user, note=note))
        except MarketplaceError as error:
            left.append((vendor_order, _why_left(vendor_order, to, str(error))))
    return BatchResult(to=to, moved=tuple(moved), left=tuple(left))


def _why_left(vendor_order: VendorOrder, to: VendorOrderStatus, refusal: str) -> str:
    vendor_order.refresh_from_db(fields=["status"])
    status = VendorOrderStatus(vendor_order.status)
    if status == VendorOrderStatus.CANCELLED:
        last = vendor_order.events.filter(status=status).order_by("pk").last()
        by_buyer = last is None or last.actor_id in {None, vendor_order.order.user_id}
        return _("Cancelled by the buyer") if by_buyer else _("Cancelled")
    if status == to:
        return _("Already “%(status)s”") % {"status": status.label}
    if status in BATCH_MOVES or status == VendorOrderStatus.NEW:
        return _("Left as it is, since it is “%(status)s”") % {"status": status.label}
    return refusal


def _done(to: VendorOrderStatus, count: int) -> str:
    words = {
        VendorOrderStatus.ACCEPTED: ngettext(
            "%(count)s order accepted.", "%(count)s orders accepted.", count
        ),
        VendorOrderStatus.PACKED: ngettext(
            "%(count)s order packed.", "%(count)s orders packed.", count
        ),
        VendorOrderStatus.SHIPPED: ngettext(
            "%(count)s order handed over.", "%(count)s orders handed over.", count
        ),
        VendorOrderStatus.DELIVERED: ngettext(
            "%(count)s order delivered.", "%(count)s orders delivered.", count
        ),
    }
    return words[to] % {"count": count}
