"""Mails about enquiries. What the visitor wrote stands in none of them, or the form would send anything
to anybody. Each leads to the page on which both sides' messages stand.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership, User
from storefront.letters import letter
from storefront.vendors.roles import ORDER_ROLES

from .models import Enquiry


def to_visitor(enquiry: Enquiry, kind: str) -> EmailMultiAlternatives:
    """``kind``: asked, answered, agreed, declined; in the language of the visitor."""
    language = enquiry.user.language if enquiry.user else enquiry.language
    with translation.override(language):
        subjects = {
            "asked": _("Your enquiry has gone out: %(title)s"),
            "answered": _("The host has written to you: %(title)s"),
            "agreed": _("The host agrees: %(title)s"),
            "declined": _("The host cannot receive you: %(title)s"),
        }
        return letter(
            to=enquiry.email,
            subject=subjects[kind] % {"title": enquiry.product.local_title},
            html="mail/enquiry.html",
            text="mail/enquiry.txt",
            context=_context(enquiry, kind, settings.SITE_URL + enquiry.get_absolute_url()),
        )


def to_host(enquiry: Enquiry, kind: str, *, user_id: int) -> EmailMultiAlternatives:
    """``kind``: asked, written, withdrawn; to one of the host's people, or to the shop itself (0)."""
    member = User.objects.filter(pk=user_id).first() if user_id else None
    email, language = (
        (member.email, member.language) if member is not None else (enquiry.vendor.email, "vi")
    )
    with translation.override(language):
        subjects = {
            "asked": _("New enquiry for a visit: %(title)s"),
            "written": _("The visitor has written: %(title)s"),
            "withdrawn": _("An enquiry is withdrawn: %(title)s"),
        }
        path = reverse("visits:enquiry", args=[enquiry.vendor.public_id, enquiry.public_id])
        return letter(
            to=email,
            subject=subjects[kind] % {"title": enquiry.product.local_title},
            html="mail/enquiry_host.html",
            text="mail/enquiry_host.txt",
            context=_context(enquiry, kind, settings.SITE_URL + path),
        )


def hosts_people(enquiry: Enquiry) -> list[int]:
    """The users who answer the host's enquiries; the shop itself (0) where there is none."""
    members = Membership.objects.filter(
        organisation=enquiry.vendor.organisation_id, role__in=ORDER_ROLES, user__is_active=True
    ).order_by("pk")
    return list(members.values_list("user_id", flat=True)) or [0]


def _context(enquiry: Enquiry, kind: str, url: str) -> dict[str, Any]:
    first, last = (date_format(day, "d/m/Y") for day in (enquiry.first_day, enquiry.last_day))
    return {
        "enquiry": enquiry,
        "kind": kind,
        "title": enquiry.product.local_title,
        "host": enquiry.vendor.name,
        "days": first if first == last else f"{first} – {last}",
        "url": url,
    }
