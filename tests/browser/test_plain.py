"""The same shop with JavaScript off: each action is a link or a form that a browser sends by itself."""

import json
import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_axe import sign_in
from tests.journeys.offers import Offer, offers_of_demo_vendors
from tests.servers.application import Application

pytestmark = pytest.mark.browser

BUYER = "nguoi-mua@demo.example"
_RESTING = """
import json
from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
for product in Product.objects.listed(on=today()).exclude(season_months=0):
    if not product.season_months >> (today().month - 1) & 1:
        print(json.dumps(product.get_absolute_url()))
        break
"""


@pytest.fixture(scope="module")
def offer(application: Application) -> Offer:
    return offers_of_demo_vendors(application)[0]


def _total(page: Page) -> int:
    return int(page.locator(".result-count strong").inner_text())


def test_filter_sort_and_go_on(plain_phone: Page):
    plain_phone.goto("/products/")
    everything = _total(plain_phone)
    first = plain_phone.locator(".product-card a").first.get_attribute("href")
    plain_phone.locator(".listing > .sheet > summary").click()
    plain_phone.locator("#f-star-4").check()
    plain_phone.locator("#sort").select_option("price")

    plain_phone.get_by_role("button", name="Xem sản phẩm").click()

    assert "star=4" in plain_phone.url
    assert 0 < _total(plain_phone) < everything
    plain_phone.locator(".chip-remove").first.click()
    assert _total(plain_phone) == everything

    plain_phone.goto("/products/")
    plain_phone.get_by_role("link", name="Xem thêm").click()
    assert plain_phone.locator(".product-card a").first.get_attribute("href") != first
    plain_phone.locator("a[rel=prev]").click()
    assert plain_phone.locator(".product-card a").first.get_attribute("href") == first


def test_search_finds_without_suggestions(plain_phone: Page):
    plain_phone.goto("/rules/")
    plain_phone.get_by_role("searchbox").fill("tra")
    plain_phone.get_by_role("searchbox").press("Enter")

    assert plain_phone.url.endswith("/products/?q=tra")
    assert _total(plain_phone) > 0


def test_save_take_off_and_save_again(plain_phone: Page, offer: Offer):
    plain_phone.goto(offer.url)
    plain_phone.locator("[data-saves]").click()
    assert plain_phone.url.endswith(offer.url)
    plain_phone.goto("/saved/")
    expect(plain_phone.locator(".messages")).to_contain_text(f"Đã lưu {offer.title}.")

    plain_phone.get_by_role("button", name=re.compile("Bỏ khỏi danh sách")).click()
    expect(plain_phone.locator(".saved-item")).to_have_count(0)
    plain_phone.get_by_role("button", name="Lưu lại").click()
    expect(plain_phone.locator(".saved-item")).to_have_count(1)


def test_a_guest_asks_to_be_told(plain_phone: Page, application: Application):
    done = application.manage("shell", "--no-imports", "-c", _RESTING)
    assert done.returncode == 0, done.stderr
    plain_phone.goto(json.loads(done.stdout.splitlines()[-1]))
    plain_phone.locator("details", has=plain_phone.locator("#alert-season")).locator(
        "summary"
    ).click()
    form = plain_phone.locator("form", has=plain_phone.locator("#alert-season"))

    form.locator("#alert-season").fill("khong phai thu")
    form.evaluate("form => form.noValidate = true")
    form.get_by_role("button").click()
    expect(plain_phone.locator(".field-errors")).to_be_visible()

    address = f"khach-{uuid.uuid4().hex[:8]}@demo.example"
    plain_phone.locator("main [name=email]").fill(address)
    plain_phone.locator("main form", has=plain_phone.locator("[name=email]")).get_by_role(
        "button"
    ).click()
    expect(plain_phone.locator(".field-errors")).to_have_count(0)


def test_basket_steps_numbers_and_undo(plain_phone: Page, offer: Offer):
    plain_phone.goto(offer.url)
    plain_phone.get_by_role("button", name=re.compile("Thêm vào giỏ")).first.click()
    number = plain_phone.locator(".quantity input").first

    plain_phone.locator("[id^=more-]").first.click()
    expect(number).to_have_value("2")
    plain_phone.locator("[id^=less-]").first.click()
    expect(number).to_have_value("1")
    number.fill("5")
    number.press("Enter")
    expect(number).to_have_value("5")
    number.fill("0")
    plain_phone.locator("[id^=change-]").first.focus()
    plain_phone.locator("[id^=change-]").first.press("Enter")
    expect(plain_phone.locator(".field-errors")).to_be_visible()

    plain_phone.get_by_role("button", name=re.compile("^Bỏ ra")).click()
    expect(plain_phone.locator("article.line")).to_have_count(0)
    plain_phone.locator("#undo").click()
    expect(number).to_have_value("5")

    plain_phone.locator("main [name=province]").select_option(label="Hà Nội")
    plain_phone.locator("#estimate").click()
    expect(plain_phone.locator(".sums-total")).to_be_visible()

    plain_phone.get_by_role("button", name=re.compile("^Để mua sau")).click()
    expect(plain_phone.locator("article.line")).to_have_count(0)
    expect(plain_phone.locator(".saved-item")).to_have_count(1)


def test_an_address_is_kept_changed_and_deleted(plain_phone: Page):
    sign_in(plain_phone, BUYER)
    plain_phone.goto("/account/addresses/")
    street = f"{uuid.uuid4().hex[:6]} Hàng Trống"
    plain_phone.locator("main").get_by_role("link", name="Thêm địa chỉ").click()
    plain_phone.get_by_label("Họ và tên").fill("Người Mua Thử")
    plain_phone.get_by_label("Điện thoại").fill("0912 345 678")
    plain_phone.get_by_label("Tỉnh, thành phố").select_option(label="Hà Nội")
    plain_phone.get_by_label("Xã, phường").fill("phường Hoàn Kiếm")
    plain_phone.get_by_label("Số nhà, đường").fill(street)
    plain_phone.locator("main form").last.get_by_role("button").last.click()
    card = plain_phone.locator("main li.card", has_text=street)
    expect(card).to_have_count(1)

    card.get_by_role("link", name=re.compile("^Đổi")).click()
    plain_phone.get_by_label("Số nhà, đường").fill(f"{street} sau")
    plain_phone.locator("main form").last.get_by_role("button").last.click()
    card = plain_phone.locator("main li.card", has_text=f"{street} sau")
    expect(card).to_have_count(1)

    card.get_by_role("button", name=re.compile("^Xoá")).click()
    expect(card).to_have_count(0)


def test_consent_is_given_and_taken_back(plain_phone: Page):
    sign_in(plain_phone, BUYER)
    plain_phone.goto("/account/data/")
    box = plain_phone.locator("section[aria-labelledby=consents] input[type=checkbox]").first
    before = box.is_checked()
    section = plain_phone.locator("section[aria-labelledby=consents]")

    box.set_checked(not before)
    section.get_by_role("button").click()
    plain_phone.goto("/account/data/")
    assert box.is_checked() is not before

    box.set_checked(before)
    section.get_by_role("button").click()
    plain_phone.goto("/account/data/")
    assert box.is_checked() is before
