"""What a vendor owes back to a buyer, and has paid back."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit, text
from marketplace.kernel.clock import today
from marketplace.kernel.money import dong
from storefront.order.happenings import By, PaidBack, tell
from storefront.order.models import OrderMail
from storefront.order.services import write_parcel_mail
from storefront.transfers.errors import RefundRefused
from storefront.transfers.models import Refund, Transfer
from storefront.vendors.roles import MONEY_ROLES, require_role

from .settling import lock_transfers

PROOF_LENGTH = 120


def record_refund(
    *,
    transfer: Transfer,
    amount: int,
    paid_on: datetime.date,
    proof: str,
    acting_user: User,
) -> Refund:
    """Note that so much was paid back, with the number of the bank's transaction as proof.

    The same number again is the same refund. RefundRefused for more than is owed.
    """
    part = transfer.vendor_order
    require_role(role_in(acting_user, part.vendor.organisation), MONEY_ROLES)
    proof = text.clean(proof)[:PROOF_LENGTH]
    if not proof:
        raise RefundRefused(_("Please give the number of the bank's transaction."), code="proof")
    if paid_on > today():
        raise RefundRefused(_("This day is still to come."), code="day")
    with transaction.atomic():
        fresh = {one.pk: one for one in lock_transfers(part.order_id)}[transfer.pk]
        known = Refund.objects.filter(transfer=fresh, proof=proof).first()
        if known is not None:
            return known
        if not 0 < amount <= fresh.owed:
            raise RefundRefused(
                _("At most %(owed)s is owed.") % {"owed": dong(fresh.owed)}, code="amount"
            )
        refund = Refund.objects.create(
            transfer=fresh, amount=amount, paid_on=paid_on, proof=proof, actor=acting_user
        )
        Transfer.objects.filter(pk=fresh.pk).update(refunded=F("refunded") + amount)
        tell(PaidBack(part, so_far=fresh.refunded + amount, by=By.TRANSFER))
        audit.record(
            action="transfer.refunded",
            target=refund,
            acting_user=acting_user,
            reference=fresh.reference,
            amount=amount,
        )
        write_parcel_mail(part, kind=OrderMail.Kind.REFUNDED, occasion=refund.public_id)
    return refund
