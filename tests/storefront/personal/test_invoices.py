"""What stands on an invoice belongs to its buyer's data; an issued one stays, as the law wants it."""

import pytest

from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers import Issued
from storefront.invoices.services import ask_invoice, issue_invoice
from storefront.order.models import Order
from storefront.personal.contents import everything_about
from storefront.personal.erasures import blank_orders
from tests.factories import make_pack, make_user, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db

ASKED = {
    "company": "Công ty TNHH Sen Vàng",
    "tax_code": "0300588569",
    "address": "12 Nguyễn Huệ, phường Cao Lãnh",
    "email": "ke-toan@example.vn",
}


def invoiced(user, *, over: bool = True) -> tuple[InvoiceRequest, InvoiceRequest]:
    """Of one order: an invoice that was issued, and one that was only asked for."""
    order = make_order(make_pack(vendor=make_vendor()), make_pack(vendor=make_vendor()), user=user)
    issued, asked = ask_invoice(order=order, **ASKED)
    issue_invoice(
        request=issued,
        issued=Issued(number="00000123", symbol="C26TAA", lookup_code="A1B2", lookup_url=""),
        acting_user=owner_of(issued.vendor_order.vendor),
    )
    if over:
        Order.objects.filter(pk=order.pk).update(status="completed")
    return issued, asked


def test_the_copy_names_what_was_asked_for_and_issued_and_nobody_elses(today):
    user, other = make_user(), make_user()
    invoiced(user)
    invoiced(other)

    (order,) = everything_about(user)["orders"]

    assert [
        (one["company"], one["tax_code"], one["email"], one["status"], one["number"])
        for one in order["invoices"]
    ] == [
        ("Công ty TNHH Sen Vàng", "0300588569", "ke-toan@example.vn", "issued", "00000123"),
        ("Công ty TNHH Sen Vàng", "0300588569", "ke-toan@example.vn", "asked", ""),
    ]


def test_erasing_keeps_what_stands_on_an_issued_invoice_and_nothing_else(today):
    user, other = make_user(), make_user()
    issued, asked = invoiced(user)
    _theirs, untouched = invoiced(other)
    running, _asked = invoiced(user, over=False)

    for _time in range(2):
        blank_orders(user=user)

    issued.refresh_from_db()
    assert (issued.company, issued.tax_code, issued.number) == (
        ASKED["company"],
        ASKED["tax_code"],
        "00000123",
    )
    assert issued.email == ""
    assert not InvoiceRequest.objects.filter(pk=asked.pk).exists()
    for kept in (untouched, running):
        kept.refresh_from_db()
        assert kept.email == ASKED["email"]
