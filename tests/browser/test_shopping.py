"""A word without accents, four stars, the certificate, two shops' goods, paid by two transfers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Hands, Keyboard, Pointer
from tests.journeys.decision_file import IN_THE_BROWSER, write_messy_decision
from tests.journeys.offers import PASSWORD, VENDORS, Offer, offers_of_demo_vendors
from tests.servers.application import Application

pytestmark = pytest.mark.browser

QUERY = "xoai cat"
MANGO = IN_THE_BROWSER.product
_SELL = """
from catalog.catalogue.models import Product
from catalog.catalogue.services import add_pack
from catalog.partner.models import Vendor
add_pack(
    Product.objects.recognised().get(title=%r), title="Túi 500 g", net_quantity=500, net_unit="g",
    gross_weight=550, vendor=Vendor.objects.get(public_id=%r), price=95_000, stock=200,
)
"""


@pytest.fixture(scope="module")
def offers(application: Application, tmp_path_factory) -> list[Offer]:
    """What the demo's two shops sell; the first sells the mango of a new decision, too."""
    offers = offers_of_demo_vendors(application)
    file = write_messy_decision(tmp_path_factory.mktemp("decision") / "qd.xlsx", IN_THE_BROWSER)
    for command in (
        ("import_decision", str(file), "--json"),
        ("shell", "--no-imports", "-c", _SELL % (MANGO, offers[0].vendor)),
        ("search_drain",),
    ):
        done = application.manage(*command)
        assert done.returncode == 0, done.stderr
    return offers


def test_by_finger(phone: Page, application, offers, tmp_path):
    _shop(Pointer(phone), application, offers, tmp_path)


def test_by_keyboard_alone(phone: Page, application, offers, tmp_path):
    _shop(Keyboard(phone), application, offers, tmp_path)


def test_without_javascript(plain_phone: Page, application, offers, tmp_path):
    _shop(Pointer(plain_phone), application, offers, tmp_path)


def _shop(hands: Hands, application: Application, offers: list[Offer], tmp_path) -> None:
    _find_the_mango(hands)
    _see_its_certificate(hands)
    _fill_the_basket(hands, offers[1])
    _check_out(hands)
    order = hands.page.url
    main = hands.page.get_by_role("main")
    expect(main.locator("img[src*='qr.svg']")).to_have_count(2)

    for email, offer in zip(VENDORS, offers, strict=True):
        _import_statement(hands, application, email, offer.vendor, tmp_path)

    hands.page.goto(order)
    expect(main).to_contain_text("Người bán đã nhận đơn")
    expect(main.locator("img[src*='qr.svg']")).to_have_count(0)


def _find_the_mango(hands: Hands) -> None:
    page = hands.page
    page.goto("/")
    hands.fill(page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first, QUERY)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]q="))
    hands.press(page.locator(".listing summary.button"))
    hands.tick(page.locator("input[name='star'][value='4']"))
    page.keyboard.press("Escape")
    if "star=4" not in page.url:
        show = page.get_by_role("button", name="Xem sản phẩm")
        if show.is_visible():
            hands.press(show)
    page.wait_for_url(re.compile(r"star=4"))
    first = page.locator(".card-grid .product-link").first
    expect(first).to_have_text(MANGO)
    hands.press(first)


def _see_its_certificate(hands: Hands) -> None:
    page = hands.page
    expect(page.get_by_role("heading", level=1)).to_have_text(MANGO)
    product = page.url
    hands.press(page.get_by_role("main").get_by_role("link", name="Tra cứu giấy chứng nhận này"))
    expect(page.get_by_role("main")).to_contain_text("Còn hiệu lực đến 05/10/2029")
    expect(page.get_by_role("main")).to_contain_text(IN_THE_BROWSER.number)
    page.goto(product)


def _fill_the_basket(hands: Hands, other: Offer) -> None:
    page = hands.page
    for title, url in ((MANGO, page.url), (other.title, other.url)):
        page.goto(url)
        hands.press(page.locator(".pack-form button[type=submit]").first)
        page.wait_for_url("**/basket/")
        expect(page.get_by_role("main")).to_contain_text(title)
    hands.press(page.get_by_role("link", name="Đặt hàng"))


def _check_out(hands: Hands) -> None:
    page = hands.page
    hands.fill(page.get_by_label("Họ và tên"), "Người Mua Thử")
    hands.fill(page.get_by_label("Điện thoại"), "0912 345 678")
    hands.fill(page.get_by_label("Email"), "khach@demo.example")
    hands.choose(page.get_by_label("Tỉnh, thành phố"), "Hà Nội")
    hands.fill(page.get_by_label("Xã, phường"), "phường Hoàn Kiếm")
    hands.fill(page.get_by_label("Số nhà, đường"), "12 Hàng Trống")
    hands.press(page.get_by_role("main").get_by_role("button", name="Tiếp tục"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Giao thế nào, trả cách nào")
    hands.tick(page.locator("input[name='provider'][value='vietqr']"))
    hands.press(page.get_by_role("main").get_by_role("button", name="Tiếp tục"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra và đặt")
    hands.press(page.get_by_role("main").get_by_role("button", name="Đặt hàng"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("OC26-")


def _import_statement(
    hands: Hands, application: Application, email: str, vendor: str, tmp_path
) -> None:
    page = hands.page
    file = tmp_path / f"sao-ke-{vendor}.csv"
    done = application.manage("demo_statement", vendor, "--out", str(file))
    assert done.returncode == 0, done.stderr
    page.goto("/account/login/")
    hands.fill(page.get_by_label("Email"), email)
    hands.fill(page.get_by_label("Mật khẩu", exact=True), PASSWORD)
    hands.press(page.get_by_role("main").get_by_role("button", name="Đăng nhập"))
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"/vendor/{vendor}/statements/")
    page.locator("input[type=file]").set_input_files(file)  # the system's dialog is not the page's
    hands.press(page.get_by_role("button", name="Xem tệp"))
    expect(page.get_by_role("main")).to_contain_text("Khoản mới")
    hands.press(page.get_by_role("button", name="Lấy sao kê này"))
    page.wait_for_url("**/statements/matching/")
    page.goto("/account/logout/")
    hands.press(page.get_by_role("main").get_by_role("button", name="Đăng xuất"))
    page.wait_for_url(lambda url: "/logout/" not in url)
