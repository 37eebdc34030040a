"""Mails about a vendor's bank account, to every owner of the shop in that person's language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership
from storefront.letters import letter
from storefront.vendors.roles import ACCOUNT_ROLES

from .links import confirmation_token
from .models import BankAccount


def account_mails(account_id: int, kind: str) -> list[EmailMultiAlternatives]:
    """One message per owner; ``kind`` is "proposed", "verified" or "retired"."""
    account = BankAccount.objects.select_related("vendor").get(pk=account_id)
    owners = Membership.objects.filter(
        organisation=account.vendor.organisation_id, role__in=ACCOUNT_ROLES
    ).select_related("user")
    return [_message(account, kind, membership) for membership in owners]


def _message(account: BankAccount, kind: str, membership: Membership) -> EmailMultiAlternatives:
    with translation.override(membership.user.language):
        subjects = {
            "proposed": _("Confirm the new bank account of %(shop)s"),
            "verified": _("%(shop)s is paid to a new bank account"),
            "retired": _("%(shop)s has no bank account any more"),
        }
        return letter(
            to=membership.user.email,
            subject=subjects[kind] % {"shop": account.vendor.name},
            html="mail/bank_account.html",
            text="mail/bank_account.txt",
            context=_context(account, kind),
        )


def _context(account: BankAccount, kind: str) -> dict[str, Any]:
    captured = {"vendor_id": account.vendor.public_id}
    page = reverse("transfers:account", kwargs=captured)
    if kind == "proposed":
        page = reverse(
            "transfers:confirm_account",
            kwargs=captured | {"token": confirmation_token(account)},
        )
    return {
        "account": account,
        "shop": account.vendor.name,
        "kind": kind,
        "url": settings.SITE_URL + page,
    }
