"""Money that left past our books: an operator says whose it was, and books, refunds and payouts agree."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit, text
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.money import dong
from storefront.cards.models import CardDispute, CardShare
from storefront.cards.selectors import lost_disputes
from storefront.cards.services.bearing import (
    OVER,
    Gone,
    borne,
    hand_refunds,
    owed_back,
)
from storefront.cards.services.refunding import refund_ended
from storefront.cards.services.settling import lock_attempts
from storefront.cards.services.telling import tell_paid_back
from storefront.order.happenings import Borne, tell
from storefront.refunds.booking import GonePart, book_gone
from storefront.refunds.errors import RefundRefused
from storefront.refunds.roles import is_money_operator
from storefront.refunds.selectors import LineLeft, lines_left
from storefront.refunds.services import REASON_LENGTH
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus


@dataclass(frozen=True)
class Booked:
    """What of it was for one part: new refunds, đồng of what the buyer was owed already.

    ``borne``: đồng for which nothing of the sale is given up, because the marketplace bears them.
    """

    gone: GonePart
    owed: int = 0
    borne: int = 0

    @property
    def total(self) -> int:
        return self.gone.total + self.owed + self.borne


@dataclass(frozen=True)
class PartLeft:
    """A part as the page shows it: what is left of its lines, and what is owed back anyway."""

    vendor_order: VendorOrder
    lines: list[LineLeft]
    owed: int

    @property
    def is_over(self) -> bool:
        return self.vendor_order.status in OVER

    @property
    def may_be_borne(self) -> bool:
        """Only what the buyer has: what never arrived is no loss of anybody's but the seller's."""
        return self.vendor_order.status == VendorOrderStatus.DELIVERED

    @property
    def shipping(self) -> int:
        return sum(one.shipping for one in self.lines)

    @property
    def left(self) -> int:
        """Less what the marketplace bears already."""
        return sum(one.goods for one in self.lines) + self.shipping - borne(self.vendor_order)


@dataclass(frozen=True)
class GoneDesk:
    found: Gone
    amount: int
    number: str
    parts: list[PartLeft]

    @property
    def is_dispute(self) -> bool:
        return isinstance(self.found, CardDispute)


def gone_for(user: User, kind: str, pk: int) -> GoneDesk:
    """NotAllowed for others than operators; DoesNotExist where nothing is to be booked (any more)."""
    _require_operator(user)
    rows = lost_disputes() if kind == "dispute" else hand_refunds()
    found: Gone = rows.select_related("attempt__payment__order").get(pk=pk)
    order = found.attempt.payment.order
    parts = VendorOrder.objects.filter(order=order).select_related("vendor", "order").order_by("pk")
    return GoneDesk(
        found,
        amount_of(found),
        order.number,
        [PartLeft(part, lines_left(part), max(0, owed_back(part))) for part in parts],
    )


def amount_of(found: Gone) -> int:
    return found.taken if isinstance(found, CardDispute) else found.amount


def book(*, found: Gone, parts: Sequence[Booked], reason: str, acting_user: User) -> None:
    """Say of which parts it was, to the đồng; pressed twice it is booked once.

    What a seller gives up becomes a refund without a payment; what was owed already is settled by
    it; for what the marketplace bears the sale stands and the marketplace owes the seller. Then
    payouts are free again, and parts that are over get what was held back. NotAllowed;
    RefundRefused where the sum differs (``sum``), more is named than is owed (``owed``) or left, is
    to be borne of a part that was not delivered (``borne``), or units go back for nothing (``units``).
    """
    _require_operator(acting_user)
    reason = text.clean(reason)[:REASON_LENGTH]
    if not reason:
        raise RefundRefused(_("Please tell the buyer why."), code="reason")
    with transaction.atomic():
        order_id = found.attempt.payment.order_id
        lock_attempts(order_id)
        if CardShare.objects.filter(**_of(found)).exists():
            return
        for one in parts:
            _require_money_for_units(one.gone)
        parts = _locked([one for one in parts if one.total], order_id)
        _require_sum(parts, amount_of(found))
        for one in parts:
            if not 0 <= one.owed <= max(0, owed_back(one.gone.vendor_order)):
                raise RefundRefused(_("So much is not owed back."), code="owed")
            _require_loss(one)
        book_gone(
            parts=[one.gone for one in parts if one.gone.total],
            reason=reason,
            form_key=f"gone-{_key(found)}",
            acting_user=acting_user,
        )
        CardShare.objects.bulk_create(
            CardShare(
                vendor_order=one.gone.vendor_order, amount=one.total, borne=one.borne, **_of(found)
            )
            for one in parts
        )
        for one in parts:
            if one.borne:
                tell(Borne(one.gone.vendor_order, amount=one.borne, cause=_key(found)))
        tell_paid_back(order_id)
        refund_ended(order_id)
        audit.record(
            action="card.booked",
            target=found,
            acting_user=acting_user,
            parts={one.gone.vendor_order.number: one.total for one in parts},
            borne={one.gone.vendor_order.number: one.borne for one in parts if one.borne},
        )


def _of(found: Gone) -> dict[str, Gone]:
    return {"dispute" if isinstance(found, CardDispute) else "refund": found}


def _key(found: Gone) -> str:
    return f"{'d' if isinstance(found, CardDispute) else 'r'}{found.pk}"


def _require_loss(one: Booked) -> None:
    left = PartLeft(one.gone.vendor_order, lines_left(one.gone.vendor_order), 0)
    if one.borne < 0 or (one.borne and not left.may_be_borne):
        raise RefundRefused(_("The marketplace bears only what was delivered."), code="borne")
    if one.borne and one.borne + one.gone.total > left.left:
        raise RefundRefused(_("So much is not left of this order."), code="borne")


def _locked(parts: Sequence[Booked], order_id: int) -> list[Booked]:
    """The same with their rows locked by key, as they stand now."""
    rows = VendorOrder.objects.select_for_update(of=("self",)).filter(order=order_id)
    fresh = {one.pk: one for one in rows.select_related("vendor", "order").order_by("pk")}
    return [
        Booked(
            GonePart(fresh[one.gone.vendor_order.pk], one.gone.lines, one.gone.shipping),
            one.owed,
            one.borne,
        )
        for one in sorted(parts, key=lambda one: one.gone.vendor_order.pk)
    ]


def _require_money_for_units(gone: GonePart) -> None:
    """They would count as sold all the same; what the marketplace bears stays sold."""
    if not gone.total and any(line.quantity for line in gone.lines):
        raise RefundRefused(
            _("Units go back only with money for them: name it, or let no units go back."),
            code="units",
        )


def _require_sum(parts: Sequence[Booked], amount: int) -> None:
    named = sum(one.total for one in parts)
    if named != amount:
        words = _("Together that is %(named)s; it must be %(amount)s.") % {
            "named": dong(named),
            "amount": dong(amount),
        }
        if any(one.borne and one.gone.total for one in parts):
            words += " " + _("What the marketplace bears is not named as goods or delivery, too.")
        raise RefundRefused(words, code="sum")


def _require_operator(user: User) -> None:
    if not is_money_operator(user):
        raise NotAllowed(_("Only operators decide on money."))
