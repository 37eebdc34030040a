"""What follows a press at once: the basket's steps, the count, messages, the button that saves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.offers import Offer, offers_of_demo_vendors
from tests.servers.application import Application

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def offer(application: Application) -> Offer:
    return offers_of_demo_vendors(application)[0]


@pytest.fixture(params=["phone", "desk"])
def page(request) -> Page:
    return request.getfixturevalue(request.param)


def _into_the_basket(page: Page, offer: Offer, quantity: int = 1) -> None:
    page.goto(offer.url)
    form = page.locator(".pack-form").first
    form.locator("[name=quantity]").fill(str(quantity))
    form.get_by_role("button", name=re.compile("Thêm vào giỏ")).click()


def test_a_step_keeps_the_focus_and_the_new_sum_is_read_out(page: Page, offer: Offer):
    _into_the_basket(page, offer, 2)
    page.goto("/basket/")
    news = page.locator("#basket-news")
    before = news.inner_text()
    more = page.locator("[id^=more-]").first
    name = more.get_attribute("id")
    page.evaluate("window.still = true")

    more.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".quantity input").first).to_have_value("3")
    expect(page.locator(f"#{name}")).to_be_focused()
    expect(news).not_to_have_text(before)
    expect(page.locator("#basket-count")).to_have_text("3")
    assert page.evaluate("window.still") is True
    page.reload()
    expect(page.locator(".quantity input").first).to_have_value("3")


def test_at_the_last_step_down_the_focus_stays_in_the_line(page: Page, offer: Offer):
    _into_the_basket(page, offer, 2)
    page.goto("/basket/")
    page.locator("[id^=less-]").first.focus()

    page.keyboard.press("Enter")

    expect(page.locator(".quantity input").first).to_have_value("1")
    expect(page.locator("[id^=less-]").first).to_be_disabled()
    assert page.evaluate("!!document.activeElement.closest('.line')")


def test_a_typed_number_counts_at_once(page: Page, offer: Offer):
    _into_the_basket(page, offer)
    page.goto("/basket/")
    news = page.locator("#basket-news")
    before = news.inner_text()

    page.locator(".quantity input").first.fill("4")
    page.keyboard.press("Tab")

    expect(news).not_to_have_text(before)
    expect(page.locator("#basket-count")).to_have_text("4")


def test_the_count_and_the_message_come_to_the_page_that_all_share(page: Page, offer: Offer):
    """/me/ tells what waited for the visitor; the page itself holds nothing of it."""
    page.goto(offer.url)
    pack = page.locator(".pack-form [name=pack]").first.get_attribute("value")
    added = page.request.post(
        "/basket/add/",
        form={"pack": pack, "quantity": "1"},
        headers={"Origin": page.url.removesuffix(offer.url)},
        max_redirects=0,
    )
    assert added.status == 302

    page.goto(offer.url)

    expect(page.locator(".toast")).to_have_text(f"Đã thêm {offer.title} vào giỏ.")
    expect(page.locator("#basket-count")).to_have_text("1")
    neutral = page.request.get(offer.url).text()
    assert 'id="basket-count" hidden></span>' in neutral
    page.reload()
    expect(page.locator("#basket-count")).to_have_text("1")
    expect(page.locator(".toast")).to_have_count(0)


def test_saving_marks_the_button_and_a_second_press_takes_it_back(page: Page, offer: Offer):
    page.goto(offer.url)
    button = page.locator("[data-saves]")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert "aria-pressed" not in page.request.get(offer.url).text()

    button.click()
    page.wait_for_url(lambda url: url.endswith(offer.url))
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".toast")).to_have_text(f"Đã lưu {offer.title}.")
    assert "aria-pressed" not in page.request.get(offer.url).text()

    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".toast")).to_have_text(f"Đã bỏ {offer.title} khỏi danh sách.")
    page.goto("/saved/")
    expect(page.locator(".saved-item")).to_have_count(0)
