"""A card from abroad: declined, asked for by its bank, and on Stripe's own page without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.defects import complaints
from tests.browser.hands import Pointer
from tests.journeys.offers import Offer, offers_of_demo_vendors
from tests.servers.application import Application, running_application
from tests.servers.stripe import StripeDouble, running_double
from tests.servers.stripe.books import ASKS_THE_BANK, DECLINED, GOOD, NO_MONEY

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def double(stripe_mock: str) -> Iterator[StripeDouble]:
    with running_double(stripe_mock) as running:
        yield running
        assert running.complaints == []


@pytest.fixture(scope="module")
def shop(double: StripeDouble, tmp_path_factory) -> Iterator[Application]:
    """The demo of an operator with an account at the double."""
    folder = tmp_path_factory.mktemp("cards") / "data"
    with running_application(folder, **double.environment) as running:
        yield running


@pytest.fixture(scope="module")
def offers(shop: Application) -> list[Offer]:
    return offers_of_demo_vendors(shop)


def _page(browser: Browser, shop: Application, *, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=shop.url,
        locale="vi-VN",
        viewport=PHONE,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def with_scripts(browser: Browser, shop: Application) -> Iterator[Page]:
    yield from _page(browser, shop, scripts=True)


@pytest.fixture
def without_scripts(browser: Browser, shop: Application) -> Iterator[Page]:
    yield from _page(browser, shop, scripts=False)


def _order_by_card(page: Page, offers: list[Offer]) -> None:
    """From two shops' products to the card's page."""
    hands, main = Pointer(page), page.get_by_role("main")
    for offer in offers:
        page.goto(offer.url)
        hands.press(page.locator(".pack-form button[type=submit]").first)
        page.wait_for_url("**/basket/")
    hands.press(page.get_by_role("link", name="Đặt hàng"))
    hands.fill(page.get_by_label("Họ và tên"), "Khách Từ Xa")
    hands.fill(page.get_by_label("Điện thoại"), "0912 345 678")
    hands.fill(page.get_by_label("Email"), "khach@demo.example")
    hands.choose(page.get_by_label("Tỉnh, thành phố"), "Hà Nội")
    hands.fill(page.get_by_label("Xã, phường"), "phường Hoàn Kiếm")
    hands.fill(page.get_by_label("Số nhà, đường"), "12 Hàng Trống")
    hands.press(main.get_by_role("button", name="Tiếp tục"))
    hands.tick(page.locator("input[name='provider'][value='card']"))
    hands.press(main.get_by_role("button", name="Tiếp tục"))
    hands.press(main.get_by_role("button", name="Đặt hàng"))
    page.wait_for_url("**/card/")


def _paid(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("Người bán đã nhận đơn")


def test_declined_then_paid_with_a_card_whose_bank_asks(
    with_scripts: Page, offers: list[Offer], double: StripeDouble
):
    page, main = with_scripts, with_scripts.get_by_role("main")
    _order_by_card(page, offers)
    field, pay = (
        page.locator("#stand-in-card"),
        main.get_by_role("button", name=re.compile("^Trả ")),
    )
    found = complaints(page, frame=False)

    field.fill(DECLINED)
    pay.first.click()
    expect(page.get_by_role("alert")).to_contain_text("declined")
    field.fill(ASKS_THE_BANK)
    pay.first.click()
    page.get_by_role("button", name="Yes").click()

    _paid(page)
    assert found == []
    (refunds, intents) = (double.books.refunds, double.books.intents)
    assert refunds == {}
    assert [one["status"] for one in intents.values()] == ["succeeded"]


def test_on_stripes_own_page_without_scripts(
    without_scripts: Page, offers: list[Offer], double: StripeDouble
):
    page, main = without_scripts, without_scripts.get_by_role("main")
    _order_by_card(page, offers)
    expect(page.locator("#card-form")).to_be_hidden()

    main.get_by_role("button", name="Trả trên trang của Stripe").click()
    for card in (NO_MONEY, GOOD):
        page.get_by_label("Card number").fill(card)
        page.get_by_role("button", name="Pay").click()

    _paid(page)
    assert [one["status"] for one in double.books.sessions.values()] == ["complete"]


def test_whoever_leaves_stripes_page_finds_the_way_back_to_paying(
    without_scripts: Page, offers: list[Offer]
):
    page, main = without_scripts, without_scripts.get_by_role("main")
    _order_by_card(page, offers)
    main.get_by_role("button", name="Trả trên trang của Stripe").click()

    page.get_by_role("link", name="Back").click()

    page.wait_for_url("**/card/")
    main.get_by_role("link", name="Về đơn hàng").click()
    expect(main).to_contain_text("Đơn này chưa được trả")
    main.get_by_role("link", name="Trả bằng thẻ").click()
    page.wait_for_url("**/card/")
