"""Lists in Chromium with the script: filters, their sheet, the way back, and type-ahead."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LIST = "/products/"
FOUR_STARS = "#f-star-4"


@pytest.fixture(params=["phone", "desk"])
def page(request) -> Page:
    return request.getfixturevalue(request.param)


def _open_filters(page: Page) -> None:
    """A sheet on the phone; on the desk it stands open."""
    summary = page.locator(".listing > .sheet > summary")
    if summary.is_visible():
        summary.click()


def _tick(page: Page, box: str) -> None:
    page.locator(box).focus()
    page.keyboard.press("Space")


def _total(page: Page) -> int:
    return int(page.locator(".result-count strong").inner_text())


def test_a_filter_keeps_the_focus_and_says_how_many_are_left(page: Page):
    page.goto(LIST)
    before = _total(page)
    _open_filters(page)

    _tick(page, FOUR_STARS)

    page.wait_for_url(re.compile(r"[?&]star=4\b"))
    expect(page.locator(FOUR_STARS)).to_be_focused()
    expect(page.locator(FOUR_STARS)).to_be_checked()
    left = _total(page)
    assert 0 < left < before
    expect(page.locator("#announcer")).to_have_text(f"{left} sản phẩm")


def test_going_back_leads_to_the_list_and_the_boxes_as_they_were(page: Page):
    page.goto(LIST)
    everything = _total(page)
    _open_filters(page)
    _tick(page, FOUR_STARS)
    page.wait_for_url(re.compile(r"[?&]star=4\b"))
    four = _total(page)

    page.go_back()

    page.wait_for_url(re.compile(r"/products/$"))
    expect(page.locator(".result-count strong")).to_have_text(str(everything))
    expect(page.locator(FOUR_STARS)).not_to_be_checked()

    page.go_forward()

    expect(page.locator(".result-count strong")).to_have_text(str(four))
    expect(page.locator(FOUR_STARS)).to_be_checked()


def test_the_address_of_a_filtered_list_is_a_whole_page(page: Page):
    page.goto(LIST)
    _open_filters(page)
    _tick(page, FOUR_STARS)
    page.wait_for_url(re.compile(r"[?&]star=4\b"))
    four = _total(page)

    page.reload()

    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".site-header")).to_have_count(1)
    assert _total(page) == four
    expect(page.locator(FOUR_STARS)).to_be_checked()


def test_coming_back_from_a_product_shows_the_filtered_list(page: Page):
    page.goto(LIST)
    _open_filters(page)
    _tick(page, FOUR_STARS)
    page.wait_for_url(re.compile(r"[?&]star=4\b"))
    four = _total(page)
    address = page.url
    page.goto(page.locator(".product-card a").first.get_attribute("href"))

    page.go_back()

    page.wait_for_url(address)
    expect(page.locator(".result-count strong")).to_have_text(str(four))
    expect(page.locator(FOUR_STARS)).to_be_checked()
    expect(page.locator(".site-header")).to_have_count(1)


@pytest.mark.parametrize("how", ["Escape", "summary"])
def test_the_sheet_of_filters_closes_and_the_page_behind_stays(phone: Page, how: str):
    phone.goto(LIST)
    sheet = phone.locator(".listing > .sheet")
    summary = sheet.locator("> summary")
    summary.click()
    expect(sheet.locator("form")).to_be_visible()
    where = phone.evaluate("scrollY")

    phone.mouse.move(180, 60)
    phone.mouse.wheel(0, 900)
    phone.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert phone.evaluate("scrollY") == where

    if how == "Escape":
        sheet.locator("#sort").focus()
        phone.keyboard.press("Escape")
        expect(summary).to_be_focused()
    else:
        summary.click()
    expect(sheet.locator("form")).to_be_hidden()
    phone.mouse.wheel(0, 900)
    phone.wait_for_function("start => scrollY > start", arg=where)


def _suggest(page: Page, words: str) -> None:
    page.locator("#site-search").fill("")
    page.locator("#site-search").press_sequentially(words)
    expect(page.locator("#site-suggest [role=option]").first).to_be_visible()


def _active(page: Page) -> str | None:
    return page.locator("#site-search").get_attribute("aria-activedescendant")


def test_suggestions_are_walked_with_the_arrow_keys(page: Page):
    page.goto("/rules/")
    _suggest(page, "tra")
    box = page.locator("#site-search")
    expect(box).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    first = _active(page)
    page.keyboard.press("ArrowDown")
    second = _active(page)
    page.keyboard.press("ArrowUp")

    assert (first, second, _active(page)) == ("suggest-1", "suggest-2", "suggest-1")
    expect(page.locator("#suggest-1")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#site-suggest [role=option]")).to_have_count(0)
    expect(box).to_have_value("tra")


def test_enter_goes_to_the_chosen_suggestion_or_searches(page: Page):
    page.goto("/rules/")
    _suggest(page, "tra")
    page.keyboard.press("ArrowDown")
    target = page.locator("#suggest-1").get_attribute("data-url")

    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(target))

    page.goto("/rules/")
    _suggest(page, "tra")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/products/\?q=tra$"))


def test_suggestions_come_again_after_going_back(page: Page):
    page.goto(LIST)
    _open_filters(page)
    _tick(page, FOUR_STARS)
    page.wait_for_url(re.compile(r"[?&]star=4\b"))
    if page.locator(".listing > .sheet > summary").is_visible():
        page.keyboard.press("Escape")
    page.go_back()
    page.wait_for_url(re.compile(r"/products/$"))

    _suggest(page, "tra")
    page.keyboard.press("ArrowDown")

    assert _active(page) == "suggest-1"
