"""Money back to the card: a row first, then Stripe by the task queue, settled by what it says.

Never above what came: the sum of what is promised is kept by one guarded UPDATE and a constraint.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from marketplace.kernel import audit
from marketplace.kernel.clock import now
from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt, CardRefund, CardShare, Discrepancy
from storefront.cards.statuses import AttemptState, RefundState
from storefront.order.models import OrderMail
from storefront.order.services import write_parcel_mail
from storefront.vendors.models import VendorOrder, VendorOrderEvent

from .bearing import BY_HAND, OVER, owed_back, uncertain
from .moving import move_refund
from .telling import tell_paid_back

_DONE, _FAILED = frozenset({"succeeded"}), frozenset({"failed", "canceled"})


def promise_back(
    *, attempt: CardAttempt, amount: int, cause: str, vendor_order: VendorOrder | None = None
) -> CardRefund | None:
    """Write that ``amount`` goes back, once per cause; None where so much is not there to go back.

    Call it in the transaction that is its reason.
    """
    from storefront.cards.tasks import send_refund  # noqa: PLC0415 - it calls this module

    if amount <= 0:
        return None
    known = CardRefund.objects.filter(attempt=attempt, cause=cause).first()
    if known is not None:
        return known
    with transaction.atomic():
        promised = CardAttempt.objects.filter(
            pk=attempt.pk, received__gte=F("promised_back") + amount
        ).update(promised_back=F("promised_back") + amount)
        if not promised:
            return None
        attempt.refresh_from_db(fields=["promised_back", "received"])
        made = CardRefund.objects.create(
            attempt=attempt, vendor_order=vendor_order, amount=amount, cause=cause
        )
        send_refund.enqueue(made.pk)
    return made


def refund_all(*, attempt: CardAttempt, cause: str) -> CardRefund | None:
    """Whatever of an attempt has not gone back yet."""
    attempt.refresh_from_db(fields=["promised_back", "received"])
    return promise_back(attempt=attempt, amount=attempt.left, cause=cause)


def refund_parts(parts: Sequence[VendorOrder], attempts: Sequence[CardAttempt]) -> None:
    """What is left of each part that is over goes back, and its buyer is told.

    Called again it promises what has become owed since, such as after a dispute was won. Money of
    which nobody knows whose it is (``bearing.uncertain``) is held back until that is booked; what
    Stripe has refused is asked for again by an operator alone, whatever else comes when.
    """
    over = VendorOrder.objects.filter(pk__in=[part.pk for part in parts]).order_by("pk")
    for attempt in attempts:
        if attempt.state != AttemptState.SUCCEEDED:
            continue
        for part in over:
            amount = owed_back(part) - _refused(part) - uncertain(part.order_id)
            end = VendorOrderEvent.objects.filter(vendor_order=part, status=part.status).latest(
                "pk"
            )
            cause = _end_cause(attempt, end.pk)
            made = promise_back(
                attempt=attempt,
                amount=min(amount, attempt.left),
                cause=cause,
                vendor_order=part,
            )
            if made is not None:
                write_parcel_mail(part, kind=OrderMail.Kind.CARD_BACK, occasion=cause)


def _refused(part: VendorOrder) -> int:
    """What was refused of the part and not asked for again."""
    latest = {
        (one.attempt_id, _base(one.cause)): one
        for one in CardRefund.objects.filter(vendor_order=part).order_by("pk")
    }
    return sum(one.amount for one in latest.values() if one.state == RefundState.FAILED)


def refund_ended(order_id: int) -> None:
    """The same for all parts of an order that are over, in the transaction that freed money."""
    from .settling import lock_attempts  # noqa: PLC0415 - it refunds what is not needed

    attempts = lock_attempts(order_id)
    over = VendorOrder.objects.filter(order=order_id, status__in=OVER).order_by("pk")
    refund_parts(list(over), attempts)


def _end_cause(attempt: CardAttempt, end: int) -> str:
    """One for each time that something of an end became due."""
    known = CardRefund.objects.filter(attempt=attempt, cause__regex=rf"^end-{end}(r\d+)?$").count()
    return f"end-{end}r{known}" if known else f"end-{end}"


def _base(cause: str) -> str:
    return cause.partition(" again ")[0]


def ask_refund(*, refund: CardRefund) -> str:
    """Have Stripe pay it back; called again it is the same refund there. Raises CardServiceAway."""
    if refund.state != RefundState.ASKED:
        return refund.state
    try:
        made = stripe_api.create_refund(
            intent_id=refund.attempt.intent_id or "",
            amount=refund.amount,
            key=f"{refund.attempt.public_id}-{refund.cause}",
        )
    except stripe_api.CardServiceRefused as refusal:
        _fail(refund, str(refusal))
        return refund.state
    settle_refund(found=made, refund=refund)
    return refund.state


def ask_again(*, refund: CardRefund, acting_user: Any) -> CardRefund | None:
    """A refund that Stripe refused is promised anew, under a cause of its own; None where it cannot.

    Asked again while the new one has not failed, it is that one.
    """
    if refund.state != RefundState.FAILED:
        return refund
    base = _base(refund.cause)
    with transaction.atomic():
        CardAttempt.objects.select_for_update().get(pk=refund.attempt_id)
        same = [
            one
            for one in CardRefund.objects.filter(attempt=refund.attempt).order_by("pk")
            if _base(one.cause) == base
        ]
        tries = len(same)
        if same[-1].state != RefundState.FAILED:
            return same[-1]
        shares = _still_owed_by_share(refund)
        made = promise_back(
            attempt=refund.attempt,
            amount=_still_owed(refund),
            cause=f"{base} again {tries}",
            vendor_order=refund.vendor_order,
        )
        if made is not None:
            CardShare.objects.bulk_create(
                CardShare(refund=made, vendor_order_id=part, amount=amount)
                for part, amount in shares.items()
            )
            audit.record(
                action="card_refund.again", target=made, acting_user=acting_user, of=refund.cause
            )
    return made


def unanswered() -> list[CardRefund]:
    """Refunds that Stripe refused and that were not asked for again, oldest first."""
    failed = CardRefund.objects.filter(state=RefundState.FAILED)
    rows = CardRefund.objects.filter(attempt__in=failed.values("attempt"))
    latest: dict[tuple[int, str], CardRefund] = {}
    for one in rows.select_related("attempt__payment__order", "vendor_order").order_by("pk"):
        latest[one.attempt_id, _base(one.cause)] = one
    return [
        one for one in latest.values() if one.state == RefundState.FAILED and _still_owed(one) > 0
    ]


def _still_owed(refund: CardRefund) -> int:
    """What of a refused refund its buyer still misses; none where it has gone back otherwise."""
    if refund.vendor_order is not None:
        return min(refund.amount, owed_back(refund.vendor_order))
    if not refund.cause.startswith(BY_HAND):
        return min(refund.amount, refund.attempt.left)
    return sum(_still_owed_by_share(refund).values())


def _still_owed_by_share(refund: CardRefund) -> dict[int, int]:
    """The same of one made by hand, by the parts that an operator has named."""
    found = {
        one.vendor_order_id: min(one.amount, owed_back(one.vendor_order))
        for one in refund.shares.select_related("vendor_order")
    }
    return {part: amount for part, amount in found.items() if amount > 0}


def settle_refund(*, found: stripe_api.Refunded, refund: CardRefund | None = None) -> str:
    """Take over what Stripe says of a refund; one that we never asked for is a disagreement."""
    refund = refund or CardRefund.objects.filter(external_id=found.id).first()
    if refund is None:
        return _by_others(found)
    if found.status in _FAILED:
        _fail(refund, found.problem or found.status)
    elif found.status in _DONE and refund.state != RefundState.DONE:
        with transaction.atomic():
            move_refund(refund, to=RefundState.DONE, external_id=found.id)
            tell_paid_back(refund.attempt.payment.order_id)
    elif refund.state == RefundState.ASKED:
        move_refund(refund, to=RefundState.SENT, external_id=found.id)
    return refund.state


def _fail(refund: CardRefund, problem: str) -> None:
    """The promise is taken back; operators see it and find another way to pay the money back."""
    if refund.state == RefundState.FAILED:
        return
    was_done = refund.state == RefundState.DONE
    with transaction.atomic():
        move_refund(refund, to=RefundState.FAILED, problem=problem[:120])
        if was_done:
            tell_paid_back(refund.attempt.payment.order_id)
        CardAttempt.objects.filter(pk=refund.attempt_id).update(
            promised_back=F("promised_back") - refund.amount
        )


def _by_others(found: stripe_api.Refunded) -> str:
    attempt = CardAttempt.objects.filter(intent_id=found.intent_id).first()
    waiting = CardRefund.objects.filter(
        attempt=attempt, amount=found.amount, state=RefundState.ASKED
    )
    if attempt is not None and waiting.exists():
        return "ours"  # its own call is still on the way and will name it
    Discrepancy.objects.update_or_create(
        kind=Discrepancy.Kind.REFUNDS,
        external_id=found.id,
        defaults={
            "attempt": attempt,
            "theirs": f"{found.amount} {found.status}",
            "ours": "",
            "settled_at": None if found.status not in _FAILED else now(),
        },
    )
    return "unknown"
