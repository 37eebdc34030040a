"""The owner or an operator decides on what was proposed; cash that was handed back is noted."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from storefront.order.happenings import By, PaidBack, tell
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .errors import RefundRefused
from .granting import decided_already, grant, holding, is_cash, require_open
from .models import Refund
from .roles import require_approver, require_proposer
from .services import PROOF_LENGTH, REASON_LENGTH
from .settling import release, tell_paid_back
from .statuses import GRANTED, RefundState, RefundWay


def approve_refund(*, refund: Refund, acting_user: User) -> Refund:
    """The vendor's owner or an operator says yes: stock, money, books and mail follow at once.

    Approving twice is approving once. NotAllowed, RefundRefused.
    """
    by = require_approver(acting_user, refund.vendor_order.vendor)
    with holding(refund.vendor_order) as part:
        refund.refresh_from_db(fields=["state"])
        if refund.state not in GRANTED:
            _require_waiting(refund)
            require_open(part)
            grant(refund, part, by=by, acting_user=acting_user)
    return refund


def decline_refund(*, refund: Refund, note: str, acting_user: User) -> Refund:
    """Not so: what it held is free again. Whoever proposed it may take it back, too."""
    vendor = refund.vendor_order.vendor
    if refund.proposed_by_id == acting_user.pk:
        require_proposer(acting_user, vendor)
        by = Mover.VENDOR
    else:
        by = require_approver(acting_user, vendor)
    with holding(refund.vendor_order):
        refund.refresh_from_db(fields=["state"])
        if refund.state == RefundState.DECLINED:
            return refund
        _require_waiting(refund)
        note = text.clean(note)[:REASON_LENGTH]
        decided: dict[str, Any] = {"decided_by": acting_user, "decided_at": now(), "note": note}
        move_row(refund, to=RefundState.DECLINED, by=by, **decided)
        release(refund)
        audit.record(
            action="refund.declined", target=refund, acting_user=acting_user, total=refund.total
        )
    return refund


def note_paid_in_cash(*, refund: Refund, proof: str, acting_user: User) -> Refund:
    """The vendor has handed back what the carrier had collected; ``proof`` says how.

    Only for cash on delivery: cards and transfers tell by themselves. Twice is once.
    """
    part = refund.vendor_order
    require_proposer(acting_user, part.vendor)
    proof = text.clean(proof)[:PROOF_LENGTH]
    if not proof:
        raise RefundRefused(_("Please say how you paid it back."), code="proof")
    if not is_cash(part):
        raise RefundRefused(_("This way to pay tells by itself what went back."), code="way")
    with holding(part):
        refund.refresh_from_db(fields=["state"])
        if refund.state == RefundState.SETTLED:
            return refund
        if not move_row(
            refund, to=RefundState.SETTLED, by=Mover.VENDOR, proof=proof, settled_at=now()
        ):
            raise decided_already()
        settled = Refund.objects.filter(
            vendor_order=part, state=RefundState.SETTLED, way=RefundWay.GOES
        )
        so_far = settled.aggregate(all=Sum("total"))["all"]
        tell(PaidBack(part, so_far=so_far, by=By.CASH))
        tell_paid_back(refund)
        audit.record(
            action="refund.paid_in_cash",
            target=refund,
            acting_user=acting_user,
            total=refund.total,
            proof=proof,
        )
    return refund


def _require_waiting(refund: Refund) -> None:
    if refund.state != RefundState.PROPOSED:
        raise decided_already()
