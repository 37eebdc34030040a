"""A task whose worker died with it is done by another worker."""

import datetime

import pytest
from django_tasks_db.models import DBTaskResult

from marketplace.kernel.clock import now
from marketplace.kernel.queue import MOST_WORKERS, PATIENCE, take_up_abandoned
from storefront.order.models import OrderMail
from storefront.order.tasks import send_order_mail
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db


def held_for(time: datetime.timedelta, *, workers: int = 1) -> DBTaskResult:
    """The task of a buyer's confirmation, in the hands of a worker since then."""
    make_order()
    mail = OrderMail.objects.get(vendor_order=None, kind="confirmed")
    OrderMail.objects.filter(pk=mail.pk).update(state="sending", attempts=1)
    mails = DBTaskResult.objects.filter(task_path=send_order_mail.module_path)
    task = next(one for one in mails if one.args_kwargs["args"] == [mail.pk])
    task.status, task.started_at = "RUNNING", now() - time
    task.worker_ids = [f"worker {number}" for number in range(workers)]
    task.save()
    return task


def test_it_waits_again_and_its_mail_is_sent_under_the_same_message_id(mailoutbox):
    task = held_for(PATIENCE + datetime.timedelta(seconds=1))
    (mail_id,) = task.args_kwargs["args"]

    assert take_up_abandoned() == "1 wait again, 0 given up"
    assert take_up_abandoned() == "0 wait again, 0 given up"
    task.refresh_from_db()
    assert task.status == "READY"
    assert send_order_mail.call(mail_id) == "sent"
    assert send_order_mail.call(mail_id) == "not mine"

    OrderMail.objects.filter(pk=mail_id).update(state="waiting")
    send_order_mail.call(mail_id)
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@testserver>")


def test_who_works_on_it_still_keeps_it():
    task = held_for(PATIENCE - datetime.timedelta(seconds=30))

    assert take_up_abandoned() == "0 wait again, 0 given up"
    task.refresh_from_db()
    assert task.status == "RUNNING"
    assert OrderMail.objects.get(pk=task.args_kwargs["args"][0]).state == "sending"


def test_a_task_that_kills_every_worker_is_given_up():
    task = held_for(PATIENCE * 2, workers=MOST_WORKERS)

    assert take_up_abandoned() == "0 wait again, 1 given up"
    task.refresh_from_db()
    assert task.status == "FAILED"
