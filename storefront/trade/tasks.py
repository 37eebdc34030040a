"""What the queue does about enquiries: mails, and again later where the mail server is away."""

import datetime
import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django_tasks import task

from marketplace.kernel.clock import now
from storefront.letters import RETRY_AFTER_MINUTES

from . import mail
from .models import Enquiry

logger = logging.getLogger(__name__)


@task()
def send_enquiry_mail(enquiry_id: int, kind: str, attempt: int = 1) -> str:
    """To the visitor, true at the moment of sending; "gone" where the enquiry was forgotten."""
    enquiry = _enquiry(enquiry_id)
    if enquiry is None or not enquiry.email:
        return "gone"
    return _sent(mail.to_visitor(enquiry, kind), send_enquiry_mail, attempt, enquiry_id, kind)


@task()
def tell_host(enquiry_id: int, kind: str) -> int:
    """One mail to each of the host's people, so that a refusal repeats no other's; how many."""
    enquiry = _enquiry(enquiry_id)
    people = mail.hosts_people(enquiry) if enquiry is not None else []
    for user_id in people:
        tell_member.enqueue(enquiry_id, kind, user_id)
    return len(people)


@task()
def tell_member(enquiry_id: int, kind: str, user_id: int, attempt: int = 1) -> str:
    """``user_id``: 0 is the shop's own address."""
    enquiry = _enquiry(enquiry_id)
    if enquiry is None:
        return "gone"
    return _sent(
        mail.to_host(enquiry, kind, user_id=user_id),
        tell_member,
        attempt,
        enquiry_id,
        kind,
        user_id,
    )


def _enquiry(pk: int) -> Enquiry | None:
    return Enquiry.objects.select_related("product", "vendor", "user").filter(pk=pk).first()


def _sent(message: EmailMultiAlternatives, one: Any, attempt: int, *values: Any) -> str:
    """The log names the enquiry by its number, nobody by address."""
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("mail of enquiry %s refused (%s)", values[0], type(error).__name__)
        if attempt <= len(RETRY_AFTER_MINUTES):
            pause = datetime.timedelta(minutes=RETRY_AFTER_MINUTES[attempt - 1])
            one.using(run_after=now() + pause).enqueue(*values, attempt + 1)
        return "refused"
    return "sent"
