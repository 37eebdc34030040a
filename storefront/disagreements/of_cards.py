"""Card payments: Stripe and our books."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.accounts.models import User
from marketplace.kernel.money import dong
from storefront.cards.models import CardAttempt, CardDispute, CardRefund, Discrepancy
from storefront.cards.selectors import METHOD, lost_disputes
from storefront.cards.services.bearing import hand_refunds
from storefront.cards.services.mending import mend
from storefront.cards.services.opening import look_again
from storefront.cards.services.refunding import ask_again, refund_all, unanswered
from storefront.cards.statuses import AttemptState
from storefront.order.statuses import OrderStatus
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .kinds import Kind, Row, register

_OVER = (OrderStatus.CANCELLED, OrderStatus.EXPIRED)
_STANDS = (OrderStatus.PLACED, OrderStatus.COMPLETED)


def _attempts() -> QuerySet[CardAttempt]:
    return CardAttempt.objects.select_related("payment__order").order_by("pk")


def _attempt_row(code: str, theirs: str, found: Any) -> Row:
    attempt = cast("CardAttempt", found)
    order = attempt.payment.order
    ours = f"{order.status_words}, {attempt.get_state_display()}"
    return Row(f"{code}-{attempt.pk}", order.number, ours, theirs, attempt.updated_at)


def _differing() -> Iterable[Discrepancy]:
    open_ones = Discrepancy.objects.filter(settled_at=None)
    return open_ones.select_related("attempt__payment__order").order_by("pk")


def _differing_row(found: Any) -> Row:
    order = found.attempt.payment.order.number if found.attempt else found.external_id
    ours = found.ours or found.get_kind_display()
    return Row(f"differs-{found.pk}", order, ours, found.theirs, found.created_at)


def _refused_row(found: Any) -> Row:
    return Row(
        f"refused-{found.pk}",
        found.attempt.payment.order.number,
        _("%(amount)s goes back") % {"amount": dong(found.amount)},
        f"{found.get_state_display()}: {found.problem}",
        found.updated_at,
    )


def _ask_again(found: Any, user: User) -> str:
    made = ask_again(refund=found, acting_user=user)
    return str(made.get_state_display()) if made else _("nothing to pay back")


def _paid_though_over() -> Iterable[CardAttempt]:
    """But for orders that came back: what of that goes back is decided by line."""
    over = _attempts().filter(payment__order__status__in=_OVER, received__gt=F("promised_back"))
    returned = VendorOrder.objects.filter(
        order=OuterRef("payment__order"), status=VendorOrderStatus.RETURNED
    )
    return over.exclude(Exists(returned))


def _give_back(found: Any, _user: User) -> str:
    made = refund_all(attempt=found, cause=f"operator-{found.promised_back}")
    return str(made.get_state_display()) if made else _("nothing to pay back")


def _unpaid_though_placed() -> Iterable[CardAttempt]:
    paid = CardAttempt.objects.filter(state=AttemptState.SUCCEEDED).values("payment__order")
    waiting = _attempts().filter(
        payment__order__payment_method=METHOD, payment__order__status__in=_STANDS
    )
    return waiting.exclude(payment__order__in=paid)


def _paid_and_waiting() -> Iterable[CardAttempt]:
    return _attempts().filter(
        state=AttemptState.SUCCEEDED, payment__order__status=OrderStatus.PENDING
    )


def _look(found: Any, _user: User) -> str:
    look_again(attempt=found)
    found.refresh_from_db()
    return f"{found.get_state_display()}, {found.payment.order.status_words}"


def _gone_row(kind: str, ours: str, found: Any, amount: int) -> Row:
    return Row(
        f"{kind}-{found.pk}",
        found.attempt.payment.order.number,
        ours,
        dong(amount),
        found.updated_at,
        page=reverse("disagreements:gone", kwargs={"kind": kind, "pk": found.pk}),
    )


def _register_gone() -> None:
    """What left past our books and is of no seller's part yet; each with a page of its own."""
    of_order = "attempt__payment__order"
    register(
        Kind(
            "by-hand",
            gettext_lazy("Paid back by hand at Stripe, and of no goods yet"),
            gettext_lazy("Say what it was for"),
            lambda: hand_refunds().select_related(of_order).order_by("pk"),
            lambda found: _gone_row(
                "refund", _("not booked: payouts wait"), found, cast("CardRefund", found).amount
            ),
        )
    )
    register(
        Kind(
            "lost",
            gettext_lazy("A dispute was lost, and is of no goods yet"),
            gettext_lazy("Say what it was for"),
            lambda: lost_disputes().select_related(of_order).order_by("pk"),
            lambda found: _gone_row(
                "dispute", _("not booked: payouts wait"), found, cast("CardDispute", found).taken
            ),
        )
    )


def register_cards() -> None:
    """All that can disagree about a card."""
    _register_gone()
    register(
        Kind(
            "differs",
            gettext_lazy("Stripe has something else than our books"),
            gettext_lazy("Look at Stripe again and mend"),
            _differing,
            _differing_row,
            lambda found, user: mend(discrepancy=cast("Discrepancy", found), acting_user=user),
        )
    )
    register(
        Kind(
            "refused",
            gettext_lazy("A refund to a card was refused"),
            gettext_lazy("Try again"),
            unanswered,
            _refused_row,
            _ask_again,
        )
    )
    register(
        Kind(
            "overpaid",
            gettext_lazy("Paid by card, and the order is over"),
            gettext_lazy("Pay it back"),
            _paid_though_over,
            lambda found: _attempt_row(
                "overpaid",
                _("%(amount)s received") % {"amount": dong(cast("CardAttempt", found).left)},
                found,
            ),
            _give_back,
        )
    )
    register(
        Kind(
            "unpaid",
            gettext_lazy("The order is placed, and no card payment was received"),
            gettext_lazy("Ask Stripe again"),
            _unpaid_though_placed,
            lambda found: _attempt_row("unpaid", _("nothing received"), found),
            _look,
        )
    )
    register(
        Kind(
            "waiting",
            gettext_lazy("Paid by card, and the order still waits"),
            gettext_lazy("Ask Stripe again"),
            _paid_and_waiting,
            lambda found: _attempt_row("waiting", _("received"), found),
            _look,
        )
    )
