"""What became of a payout, to every owner of the shop in that person's language."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership
from storefront.letters import letter
from storefront.vendors.roles import ACCOUNT_ROLES

from .models import BankResult


def payout_mails(result_id: int) -> list[EmailMultiAlternatives]:
    """One message per owner, about one answer of the bank."""
    result = BankResult.objects.select_related("payout__vendor").get(pk=result_id)
    owners = Membership.objects.filter(
        organisation=result.payout.vendor.organisation_id, role__in=ACCOUNT_ROLES
    ).select_related("user")
    return [_message(result, membership) for membership in owners]


def _message(result: BankResult, membership: Membership) -> EmailMultiAlternatives:
    vendor = result.payout.vendor
    page = "ledger:months" if result.is_paid else "transfers:account"
    with translation.override(membership.user.language):
        subject = (
            _("%(shop)s has been paid") if result.is_paid else _("A payout to %(shop)s came back")
        )
        return letter(
            to=membership.user.email,
            subject=subject % {"shop": vendor.name},
            html="mail/payout.html",
            text="mail/payout.txt",
            context={
                "payout": result.payout,
                "shop": vendor.name,
                "is_paid": result.is_paid,
                "reason": result.reason,
                "url": settings.SITE_URL + reverse(page, args=[vendor.public_id]),
            },
        )
