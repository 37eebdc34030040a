"""A payer has transferred to a seller what it owes; the books say so."""

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel import audit, text
from marketplace.kernel.errors import NotAllowed
from storefront.ledger.accounts import OF_MARKETPLACE, Account, PostingKind
from storefront.ledger.models import Entry, Posting, Sale
from storefront.ledger.services.posting import Leg, post
from storefront.vendors.models import VendorOrder
from storefront.vouchers.errors import CampaignRefused
from storefront.vouchers.funding import funds_marketplace, provinces_funded
from storefront.vouchers.report import due_orders

REFERENCE_LENGTH = 40


def note_payment(
    *, province: Province | None, vendor: Vendor, seen: int, reference: str, acting_user: User
) -> Posting:
    """All that is due to this seller has been transferred, under the bank's ``reference``.

    ``seen`` is the sum that the page showed: what changed since is looked at first. The same
    reference again changes nothing. NotAllowed, CampaignRefused.
    """
    allowed = (
        funds_marketplace(acting_user)
        if province is None
        else provinces_funded(acting_user).filter(pk=province.pk).exists()
    )
    if not allowed:
        raise NotAllowed(_("You may not give this money."))
    reference = text.clean(reference)[:REFERENCE_LENGTH]
    if not reference:
        raise CampaignRefused(_("Please type the bank's reference."), code="reference")
    payer = province.code if province is not None else "platform"
    occasion = f"payer:{payer}:{vendor.public_id}:{reference}"
    with transaction.atomic():
        known = Posting.objects.filter(occasion=occasion).first()
        if known is not None:
            return known
        orders = _held(province, vendor)
        if not seen or sum(orders.values()) != seen:
            raise CampaignRefused(
                _("What is due has changed since you looked. Please look again."), code="changed"
            )
        posting = post(
            kind=PostingKind.PAYER_PAID,
            occasion=occasion,
            vendor=vendor,
            legs=[
                leg
                for (part, account), amount in orders.items()
                for leg in (
                    Leg(Account.COLLECTED, part, amount),
                    Leg(account, part, -amount, province.pk if province else None),
                )
            ],
        )
        if posting is None:
            raise CampaignRefused(_("This reference is noted already."), code="reference")
        audit.record(
            action="discount.paid",
            target=posting,
            acting_user=acting_user,
            amount=seen,
            vendor=vendor.public_id,
        )
    return posting


def _held(province: Province | None, vendor: Vendor) -> dict[tuple[VendorOrder, Account], int]:
    """What is due, its sales held until the transaction ends, so that no refund comes between."""
    orders = due_orders(province=province, vendor=vendor)
    parts = {part for part, _account in orders}
    sales = Sale.objects.select_for_update().filter(vendor_order__in=parts).order_by("pk")
    list(sales.values_list("pk"))
    return due_orders(province=province, vendor=vendor)


def paid_so_far(*, province: Province | None) -> int:
    """All that the payer has transferred to sellers."""
    accounts = OF_MARKETPLACE if province is None else (Account.DISCOUNT_PROVINCE,)
    paid = Entry.objects.filter(
        account__in=accounts, province=province, posting__kind=PostingKind.PAYER_PAID
    ).aggregate(all=Sum("amount", default=0))
    return -int(paid["all"])
