"""The buyer's panel and the vendor's pages: what they show, to whom, and what happens on a press."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from storefront.checkout.forms import PaymentForm
from storefront.order.models import Order
from storefront.order.services import cancel_order
from storefront.payment.vietqr import Payee, as_svg, payload
from storefront.transfers import urls
from storefront.transfers.mail import account_mails
from storefront.transfers.models import BankAccount, BankTransaction, Statement
from storefront.transfers.selectors import how_to_pay
from tests.factories import PASSWORD, make_member, make_pack, make_vendor
from tests.storefront.factories import make_basket
from tests.storefront.transfers.factories import (
    bank_csv,
    import_csv,
    make_account,
    owner_of,
    pay,
    paying_shops,
    place,
    transfers_of,
    try_csv,
)

pytestmark = pytest.mark.django_db
#: Session, user, shop and role, money, transfers that it may be for, whether it hosts visitors.
MATCHING_QUERIES = 6
OWNERS_ONLY = {"account", "retire_account", "confirm_account"}


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with override("vi"):
        yield


def order_page(client, order) -> str:
    return client.get(order.get_absolute_url()).content.decode()


def test_the_buyer_sees_everything_that_a_transfer_needs_without_a_camera(client):
    order = place(*paying_shops())
    first, second = transfers_of(order)

    page = order_page(client, order)

    for transfer in (first, second):
        for said in (transfer.account_number, transfer.reference, transfer.holder):
            assert said in page
        assert f">{transfer.amount}<" in page
        assert f"/transfers/{transfer.reference}/qr.svg" in page
    assert "Còn 23 giờ" in page
    assert "Tôi đã chuyển khoản" in page


def test_the_code_is_for_what_is_missing(client):
    order = place(*paying_shops())
    first, _second = transfers_of(order)
    pay(first, first.amount - 2_000)

    svg = client.get(reverse("transfer:qr_svg", args=[order.token, first.reference]))
    png = client.get(reverse("transfer:qr_png", args=[order.token, first.reference]))

    rest = payload(Payee("970436", "0111111111"), amount=2_000, purpose=first.reference)
    assert svg.content == as_svg(rest)
    assert png["Content-Type"] == "image/png"
    assert "attachment" in png["Content-Disposition"]
    assert svg["Cache-Control"] == png["Cache-Control"] == "private, no-store"
    page = order_page(client, order)
    assert "còn thiếu" in page
    assert ">2000<" in page


def test_there_is_no_code_for_what_is_paid_or_over(client):
    order = place(*paying_shops())
    first, second = transfers_of(order)
    pay(first)

    paid = client.get(reverse("transfer:qr_svg", args=[order.token, first.reference]))
    client.post(reverse("order:cancel", args=[order.token]))
    over = client.get(reverse("transfer:qr_svg", args=[order.token, second.reference]))

    assert (paid.status_code, over.status_code) == (404, 404)
    assert "hoàn" in order_page(client, order)


def test_an_order_has_only_its_own_transfers(client):
    order, other = place(*paying_shops()), place()
    (theirs,) = transfers_of(other)

    for name in ("qr_svg", "qr_png"):
        answer = client.get(reverse(f"transfer:{name}", args=[order.token, theirs.reference]))
        assert answer.status_code == 404
    answer = client.post(reverse("transfer:claim", args=[order.token, theirs.reference]))
    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.claimed_at is None


def test_the_buyer_says_so_with_a_plain_form(client):
    order = place()
    (transfer,) = transfers_of(order)

    answer = client.post(reverse("transfer:claim", args=[order.token, transfer.reference]))

    assert answer.status_code == 302
    assert "Lúc" in order_page(client, order)
    assert (
        client.get(reverse("transfer:claim", args=[order.token, transfer.reference])).status_code
        == 405
    )


def test_the_panel_renews_itself_and_leads_whoever_opens_it_alone_to_the_page(client):
    order = place()
    address = reverse("transfer:panel", args=[order.token])

    alone = client.get(address)
    renewed = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert alone.status_code == 302
    assert "<html" not in renewed
    assert f'hx-get="{address}"' in renewed


@pytest.mark.parametrize(
    "end", [lambda o: pay(transfers_of(o)[0]), lambda o: cancel_order(order=o)]
)
def test_once_nothing_is_awaited_the_whole_page_is_loaded_anew(client, end):
    order = place()
    end(order)

    answer = client.get(
        reverse("transfer:panel", args=[order.token]), headers={"HX-Request": "true"}
    )

    assert answer.headers["HX-Refresh"] == "true"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "every 30s" not in order_page(client, order)


def test_the_panel_asks_one_question_however_many_sellers(client, django_assert_num_queries):

    order = place(*paying_shops())
    with django_assert_num_queries(1):
        found = how_to_pay(order)
        assert [t.vendor_order.vendor.name for t in found.transfers]


def addresses(vendor, *, language: str = "vi") -> dict[str, str]:
    """Every page about the vendor's money, with ids that are the vendor's own."""
    order = place(make_pack(vendor=vendor))
    (transfer,) = transfers_of(order)
    statement = try_csv(transfer.account, bank_csv((5_000, "x")))
    pay(transfer, 1_000)
    values = {
        "vendor_id": vendor.public_id,
        "reference": transfer.reference,
        "statement_id": statement.public_id,
        "money_id": BankTransaction.objects.get(transfer=transfer).public_id,
        "token": "x",
    }
    with override(language):
        return {
            pattern.name: reverse(
                f"transfers:{pattern.name}",
                kwargs={name: values[name] for name in pattern.pattern.converters},
            )
            for pattern in urls.urlpatterns
        }


@pytest.fixture
def vendor(db):
    vendor = make_vendor()
    make_account(vendor)
    return vendor


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_another_shop_is_not_found_at_any_address(client, vendor, method, language):
    client.force_login(make_member(make_vendor().organisation))
    pages = addresses(vendor, language=language)
    before = (BankAccount.objects.count(), Statement.objects.count())

    answers = {name: getattr(client, method)(page).status_code for name, page in pages.items()}

    refused = {404, 405}
    assert set(answers.values()) <= refused
    assert 404 in answers.values()
    assert (BankAccount.objects.count(), Statement.objects.count()) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_shops_ids_in_ones_own_shop_are_not_found(client, vendor, method):
    mine = make_vendor()
    make_account(mine)
    client.force_login(owner_of(mine))
    pages = {
        name: page.replace(vendor.public_id, mine.public_id)
        for name, page in addresses(vendor).items()
        if re.search(r"/(statements|transfers/owed|transfers|money)/[^/]+/", page)
    }
    named = {
        "confirm",
        "refund",
        "match",
        "unmatch",
        "aside",
        "statement",
        "columns",
        "take",
        "drop",
    }

    answers = {
        name: getattr(client, method)(page, {"to": "x", "note": "x"}).status_code
        for name, page in pages.items()
        if name in named
    }

    assert set(answers) == named
    assert set(answers.values()) <= {404, 405}
    assert method == "get" or set(answers.values()) <= {404, 405}
    assert BankTransaction.objects.filter(transfer__isnull=False).count() == 1


@pytest.mark.parametrize("role", ["content", "officer", "orders"])
def test_a_role_that_does_not_reach_is_refused(client, vendor, role):
    pages = addresses(vendor)
    client.force_login(make_member(vendor.organisation, role=role))
    closed = set(pages) if role != "orders" else OWNERS_ONLY

    answers = {
        name: {client.get(pages[name]).status_code, client.post(pages[name]).status_code}
        for name in closed
    }

    assert all(codes <= {403, 405} and 403 in codes for codes in answers.values()), answers


def test_every_page_opens_for_its_owner_in_both_languages(client, vendor):
    client.force_login(owner_of(vendor))
    for language in ("vi", "en"):
        pages = addresses(vendor, language=language)
        for name in (
            "account", "open", "owed", "refund", "confirm", "statements", "matching",
            "transactions", "statement",
        ):  # fmt: skip
            answer = client.get(pages[name])
            assert answer.status_code == 200, name
            assert f'<html lang="{language}"' in answer.content.decode()


def test_an_owner_changes_the_account_by_password_and_mailed_link(client):
    vendor = make_vendor()
    owner = make_member(vendor.organisation)
    client.force_login(owner)
    page = reverse("transfers:account", args=[vendor.public_id])
    typed = {"bank_bin": "970405", "number": "123456789", "holder": "HTX Xoài"}

    wrong = client.post(page, typed | {"password": "wrong"})
    right = client.post(page, typed | {"password": PASSWORD})
    (message,) = account_mails(BankAccount.objects.get().pk, "proposed")
    link = re.search(r"http://testserver(/\S+)", message.body)[1]
    looked = client.get(link)
    state_after_looking = BankAccount.objects.get().state
    client.post(link)

    assert (wrong.status_code, right.status_code, looked.status_code) == (422, 302, 200)
    assert state_after_looking == "waiting"
    assert BankAccount.objects.get().state == "verified"
    assert mail.outbox == []


def test_a_statement_from_upload_to_paid(client, vendor):
    order = place(make_pack(vendor=vendor))
    (transfer,) = transfers_of(order)
    account = transfer.account
    client.force_login(owner_of(vendor))
    text = bank_csv((transfer.amount, f"CT {transfer.reference}"), (9_000, "=HYPERLINK(1)"))
    file = SimpleUploadedFile("sao-ke.csv", text.encode())

    tried = client.post(
        reverse("transfers:upload", args=[vendor.public_id]),
        {"account": account.public_id, "file": file},
    )
    report = client.get(tried["Location"]).content.decode()
    before = BankTransaction.objects.count()
    client.post(tried["Location"] + "take/")
    order.refresh_from_db()
    matching = client.get(reverse("transfers:matching", args=[vendor.public_id])).content.decode()
    export = client.get(reverse("transfers:export", args=[vendor.public_id]))
    table = b"".join(export.streaming_content).decode()

    assert "Khoản mới" in report
    assert (before, order.status) == (0, "placed")
    assert "HYPERLINK" in matching
    assert "'=HYPERLINK(1)" in table
    assert transfer.reference in table


def test_a_file_that_is_none_is_told_on_the_page(client, vendor):
    client.force_login(owner_of(vendor))
    file = SimpleUploadedFile("sao-ke.csv", b"%PDF-1.7")

    answer = client.post(
        reverse("transfers:upload", args=[vendor.public_id]),
        {"account": BankAccount.objects.get().public_id, "file": file},
    )

    assert answer.status_code == 422
    assert "CSV" in answer.content.decode()


def test_suggestions_come_with_their_reasons_and_a_button(client, vendor):
    order = place(make_pack(vendor=vendor))
    (transfer,) = transfers_of(order)
    client.force_login(owner_of(vendor))
    statement = try_csv(transfer.account, bank_csv((transfer.amount, "NGUYEN THI HOA chuyen tien")))
    client.post(reverse("transfers:take", args=[vendor.public_id, statement.public_id]))
    page = client.get(reverse("transfers:matching", args=[vendor.public_id])).content.decode()
    money = BankTransaction.objects.get()
    client.post(
        reverse("transfers:match", args=[vendor.public_id, money.public_id]),
        {"to": transfer.reference.lower()},
    )

    assert "đúng bằng số còn thiếu; có tên người mua" in page
    order.refresh_from_db()
    assert order.status == "placed"


@pytest.mark.parametrize("rows", [1, 12])
def test_suggestions_cost_the_same_for_one_payment_and_for_many(
    client, vendor, rows, django_assert_num_queries
):
    (transfer,) = transfers_of(place(make_pack(vendor=vendor)))
    money = [(transfer.amount, f"chuyen tien {number}") for number in range(rows)]
    import_csv(transfer.account, bank_csv(*money))
    client.force_login(owner_of(vendor))

    with django_assert_num_queries(MATCHING_QUERIES):
        page = client.get(reverse("transfers:matching", args=[vendor.public_id])).content.decode()

    assert page.count("đúng bằng số còn thiếu") == rows


def test_checkout_says_why_transfers_are_not_offered():

    paying, other = make_vendor(), make_vendor("Cửa hàng chè")
    make_account(paying)

    offered = PaymentForm(vendors=[paying], total=50_000)
    refused = PaymentForm(vendors=[paying, other], total=50_000)

    assert [code for code, _label in offered.fields["provider"].choices] == ["cod", "vietqr"]
    assert [code for code, _label in refused.fields["provider"].choices] == ["cod"]
    assert "Cửa hàng chè" in refused.impossible[0].obstacle


def test_from_checkout_to_paid_by_two_shops_statements(shop, client):
    shop.carry(make_basket(*paying_shops()))
    form = shop.agreement(shop.to_review(provider="vietqr"))

    client.post("/checkout/review/", form)
    order = Order.objects.get()
    waiting = order_page(client, order)
    for transfer in transfers_of(order):
        seller = Client()
        seller.force_login(owner_of(transfer.vendor_order.vendor))
        shop_id = transfer.vendor_order.vendor.public_id
        text = bank_csv((transfer.amount, f"MBVCB {transfer.reference.lower()} cam on"))
        tried = seller.post(
            reverse("transfers:upload", args=[shop_id]),
            {
                "account": transfer.account.public_id,
                "file": SimpleUploadedFile("sao-ke.csv", text.encode()),
            },
        )
        seller.post(tried["Location"] + "take/")

    order.refresh_from_db()
    page = order_page(client, order)
    assert waiting.count("qr.svg") == 2
    assert order.status == "placed"
    assert "qr.svg" not in page
    assert page.count("đã nhận") >= 2
