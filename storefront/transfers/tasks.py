"""What the queue does about transfers: mails about accounts, matching that a request left undone."""

from smtplib import SMTPException

from django_tasks import task

from storefront.letters import RETRY_AFTER_MINUTES
from storefront.retrying import retry

from .mail import account_mails


@task()
def send_account_mail(account_id: int, kind: str, attempt: int = 1) -> str:
    """Tell the owners. A mail too many does no harm, one too few would: it is tried again."""
    try:
        for message in account_mails(account_id, kind):
            message.send()
    except (SMTPException, OSError):
        minutes = RETRY_AFTER_MINUTES
        if not retry(send_account_mail, account_id, kind, attempt=attempt, minutes=minutes):
            raise
        return "refused"
    return "sent"


@task()
def match_account(account_id: int) -> int:
    """Match what an import has brought, also where its request died. Again does no harm."""
    from .services.matching import match_open  # noqa: PLC0415 - it enqueues tasks itself

    return match_open(account_id=account_id)
