"""From a province's decision to a delivered parcel, as people live it: phone, and without JavaScript."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.decision_file import IN_THE_BROWSER, write_messy_decision
from tests.journeys.offers import PASSWORD, VENDORS, Offer, offers_of_demo_vendors
from tests.servers.application import Application

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def imported(application: Application, tmp_path_factory) -> dict:
    """The decision taken in by the command, once; its report."""
    file = write_messy_decision(
        tmp_path_factory.mktemp("decision") / "phu luc.xlsx", IN_THE_BROWSER
    )
    done = application.manage("import_decision", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert application.manage("search_drain").returncode == 0
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def offers(application: Application) -> list[Offer]:
    return offers_of_demo_vendors(application)


def test_the_decision_is_taken_in(imported):
    assert imported == {
        "rows": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "worklist": 0,
        "errors": [],
    }


def test_a_first_day_on_the_phone(phone: Page, application, imported, offers):
    _live_a_first_day(phone, application, offers, deliver=True)


def test_a_first_day_without_javascript(plain_phone: Page, application, imported, offers):
    _live_a_first_day(plain_phone, application, offers, deliver=False)


def _live_a_first_day(
    page: Page, application: Application, offers: list[Offer], *, deliver: bool
) -> None:
    _find_and_verify(page)
    number = _order_from_two_vendors(page, offers)
    _vendor_sees(page, VENDORS[1], offers[1], number)
    _sign_out(page)
    _vendor_sees(page, VENDORS[0], offers[0], number)
    if deliver:
        for step in ("Nhận đơn", "Đã đóng gói", "Đã giao cho vận chuyển", "Đã giao"):
            page.get_by_role("button", name=step, exact=True).click()
        expect(page.locator(".tag").first).to_have_text("đã giao")
    _sign_out(page)


def _find_and_verify(page: Page) -> None:
    page.goto("/")
    page.locator("#site-search").fill("xoai cat hoa loc say deo")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name=re.compile(re.escape(IN_THE_BROWSER.product))).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(IN_THE_BROWSER.product)
    expect(page.get_by_text("Chưa bán trên chợ").first).to_be_visible()

    page.get_by_role("link", name="Tra cứu giấy chứng nhận này").click()
    expect(page.get_by_role("main")).to_contain_text("Còn hiệu lực đến 05/10/2029")
    expect(page.get_by_role("main")).to_contain_text(IN_THE_BROWSER.number)


def _order_from_two_vendors(page: Page, offers: list[Offer]) -> str:
    for offer in offers:
        page.goto(offer.url)
        page.get_by_role("button", name=re.compile("Thêm vào giỏ")).first.click()
        expect(page.get_by_role("main")).to_contain_text(offer.title)
    page.goto("/basket/")
    page.get_by_role("link", name="Đặt hàng").click()
    page.get_by_label("Họ và tên").fill("Người Mua Thử")
    page.get_by_label("Điện thoại").fill("0912 345 678")
    page.get_by_label("Email").fill("khach@demo.example")
    page.get_by_label("Tỉnh, thành phố").select_option(label="Hà Nội")
    page.get_by_label("Xã, phường").fill("phường Hàng Trống, quận Hoàn Kiếm")
    page.get_by_label("Số nhà, đường").fill("12 Hàng Trống")
    page.get_by_role("button", name="Tiếp tục").click()
    choice = page.get_by_label("phường Hoàn Kiếm")
    if choice.count():
        choice.check()
        page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giao thế nào, trả cách nào")
    page.locator("input[name='provider'][value='cod']").check()
    page.get_by_role("main").get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra và đặt")
    page.get_by_role("button", name="Đặt hàng").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("OC26-")
    for offer in offers:
        expect(page.get_by_role("main")).to_contain_text(offer.title)
    return heading.inner_text().split()[-1]


def _vendor_sees(page: Page, email: str, offer: Offer, number: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.goto(f"/vendor/{offer.vendor}/orders/")
    page.get_by_role("link", name=re.compile(re.escape(number))).first.click()
    expect(page.get_by_role("main")).to_contain_text(offer.title)
    expect(page.get_by_role("main")).to_contain_text("12 Hàng Trống")


def _sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()


def test_the_files_of_the_decision_lie_in_the_private_store(application: Application, imported):
    kept = [path for path in (application.data_dir / "private").rglob("*") if path.is_file()]
    public = [
        path for path in (application.data_dir / "media").rglob("*.xlsx") if Path(path).is_file()
    ]

    assert (len(kept) >= 1, public) == (True, [])
