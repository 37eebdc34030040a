"""Refunds follow the money, and end with their order."""

from django.utils.translation import gettext as _

from marketplace.kernel.clock import now
from storefront.order.happenings import By, Ended, PaidBack
from storefront.order.models import OrderMail
from storefront.order.services import write_parcel_mail
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .balances import put_back
from .models import Refund
from .statuses import GRANTED, RefundState


def after_money_went_back(happened: PaidBack) -> None:
    """The oldest refunds of the part that the money covers are settled; the others are not (any more).

    Cash names its refund itself (``note_paid_in_cash``).
    """
    if happened.by == By.CASH:
        return
    granted = Refund.objects.filter(vendor_order=happened.vendor_order, state__in=GRANTED)
    covered = happened.so_far if happened.for_refunds is None else happened.for_refunds
    for refund in granted.order_by("decided_at", "pk"):
        covered -= refund.total
        if covered >= 0 and refund.state == RefundState.APPROVED:
            move_row(refund, to=RefundState.SETTLED, by=Mover.PAYMENT, settled_at=now())
            if happened.by == By.GATEWAY:  # of a transfer its own mail tells
                tell_paid_back(refund)
        elif covered < 0 and refund.state == RefundState.SETTLED:
            move_row(refund, to=RefundState.APPROVED, by=Mover.PAYMENT, settled_at=None)


def tell_paid_back(refund: Refund) -> None:
    """The buyer is told once, also where the bank sent it back and it went again."""
    kind = OrderMail.Kind.PAID_BACK
    told = OrderMail.objects.filter(
        vendor_order=refund.vendor_order_id, kind=kind, occasion=refund.public_id
    )
    if not told.exists():
        write_parcel_mail(refund.vendor_order, kind=kind, occasion=refund.public_id)


def after_the_end(happened: Ended) -> None:
    """All of it is owed back anyway: what was only proposed is not needed any more."""
    for refund in Refund.objects.filter(
        vendor_order=happened.vendor_order, state=RefundState.PROPOSED
    ):
        ended = _("The order is over; all of it is owed back.")
        if move_row(refund, to=RefundState.DECLINED, by=Mover.PARTS, note=ended, decided_at=now()):
            release(refund)


def release(refund: Refund) -> None:
    """What the refund held of its lines is free again."""
    put_back((one.line_id, one.amounts) for one in refund.lines.all())
