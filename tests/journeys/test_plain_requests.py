"""The first day once more, by plain requests: no browser, no JavaScript."""

import pytest

from tests.journeys.buying import order
from tests.journeys.decision_file import BY_REQUESTS, write_messy_decision
from tests.journeys.offers import PASSWORD, VENDORS, Offer, offers_of_demo_vendors
from tests.servers.application import Application
from tests.servers.visitor import Visitor

STEPS = (
    ("Nhận đơn", "đã nhận đơn"),
    ("Đã đóng gói", "đã đóng gói"),
    ("Đã giao cho vận chuyển", "đang giao"),
    ("Đã giao", "đã giao"),
)


@pytest.fixture(scope="module")
def offers(application: Application) -> list[Offer]:
    return offers_of_demo_vendors(application)


def test_from_the_decision_to_the_verified_certificate(application, tmp_path):
    file = write_messy_decision(tmp_path / "phu luc.xlsx", BY_REQUESTS)
    taken = application.manage("import_decision", str(file))
    again = application.manage("import_decision", str(file))
    indexed = application.manage("search_drain")
    visitor = Visitor(application.url)

    visitor.get("/products/?q=chuoi+xiem+say+gion").follow(BY_REQUESTS.product)
    product = visitor.heading
    visitor.follow("Tra cứu giấy chứng nhận này")

    assert (taken.returncode, again.returncode, indexed.returncode) == (0, 0, 0)
    assert product == BY_REQUESTS.product
    assert BY_REQUESTS.number in visitor.words
    assert "Còn hiệu lực đến 05/10/2029" in visitor.words


def test_from_two_vendors_to_the_door(application, offers):
    guest = Visitor(application.url)
    address = order(guest, offers)
    number = guest.heading.removeprefix("Đơn ")
    vendor = _signed_in(application, VENDORS[0])

    vendor.get(f"/vendor/{offers[0].vendor}/orders/").follow(number)
    own_lines = vendor.words
    for button, state in STEPS:
        vendor.submit(button=button)
        assert state in vendor.words
    guest.get(address)

    assert offers[0].title in own_lines
    assert offers[1].title not in own_lines
    assert "đã giao" in guest.words
    assert any(number in mail and "khach@demo.example" in mail for mail in application.mails())


def test_one_vendor_never_reaches_the_others_order(application, offers):
    guest = Visitor(application.url)
    order(guest, offers)
    vendor = _signed_in(application, VENDORS[0])

    vendor.get(f"/vendor/{offers[1].vendor}/orders/", expect=404)


def _signed_in(application: Application, email: str) -> Visitor:
    visitor = Visitor(application.url)
    visitor.get("/account/login/")
    visitor.submit(button="Đăng nhập", login=email, password=PASSWORD)
    return visitor
