"""What the queue does about orders: deliver a mail, and try again where the mail server is away."""

import datetime
from typing import Any

from django_tasks import task

from marketplace.kernel.clock import now
from storefront.letters import RETRY_AFTER_MINUTES

from .mail import Outcome, deliver, wait_for_another_worker


@task()
def send_order_mail(mail_id: int) -> str:
    """Send it unless it was sent; where the server refuses, come back later."""
    outcome, attempts = deliver(mail_id=mail_id, last_attempt=len(RETRY_AFTER_MINUTES) + 1)
    if outcome is Outcome.REFUSED:
        pause = datetime.timedelta(minutes=RETRY_AFTER_MINUTES[attempts - 1])
        send_order_mail.using(run_after=now() + pause).enqueue(mail_id)
    return outcome.value


def wait_again(*, task_path: str, args: list[Any], **_kwargs: Any) -> None:
    """The worker died over a mail: it is sent once more, under the same Message-ID."""
    if task_path == send_order_mail.module_path:
        wait_for_another_worker(mail_id=args[0])
