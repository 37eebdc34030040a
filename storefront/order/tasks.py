"""What the queue does about orders: deliver a mail, and try again where the mail server is away."""

import datetime

from django_tasks import task

from marketplace.kernel.clock import now

from .mail import Outcome, deliver

#: Minutes until the next attempt, after the first, second … refusal; then an operator must look.
RETRY_AFTER_MINUTES = (1, 5, 30, 120, 720)


@task()
def send_order_mail(mail_id: int) -> str:
    """Send it unless it was sent; where the server refuses, come back later."""
    outcome, attempts = deliver(mail_id=mail_id, last_attempt=len(RETRY_AFTER_MINUTES) + 1)
    if outcome is Outcome.REFUSED:
        pause = datetime.timedelta(minutes=RETRY_AFTER_MINUTES[attempts - 1])
        send_order_mail.using(run_after=now() + pause).enqueue(mail_id)
    return outcome.value
