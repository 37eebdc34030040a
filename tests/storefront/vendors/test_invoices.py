"""A buyer asks for invoices, each seller issues its own; files are checked and kept apart."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.tax_code import clean_tax_code, is_tax_code
from marketplace.kernel.uploads import UploadRefused
from storefront.invoices.files import checked_file
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers import Issued, register
from storefront.invoices.services import InvoiceRefused, ask_invoice, issue_invoice
from storefront.order.services import cancel_order
from tests.storefront.factories import make_order

ASKED = {
    "company": "Công ty TNHH Sen Vàng",
    "tax_code": "0300588569",
    "address": "12 Nguyễn Huệ, phường Cao Lãnh",
    "email": "ke-toan@example.vn",
}
ISSUED = {"number": "00000123", "symbol": "C26TAA", "lookup_code": "A1B2", "lookup_url": ""}
XML = b'<?xml version="1.0" encoding="UTF-8"?><HDon><DLHDon/></HDon>'


def asked(order, **changes) -> list[InvoiceRequest]:
    return ask_invoice(order=order, **ASKED | changes)


def at(name: str, shop, *more: str) -> str:
    return reverse(f"invoices:{name}", args=[shop.vendor.public_id, *more])


@pytest.mark.parametrize(
    "code", ["0300588569", "0100112437", "0300588569-001", "079123456789", "001099000001"]
)
def test_tax_codes_that_may_be(code):
    assert is_tax_code(code)


@pytest.mark.parametrize(
    "code",
    ["", "0300588568", "0300588569-000", "030058856", "000123456789", "097123456789", "٠٣٠٠٥٨٨٥٦٩"],
)
def test_tax_codes_that_cannot_be(code):
    assert not is_tax_code(code)


def test_every_single_wrong_digit_of_an_enterprise_is_noticed():
    code = "0300588569"
    wrong = [
        code[:place] + str(digit) + code[place + 1 :]
        for place in range(10)
        for digit in range(10)
        if str(digit) != code[place]
    ]

    assert [one for one in wrong if is_tax_code(one)] == []


def test_a_tax_code_is_kept_as_it_is_printed():
    assert clean_tax_code(" 0300.588.569 ") == "0300588569"
    assert clean_tax_code("0300588569001") == "0300588569-001"


def test_a_buyer_asks_each_seller_on_the_order_page(two_shops, client):
    order = two_shops[0].order
    page = reverse("invoice:ask", args=[order.token])

    assert client.get(page).status_code == 200
    answer = client.post(page, ASKED | {"tax_code": "0300 588 569"})

    assert answer.url == page
    assert sorted(InvoiceRequest.objects.values_list("vendor_order__vendor", "tax_code")) == sorted(
        (shop.vendor.pk, "0300588569") for shop in two_shops
    )
    assert "no-store" in client.get(page)["Cache-Control"]
    assert page in client.get(reverse("order:detail", args=[order.token])).content.decode()


@pytest.mark.parametrize("field", ["company", "tax_code", "address", "email"])
def test_what_is_wrong_is_told_at_its_field(shop, client, field):
    answer = client.post(
        reverse("invoice:ask", args=[shop.order.token]), ASKED | {field: " 1 "[:1]}
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert InvoiceRequest.objects.count() == 0


def test_asked_again_the_words_change_until_it_is_issued(shop):
    first = asked(shop.order)[0]
    asked(shop.order, company="Công ty Sen Trắng")
    issue_invoice(request=first, issued=Issued(**ISSUED), acting_user=shop.owner)

    with pytest.raises(InvoiceRefused):
        asked(shop.order, company="Khác")

    kept = InvoiceRequest.objects.get()
    assert (kept.company, kept.number, kept.state) == ("Công ty Sen Trắng", "00000123", "issued")


def test_a_cancelled_order_has_nothing_to_invoice(shop, client):
    cancel_order(order=shop.order)

    answer = client.post(reverse("invoice:ask", args=[shop.order.token]), ASKED)

    assert answer.status_code == 422
    assert InvoiceRequest.objects.count() == 0


def test_the_seller_issues_it_with_its_file_and_the_buyer_finds_it(
    shop, client, tmp_path, settings
):
    request = asked(shop.order)[0]
    client.force_login(shop.owner)
    page = at("invoice", shop, request.public_id)
    file = ContentFile(XML, name="hoa-don.xml")

    assert client.post(page, ISSUED | {"file": file}).url == page
    client.logout()
    buyers = client.get(reverse("invoice:ask", args=[shop.order.token])).content.decode()
    got = client.get(reverse("invoice:file", args=[shop.order.token, request.public_id]))

    assert "00000123" in buyers
    assert got.getvalue() == XML
    assert got["Content-Disposition"] == 'attachment; filename="C26TAA-00000123.xml"'


@pytest.mark.parametrize("missing", ["number", "symbol"])
def test_without_number_or_symbol_it_is_not_issued(shop, client, missing):
    request = asked(shop.order)[0]
    client.force_login(shop.owner)

    answer = client.post(at("invoice", shop, request.public_id), ISSUED | {missing: ""})

    assert answer.status_code == 422
    assert InvoiceRequest.objects.get().state == "asked"


def test_a_provider_that_makes_invoices_is_asked_instead(shop):
    class Robot:
        code, name = "robot", "Robot"

        def issue(self, request):
            return Issued(number="77", symbol="C26TBB", lookup_code=request.tax_code)

    register(Robot())
    request = asked(shop.order)[0]
    request.provider = "robot"

    issue_invoice(request=request, issued=None, acting_user=shop.owner)

    assert InvoiceRequest.objects.get().lookup_code == "0300588569"


def test_strangers_and_content_helpers_issue_nothing(two_shops, client):
    mine, theirs = two_shops
    of = {one.vendor_order.vendor_id: one for one in asked(mine.order)}
    foreign = of[theirs.vendor.pk]
    client.force_login(mine.owner)

    answers = [
        client.post(at("invoice", mine, foreign.public_id), ISSUED).status_code,
        client.get(at("file", mine, foreign.public_id)).status_code,
        client.get(at("list", theirs)).status_code,
    ]
    with pytest.raises(NotAllowed):
        issue_invoice(request=foreign, issued=Issued(**ISSUED), acting_user=mine.owner)
    client.force_login(mine.member("content"))

    assert answers == [404, 404, 404]
    assert client.get(at("list", mine)).status_code == 403
    assert set(InvoiceRequest.objects.values_list("state", flat=True)) == {"asked"}
    exported = mine.vendor_order.number
    client.force_login(mine.owner)
    table = client.get(at("export", mine, "csv")).getvalue().decode()
    assert exported in table
    assert theirs.vendor_order.number not in table


def test_a_file_of_another_order_is_not_found(shop, client):
    request = asked(shop.order)[0]
    other = make_order(shop.pack)

    path = reverse("invoice:file", args=[other.token, request.public_id])

    assert client.get(path).status_code == 404


def test_the_list_takes_as_many_queries_for_many(shop, client, django_assert_max_num_queries):
    client.force_login(shop.owner)
    asked(shop.order)
    client.get(at("list", shop))
    with django_assert_max_num_queries(9) as few:
        client.get(at("list", shop), {"state": "asked"})
    for _ in range(4):
        asked(make_order(shop.pack), company="=1+1")

    with django_assert_max_num_queries(9) as many:
        page = client.get(at("list", shop), {"state": "asked"})

    assert len(page.context["page"].requests) == 5
    assert len(many) == len(few)
    assert "'=1+1" in client.get(at("export", shop, "csv")).getvalue().decode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "active"),
        (b"<?xml version='1.0'?><!ENTITY x SYSTEM 'file:///etc/passwd'><x/>", "active"),
        (b"<x><y></x>", "damaged"),
        (b"<x>" * 200 + b"</x>" * 200, "damaged"),
        (b"MZ\x00\x01", "wrong_type"),
        (b"", "wrong_type"),
        (b"%PDF-1.7 /JavaScript %%EOF", "active"),
        (b"%PDF-1.7 torn", "damaged"),
        ("<x/>".encode("utf-16"), "wrong_type"),
    ],
)
def test_hostile_files_are_refused(content, code):
    with pytest.raises(UploadRefused) as refusal:
        checked_file(io.BytesIO(content))

    assert refusal.value.code == code


def test_a_file_that_is_too_large_is_refused(settings):
    settings.DOCUMENT_MAX_BYTES = 10

    with pytest.raises(UploadRefused) as refusal:
        checked_file(io.BytesIO(XML))

    assert refusal.value.code == "too_large"
