"""Issues: what is new since the last one, to each address once."""

import datetime

from django.db import IntegrityError, transaction

from catalog.catalogue.registries import stories
from marketplace.kernel.clock import now

from . import tasks
from .contents import chosen
from .models import Delivery, Issue, Subscription

#: At most so often; and how far back the very first issue looks.
EVERY = datetime.timedelta(days=7)
_FIRST = datetime.timedelta(days=30)


def make_issue_if_due() -> dict[str, int]:
    """An issue where a week has passed since the last one and there is something new."""
    last = Issue.objects.order_by("-until").first()
    if last is not None and last.until > now() - EVERY:
        return {"letters": 0}
    return make_issue()


def make_issue() -> dict[str, int]:
    """Everything first published since the last issue, to all who asked for it; how many letters.

    Issue, letters and their tasks are one transaction, and no two issues begin at one instant: run
    twice or by two at once, each address gets it once. Without readers or news there is no issue.
    """
    last = Issue.objects.order_by("-until").first()
    until = now()
    since = last.until if last is not None else _beginning(until)
    readers = _readers(since, until)
    if not readers:
        return {"letters": 0}
    try:
        with transaction.atomic():
            issue = Issue.objects.create(since=since, until=until)
            made = Delivery.objects.bulk_create(
                [Delivery(issue=issue, email=email) for email in readers]
            )
            for delivery in made:
                tasks.send_delivery.enqueue(delivery.pk)
    except IntegrityError:
        return {"letters": 0}
    return {"letters": len(made)}


def _beginning(until: datetime.datetime) -> datetime.datetime:
    """Of the first issue: a day, so that two processes mean the same instant."""
    return (until - _FIRST).replace(hour=0, minute=0, second=0, microsecond=0)


def _readers(since: datetime.datetime, until: datetime.datetime) -> list[str]:
    """Addresses for which there is at least one story; a query and one a language."""
    by_address: dict[str, list[Subscription]] = {}
    active = Subscription.objects.filter(state=Subscription.State.ACTIVE)
    for one in active.select_related("province").order_by("pk"):
        by_address.setdefault(one.email, []).append(one)
    languages = {wanted[-1].language for wanted in by_address.values()}
    news = {one: stories(language=one, since=since, until=until) for one in languages}
    return [
        email for email, wanted in by_address.items() if chosen(wanted, news[wanted[-1].language])
    ]
