"""Mails about parcels that failed, invoices issued, refunds that went back, payouts."""

import pytest
from django.core.files.base import ContentFile

from marketplace.accounts.models import User
from storefront.invoices.providers import Issued
from storefront.invoices.services import ask_invoice, issue_invoice
from storefront.ledger.bank_file import Answer
from storefront.ledger.models import BankResult
from storefront.ledger.services.paying_out import approve_run, make_run
from storefront.ledger.services.results import take_results
from storefront.ledger.tasks import send_payout_mail
from storefront.order.mail import compose
from storefront.order.models import OrderMail
from storefront.refunds.deciding import note_paid_in_cash
from storefront.shipments.services import fail_shipment, retry_shipment
from tests.factories import make_pack, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.ledger.conftest import cards  # noqa: F401
from tests.storefront.ledger.test_payouts import operator, payable
from tests.storefront.refunds.shops import bring, part_of, propose
from tests.storefront.shipments.sending import again, packed_order
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db
ASKED = {
    "company": "Công ty TNHH Sen Vàng",
    "tax_code": "0300588569",
    "address": "12 Nguyễn Huệ, phường Cao Lãnh",
}
ISSUED = Issued(number="00000123", symbol="C26TAA", lookup_code="A1B2", lookup_url="")


def both(message) -> tuple[str, str]:
    return message.body, message.alternatives[0].content


def of(kind: str) -> list[OrderMail]:
    return list(OrderMail.objects.filter(kind=kind).order_by("pk"))


def test_a_parcel_that_failed_tells_why_and_what_happens_next_each_time(today) -> None:
    packed = packed_order()
    parcel = packed.send(3, 2, tracking="VN1", carrier="Bưu điện")
    fail_shipment(shipment=again(parcel), reason="Không ai nghe máy", acting_user=packed.owner)
    first = compose(of("unreached")[0])
    retry_shipment(shipment=again(parcel), acting_user=packed.owner)
    fail_shipment(shipment=again(parcel), reason="Sai địa chỉ", acting_user=packed.owner)

    mails = of("unreached")
    assert len(mails) == 2
    assert first.to == ["hoa@example.vn"]
    for content in both(first):
        assert "Không ai nghe máy" in content
        assert "giao lại lần nữa" in content
        assert packed.order.token in content
        assert "VN1" in content
    assert all("Sai địa chỉ" in content for content in both(compose(mails[1])))


def test_an_issued_invoice_goes_to_its_address_with_the_file_and_is_told_once(today) -> None:
    order = make_order(language="en")
    asked = ask_invoice(order=order, **ASKED, email="ke-toan@example.vn")[0]
    owner = owner_of(asked.vendor_order.vendor)
    file = ContentFile(b'<?xml version="1.0"?><HDon><DLHDon/></HDon>', "a.xml")
    issue_invoice(request=asked, issued=ISSUED, file=file, acting_user=owner)
    issue_invoice(request=asked, issued=ISSUED, acting_user=owner)

    (mail,) = of("invoiced")
    message = compose(mail)

    assert message.to == ["ke-toan@example.vn"]
    for content in both(message):
        assert "C26TAA" in content
        assert "00000123" in content
        assert order.token not in content
    assert [name for name, _content, _type in message.attachments] == ["C26TAA-00000123.xml"]


def test_the_buyer_s_own_address_gets_the_link_too(today) -> None:
    order = make_order()
    asked = ask_invoice(order=order, **ASKED, email="Hoa@example.vn")[0]
    issue_invoice(request=asked, issued=ISSUED, acting_user=owner_of(asked.vendor_order.vendor))

    message = compose(of("invoiced")[0])

    for content in both(message):
        assert f"/order/{order.token}/invoice/" in content


def test_a_refund_in_cash_that_was_handed_back_is_told_with_its_proof(today) -> None:
    vendor = make_vendor()
    owner = owner_of(vendor)
    part = bring(part_of(make_order((make_pack(vendor=vendor), 2))), "delivered", by=owner)
    refund = propose(part, (1, 0), by=owner)
    assert of("paid_back") == []

    for _press in range(2):
        note_paid_in_cash(refund=refund, proof="Chuyển khoản FT123", acting_user=owner)

    (mail,) = of("paid_back")
    for content in both(compose(mail)):
        assert "Chuyển khoản FT123" in content
        assert part.number in content


@pytest.mark.parametrize("is_paid", [True, False])
def test_the_owners_are_told_what_became_of_a_payout(cards, mailoutbox, is_paid) -> None:  # noqa: F811
    part = payable()
    owner: User = owner_of(part.vendor)
    run = approve_run(run=make_run(acting_user=operator()), acting_user=operator())
    payout = run.payouts.get()
    answer = Answer(payout.reference, is_paid=is_paid, bank_id="FT1", reason="Sai tên")
    for _file in range(2):
        take_results(answers=[answer], acting_user=operator())
    result = BankResult.objects.get()

    send_payout_mail.call(result.pk)

    (message,) = [one for one in mailoutbox if payout.reference in one.body]
    assert message.to == [owner.email]
    assert payout.account_number in message.body
    page = "settlement" if is_paid else "account"
    for content in both(message):
        assert page in content
        assert part.vendor.name in content
