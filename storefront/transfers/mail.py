"""Mails about a vendor's bank account, to every owner of the shop in that person's language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership
from storefront.vendors.roles import ACCOUNT_ROLES

from .models import BankAccount
from .services.accounts import confirmation_token


def account_mails(account_id: int, kind: str) -> list[EmailMultiAlternatives]:
    """One message per owner; ``kind`` is "proposed", "verified" or "retired"."""
    account = BankAccount.objects.select_related("vendor").get(pk=account_id)
    owners = Membership.objects.filter(
        organisation=account.vendor.organisation_id, role__in=ACCOUNT_ROLES
    ).select_related("user")
    return [_message(account, kind, membership) for membership in owners]


def _message(account: BankAccount, kind: str, membership: Membership) -> EmailMultiAlternatives:
    language = membership.user.language
    with translation.override(language):
        context = _context(account, kind, language)
        subjects = {
            "proposed": _("Confirm the new bank account of %(shop)s"),
            "verified": _("%(shop)s is paid to a new bank account"),
            "retired": _("%(shop)s has no bank account any more"),
        }
        message = EmailMultiAlternatives(
            subject=" ".join((subjects[kind] % {"shop": account.vendor.name}).split()),
            body=render_to_string("mail/bank_account.txt", context),
            to=[membership.user.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("mail/bank_account.html", context), "text/html")
    return message


def _context(account: BankAccount, kind: str, language: str) -> dict[str, Any]:
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
        "language": language,
        "site_name": settings.OSCAR_SHOP_NAME,
    }
