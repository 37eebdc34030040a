"""A visitor's own data in enquiries: found for their copy, blanked when they ask, gone by term."""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from marketplace.accounts.models import User
from marketplace.kernel.clock import today

from .models import Enquiry, EnquiryMessage
from .statuses import EnquiryState, Side

#: After the last day of the visit, whatever became of the enquiry.
KEPT_AFTER_VISIT = datetime.timedelta(days=180)


def enquiries_about(user: User) -> QuerySet[Enquiry]:
    """The person's, also those sent as a guest from an address that is proven theirs."""
    mine = Q(user=user)
    proven = EmailAddress.objects.filter(user=user, verified=True)
    for email in proven.values_list("email", flat=True):
        mine |= Q(user__isnull=True, email__iexact=email)
    return Enquiry.objects.filter(mine)


def told_about(user: User) -> list[dict[str, Any]]:
    """As plain values for a JSON document, with what both sides wrote."""
    found = enquiries_about(user).select_related("product", "vendor").prefetch_related("messages")
    return [
        {
            "service": one.product.title,
            "host": one.vendor.name,
            "name": one.name,
            "email": one.email,
            "phone": one.phone,
            "first_day": one.first_day.isoformat(),
            "last_day": one.last_day.isoformat(),
            "people": one.people,
            "state": one.state,
            "asked": one.created_at.isoformat(),
            "messages": [
                {"from": message.side, "text": message.text, "at": message.at.isoformat()}
                for message in one.messages.all()
            ],
        }
        for one in found.order_by("pk")
    ]


def forget_in_enquiries(user: User) -> None:
    """Those that are over go. Of those to come the person goes: the host sees that they are withdrawn."""
    mine = enquiries_about(user)
    mine.filter(last_day__lt=today()).delete()
    kept = list(mine.values_list("pk", flat=True))
    EnquiryMessage.objects.filter(enquiry__in=kept, side=Side.VISITOR).update(text="", author=None)
    Enquiry.objects.filter(pk__in=kept).exclude(state=EnquiryState.DECLINED).update(
        state=EnquiryState.WITHDRAWN
    )
    Enquiry.objects.filter(pk__in=kept).update(user=None, name="", email="", phone="")


def forget_old_enquiries() -> int:
    """Delete those whose visit was long ago, with their messages; how many rows went."""
    deleted, _by_model = Enquiry.objects.filter(last_day__lt=today() - KEPT_AFTER_VISIT).delete()
    return deleted
