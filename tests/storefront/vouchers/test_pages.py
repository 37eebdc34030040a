"""Campaigns' pages: a province's publisher makes one, sees what became of it, and pays."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.partner.models import Vendor
from cms.provinces.services import provision_province
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.models import AuditEntry
from storefront.ledger.accounts import Account
from storefront.ledger.checking import faults
from storefront.ledger.models import Entry, Posting, Sale
from storefront.payers import Payer
from storefront.vouchers.models import Campaign, Code
from tests.certification.factories import a_national_officer, a_province_officer
from tests.factories import make_member, make_user, make_vendor, province
from tests.storefront.conftest import Shop
from tests.storefront.factories import make_basket
from tests.storefront.ledger.books import balances, deliver
from tests.storefront.transfers.factories import make_account
from tests.storefront.vouchers.campaigns import make_campaign, two_provinces
from tests.storefront.vouchers.test_using import order_with

pytestmark = pytest.mark.django_db

TYPED = {
    "payer": "dong-thap",
    "name": "Tuần hàng Đất Sen hồng",
    "code": "sen 2027",
    "kind": "percent",
    "value": "20",
    "most": "50.000",
    "budget": "1.000.000",
    "uses_each": "1",
    "star": "3",
    "reference": "123/QĐ-UBND",
}


def typed(**changes: Any) -> dict[str, Any]:
    day = today().isoformat()
    return TYPED | {"first_day": day, "last_day": day} | changes


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def publisher(slug: str = "dong-thap") -> User:
    house = provision_province(province=province(slug))
    user = make_user(f"xuat-ban@{slug}.example")
    user.groups.add(house.house.publishers)
    return user


def test_a_province_s_publisher_makes_a_campaign_for_its_own_products() -> None:
    client = signed_in(publisher())

    page = client.get("/office/vouchers/new/")
    answer = client.post("/office/vouchers/new/", typed())

    assert [value for value, _name in page.context["form"].fields["payer"].choices] == ["dong-thap"]
    campaign = Campaign.objects.get()
    assert answer["Location"] == f"/office/vouchers/{campaign.public_id}/"
    assert (campaign.payer, campaign.province) == (Payer.PROVINCE, province("dong-thap"))
    assert (campaign.percent, campaign.most, campaign.budget) == (20, 50_000, 1_000_000)
    assert [one.code for one in campaign.codes.all()] == ["SEN2027"]
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "60"}, "value"),
        ({"reference": ""}, "reference"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"code": "ab"}, "code"),
        ({"code": "", "single_codes": ""}, "code"),
        ({"budget": "0"}, "budget"),
        ({"payer": "son-la"}, "payer"),
    ],
)
def test_what_is_not_right_is_said_at_its_field(changes: dict[str, str], field: str) -> None:
    answer = signed_in(a_province_officer("dong-thap")).post(
        "/office/vouchers/new/", typed(**changes)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Campaign.objects.exists()


def test_single_codes_count_once_each() -> None:
    client = signed_in(a_province_officer("dong-thap"))

    answer = client.post("/office/vouchers/new/", typed(code="", single_codes="25"))
    file = client.get(answer["Location"] + "codes.csv")

    rows = list(csv.reader(io.StringIO(file.getvalue().decode().removeprefix("\ufeff"))))
    assert len(rows) == 26
    assert set(Code.objects.values_list("uses_all", flat=True)) == {1}


@pytest.mark.parametrize("path", ["", "change/", "uses.csv", "uses.xlsx", "codes.csv"])
def test_another_province_s_campaign_is_not_found(path: str) -> None:
    campaign = make_campaign()
    client = signed_in(publisher("son-la"))

    answers = [
        client.get(f"/office/vouchers/{campaign.public_id}/{path}"),
        client.post(f"/office/vouchers/{campaign.public_id}/{path}", {"stop": "1"}),
    ]

    assert {one.status_code for one in answers} <= {404, 405}
    assert 404 in {one.status_code for one in answers}
    campaign.refresh_from_db()
    assert campaign.stopped_at is None
    assert campaign.public_id not in client.get("/office/vouchers/").content.decode()


def test_another_province_s_debts_are_not_found() -> None:
    client = signed_in(publisher("son-la"))

    assert client.get("/office/vouchers/owed/dong-thap/").status_code == 404
    assert client.get("/office/vouchers/owed/dong-thap.csv").status_code == 404
    assert client.get("/office/vouchers/owed/platform/").status_code == 404
    assert client.post("/office/vouchers/owed/dong-thap/").status_code == 404
    assert client.get("/office/vouchers/owed/son-la/").status_code == 200


def test_a_clerk_of_the_office_sees_and_does_not_give() -> None:
    campaign = make_campaign()
    office = a_province_officer("dong-thap").memberships.get().organisation
    client = signed_in(make_member(office, role="orders"))

    assert client.get(f"/office/vouchers/{campaign.public_id}/").status_code == 200
    assert client.get("/office/vouchers/new/").status_code == 403
    assert (
        client.post(f"/office/vouchers/{campaign.public_id}/change/", {"stop": "1"}).status_code
        == 403
    )
    campaign.refresh_from_db()
    assert campaign.stopped_at is None


def test_a_campaign_is_given_more_and_stopped() -> None:
    campaign = make_campaign()
    client = signed_in(a_national_officer())
    change = f"/office/vouchers/{campaign.public_id}/change/"

    for _press in range(2):
        client.post(change, {"seen": "1000000", "amount": "500.000"})
    late = client.post(change, {"seen": "1000000", "amount": "1"}, follow=True)
    client.post(change, {"stop": "1"})
    stopped = client.post(change, {"seen": "1500000", "amount": "1"}, follow=True)

    assert "Bên tài trợ đã dừng phiếu này." in stopped.content.decode()
    assert "Ngân sách vừa được thay đổi, nay là 1.500.000\u202f₫" in late.content.decode()
    campaign.refresh_from_db()
    assert campaign.budget == 1_500_000
    assert AuditEntry.objects.filter(action="campaign.raised").count() == 1
    assert campaign.stopped_at is not None


@pytest.mark.parametrize("wrong", [{"amount": "1"}, {"seen": "1000000", "amount": "đ"}, {}])
def test_a_raise_that_says_too_little_says_what_is_wrong(wrong) -> None:
    campaign = make_campaign()
    client = signed_in(a_national_officer())

    page = client.post(f"/office/vouchers/{campaign.public_id}/change/", wrong, follow=True)

    (told,) = page.context["messages"]
    assert str(told)
    campaign.refresh_from_db()
    assert campaign.budget == 1_000_000


def test_the_marketplace_s_own_money_is_the_national_office_s() -> None:
    answer = signed_in(a_national_officer()).post("/office/vouchers/new/", typed(payer="platform"))

    assert Campaign.objects.get().payer == Payer.PLATFORM
    assert answer.status_code == 302


def settled_order() -> tuple[Vendor, int]:
    """A delivered order with a voucher whose time for claims is over; its vendor and the discount."""
    near = order_with("SEN2027").vendor_orders.order_by("pk").first()
    assert near is not None
    make_account(near.vendor)
    deliver(near)
    Sale.objects.filter(vendor_order=near).update(due_at=timezone.now())
    return near.vendor, near.discount_total


def test_what_is_owed_is_transferred_to_the_seller_and_noted_once() -> None:
    make_campaign()
    vendor, discount = settled_order()
    client = signed_in(publisher())
    address = "/office/vouchers/owed/dong-thap/"

    page = client.get(address)
    [(row, form)] = page.context["rows"]
    paid = {"vendor": vendor.public_id, "seen": str(row.due), "reference": "FT2612"}
    answers = [client.post(address, paid).status_code for _twice in range(2)]

    assert (row.owed, row.due) == (discount, discount)
    assert form is not None
    assert answers == [302, 302]
    assert Posting.objects.filter(kind="payer_paid").count() == 1
    left = balances(vendor=vendor, account=Account.DISCOUNT_PROVINCE)
    assert left == {}
    assert faults() == []
    assert client.get(address).context["paid"] == discount
    assert client.get("/office/vouchers/owed/dong-thap.xlsx").status_code == 200
    assert client.get("/en/office/vouchers/owed/dong-thap.csv").status_code == 200


def test_a_payment_of_what_has_changed_since_is_refused() -> None:
    make_campaign()
    vendor, discount = settled_order()

    answer = signed_in(publisher()).post(
        "/office/vouchers/owed/dong-thap/",
        {"vendor": vendor.public_id, "seen": str(discount + 1), "reference": "FT2612"},
    )

    assert answer.status_code == 422
    assert not Entry.objects.filter(account=Account.COLLECTED, posting__kind="payer_paid").exists()


def test_the_report_has_every_use_and_nobody_s_name() -> None:
    campaign = make_campaign()
    order = order_with("SEN2027")
    client = signed_in(publisher())

    page = client.get(f"/office/vouchers/{campaign.public_id}/")
    file = client.get(f"/office/vouchers/{campaign.public_id}/uses.csv")

    text = page.content.decode()
    assert page.context["figures"].sold == 33_800
    assert order.number in text
    assert "Nguyễn Thị Hoa" not in text
    assert "33800" in file.getvalue().decode()


def test_a_seller_s_owner_gives_vouchers_for_its_own_goods() -> None:
    vendor = make_vendor()
    client = signed_in(make_member(vendor.organisation))
    base = f"/vendor/{vendor.public_id}/vouchers/"

    answer = client.post(base + "new/", typed(code="CUATOI", kind="amount", value="10000"))

    campaign = Campaign.objects.get()
    assert answer["Location"] == f"{base}{campaign.public_id}/"
    assert (campaign.payer, campaign.vendor) == (Payer.VENDOR, vendor)
    for path in ("", f"{campaign.public_id}/", f"{campaign.public_id}/uses.csv"):
        assert client.get(base + path).status_code == 200
    clerk = signed_in(make_member(vendor.organisation, role="orders"))
    assert clerk.get(base).status_code == 200
    assert clerk.get(base + "new/").status_code == 403


def test_the_basket_takes_a_code_and_says_what_it_gives(shop: Shop) -> None:
    make_campaign()
    shop.carry(make_basket(*two_provinces()))

    answer = shop.client.post("/en/basket/voucher/", {"code": "sen 2027"})
    text = shop.client.get("/en/basket/").content.decode()

    assert answer["Location"] == "/en/basket/"
    assert "33,800" in text
    assert "Paid by the province" in text
    shop.client.post("/en/basket/voucher/", {"take_out": "SEN2027"})
    assert "33,800" not in shop.client.get("/en/basket/").content.decode()


def test_a_code_that_nobody_knows_is_said_at_the_field(shop: Shop) -> None:
    shop.carry(make_basket(*two_provinces()))

    answer = shop.client.post("/en/basket/voucher/", {"code": "KHONGCO"})

    assert answer.status_code == 200
    assert "Nobody knows the code “KHONGCO”" in answer.content.decode()


def test_review_order_contract_and_mails_show_the_voucher(shop: Shop) -> None:
    make_campaign()
    basket = make_basket(*two_provinces())
    shop.carry(basket)
    shop.client.post("/basket/voucher/", {"code": "SEN2027"})

    review = shop.to_review()
    answer = shop.client.post("/checkout/review/", shop.agreement(review))

    assert "33.800" in review.content.decode()
    order = shop.client.get(answer["Location"])
    assert "33.800" in order.content.decode()
    contract = shop.client.get(answer["Location"] + "contract/")
    assert "33.800" in contract.content.decode()
