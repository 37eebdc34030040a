"""What an operator can do where Stripe and our books disagree."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.kernel import audit
from marketplace.kernel.clock import now
from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt, CardRefund, Discrepancy
from storefront.cards.statuses import RefundState

from .bearing import BY_HAND
from .settling import lock_attempts, settle
from .telling import tell_paid_back


def mend(*, discrepancy: Discrepancy, acting_user: Any) -> str:
    """Look at Stripe again; a refund made there by hand enters our books. In words what was done.

    What still differs stays on the list. Raises CardServiceAway, CardServiceRefused.
    """
    if discrepancy.kind == Discrepancy.Kind.REFUNDS:
        return _adopt_refund(discrepancy, acting_user)
    if not discrepancy.external_id.startswith("pi_"):
        return _("Only a person can decide this one, on Stripe's pages.")
    outcome = settle(intent=stripe_api.intent(discrepancy.external_id))
    if outcome in ("unknown", "disagrees"):
        return _("It still differs. Refund the payment on Stripe's pages, or correct it there.")
    _close(discrepancy, acting_user, outcome=outcome)
    return _("Our books now say what Stripe says.")


def _adopt_refund(discrepancy: Discrepancy, acting_user: Any) -> str:
    found = stripe_api.refund(discrepancy.external_id)
    attempt = CardAttempt.objects.filter(intent_id=found.intent_id).first()
    if attempt is None:
        return _("Only a person can decide this one, on Stripe's pages.")
    with transaction.atomic():
        locked = next(
            one for one in lock_attempts(attempt.payment.order_id) if one.pk == attempt.pk
        )
        if found.status == "succeeded":
            if locked.left < found.amount:
                return _("More was paid back at Stripe than ever came. Only a person can decide.")
            CardRefund.objects.create(
                attempt=locked,
                amount=found.amount,
                cause=f"{BY_HAND}{found.id}"[:40],
                state=RefundState.DONE,
                external_id=found.id,
            )
            locked.promised_back += found.amount
            locked.save(update_fields=["promised_back", "updated_at"])
            tell_paid_back(locked.payment.order_id)
        _close(discrepancy, acting_user, outcome=found.status)
    if found.status == "succeeded":
        return _("Our books now say what Stripe says. Say now what it was paid back for.")
    return _("Our books now say what Stripe says.")


def _close(discrepancy: Discrepancy, acting_user: Any, *, outcome: str) -> None:
    Discrepancy.objects.filter(pk=discrepancy.pk).update(settled_at=now())
    audit.record(action="card.mended", target=discrepancy, acting_user=acting_user, outcome=outcome)
