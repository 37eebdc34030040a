"""What the queue does about orders: deliver a mail, and try again where the mail server is away."""

import datetime

from django_tasks import task

from marketplace.kernel.clock import now
from storefront.letters import RETRY_AFTER_MINUTES

from .mail import Outcome, deliver


@task()
def send_order_mail(mail_id: int) -> str:
    """Send it unless it was sent; where the server refuses, come back later."""
    outcome, attempts = deliver(mail_id=mail_id, last_attempt=len(RETRY_AFTER_MINUTES) + 1)
    if outcome is Outcome.REFUSED:
        pause = datetime.timedelta(minutes=RETRY_AFTER_MINUTES[attempts - 1])
        send_order_mail.using(run_after=now() + pause).enqueue(mail_id)
    return outcome.value
