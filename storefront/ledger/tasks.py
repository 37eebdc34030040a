"""What the queue does about payouts: their vendors are told."""

from smtplib import SMTPException

from django_tasks import task

from storefront.letters import RETRY_AFTER_MINUTES
from storefront.retrying import retry

from .mail import payout_mails


@task()
def send_payout_mail(result_id: int, attempt: int = 1) -> str:
    """Tell the owners. A mail too many does no harm, one too few would: it is tried again."""
    try:
        for message in payout_mails(result_id):
            message.send()
    except (SMTPException, OSError):
        minutes = RETRY_AFTER_MINUTES
        if not retry(send_payout_mail, result_id, attempt=attempt, minutes=minutes):
            raise
        return "refused"
    return "sent"
