"""A host in Đồng Tháp with one service, and somebody who would like to come."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor, VisitTerms
from marketplace.accounts.models import User
from storefront.trade.models import Enquiry
from tests.factories import make_member, make_producer, make_product, make_vendor, make_visit_terms

ASKED = {
    "first_day": "2026-11-28",
    "last_day": "",
    "people": "4",
    "name": "Nguyễn Thị Hoa",
    "email": "hoa@example.vn",
    "phone": "0987 654 321",
    "message": "Chúng tôi ăn chay.",
}


@dataclass(frozen=True)
class Host:
    vendor: Vendor
    service: Product
    terms: VisitTerms
    owner: User

    @property
    def path(self) -> str:
        return f"/visit/{self.service.public_id}/"

    def member(self, role: str) -> User:
        return make_member(self.vendor.organisation, role=role)


def make_host(**terms: Any) -> Host:
    producer = make_producer()
    service = make_product("Một ngày ở vườn xoài", producer=producer, criteria_set="B26")
    vendor = make_vendor("Vườn xoài Cao Lãnh", organisation=producer.organisation)
    owner = make_member(vendor.organisation)
    return Host(vendor, service, make_visit_terms(service, vendor, **terms), owner)


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    """Limits count from one test to the next otherwise."""
    cache.clear()


@pytest.fixture
def host(db, today) -> Host:
    """Open from Tuesday to Sunday for ten people at once, two days of notice; today is a Monday."""
    return make_host()


def ask(client: Client, host: Host, *, prefix: str = "", **changes: Any) -> Any:
    """Through the form, as a browser without JavaScript sends it."""
    path = prefix + host.path
    form = client.get(path).context["form"]
    return client.post(path, ASKED | {"form_key": form.initial["form_key"]} | changes)


def asked(client: Client, host: Host, **changes: Any) -> Enquiry:
    response = ask(client, host, **changes)
    assert response.status_code == 302, response.content.decode()
    return Enquiry.objects.latest("pk")


def work_off() -> list[mail.EmailMessage]:
    """Do what waits in the queue about enquiries, in its order; the mails that went out."""
    before = len(mail.outbox)
    seen = set()
    while waiting := [
        one
        for one in DBTaskResult.objects.filter(task_path__startswith="storefront.trade").order_by(
            "enqueued_at"
        )
        if one.pk not in seen
    ]:
        for one in waiting:
            seen.add(one.pk)
            import_string(one.task_path).call(*one.args_kwargs["args"])
    DBTaskResult.objects.filter(pk__in=seen).delete()
    return mail.outbox[before:]
