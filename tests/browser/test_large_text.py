"""Letters of twice the size on a phone, and high contrast: nothing is lost (WCAG 1.4.4, 1.4.10, 1.4.11)."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_axe import sign_in
from tests.journeys.offers import offers_of_demo_vendors
from tests.servers.application import Application

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/products/?star=4",
    "/basket/",
    "/checkout/",
    "/account/login/",
    "/saved/",
    "/verify/",
]
OFFICE = [
    "/office/",
    "/office/sets/",
    "/office/sets/new/",
    "/office/vouchers/",
    "/office/vouchers/new/",
    "/office/vouchers/deliveries/",
    "/office/vouchers/owed/lam-dong/",
    "/office/vendors/",
    "/office/certificates/",
]


def enlarge(page: Page) -> None:
    """As a reader sets it in the browser; the setting is lost with each page."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.wait_for_function("getComputedStyle(document.documentElement).fontSize === '32px'")
    session.detach()


def _fill_a_basket(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name=re.compile("Thêm vào giỏ")).first.click()
    page.wait_for_url("**/basket/")


def too_wide(page: Page) -> list[str]:
    """Words that end outside the screen, but for what scrolls by itself."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(one => !one.closest(".shelf, .chips-row, .scroll, svg, .visually-hidden, nav.account-nav"))
          .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
          .filter(one => getComputedStyle(one).position !== "absolute" && one.textContent.trim())
          .map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""
    )


def test_letters_twice_as_large_fit_the_phone(phone: Page, application: Application):
    offer = offers_of_demo_vendors(application)[0]
    _fill_a_basket(phone, offer.url)

    found = {}
    for path in [*PAGES, offer.url]:
        phone.goto(path)
        enlarge(phone)
        found[path] = too_wide(phone)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width == PHONE["width"], (path, found[path])

    assert {path: words for path, words in found.items() if words} == {}


def test_so_do_the_office_s_pages(phone: Page, application: Application):
    sign_in(phone, "van-phong-tinh@demo.example")

    found = {}
    for path in OFFICE:
        phone.goto(path)
        enlarge(phone)
        width = phone.evaluate("document.documentElement.scrollWidth")
        if width != PHONE["width"] or too_wide(phone):
            found[path] = width, too_wide(phone)

    assert found == {}


def test_everything_fits_a_screen_of_320_pixels(phone: Page, application: Application):
    offer = offers_of_demo_vendors(application)[0]
    _fill_a_basket(phone, offer.url)
    phone.set_viewport_size({"width": 320, "height": 640})

    wide = {}
    for path in [*PAGES, offer.url]:
        phone.goto(path)
        if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide[path] = too_wide(phone)

    assert wide == {}


def test_the_chosen_and_the_pressed_show_without_colours(
    browser: Browser, application: Application
):
    offer = offers_of_demo_vendors(application)[0]
    context = browser.new_context(
        base_url=application.url, viewport=PHONE, locale="vi-VN", forced_colors="active"
    )
    page = context.new_page()
    page.goto(offer.url)
    button = page.locator("[data-saves]")
    expect(button).to_have_attribute("aria-pressed", "false")
    border = "one => getComputedStyle(one).borderTopWidth"
    before = button.evaluate(border)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    after = button.evaluate(border)
    _fill_a_basket(page, offer.url)
    page.goto("/checkout/")
    steps = page.locator(".steps > li")
    widths = [steps.nth(place).evaluate(border) for place in range(3)]
    context.close()

    assert (before, after) == ("1px", "3px")
    assert widths == ["5px", "3px", "3px"]
