"""The frame by keyboard and without JavaScript: the menu of sectors, a question before a loss."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_menu_opens_and_closes_by_keyboard(desk: Page):
    desk.goto("/rules/")
    summary = desk.locator(".menu > summary")
    summary.focus()

    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(desk.locator(".menu-sector").first).to_be_focused()
    desk.keyboard.press("Escape")

    expect(desk.locator(".menu-body")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_press_elsewhere_closes_the_menu(desk: Page):
    desk.goto("/rules/")
    desk.locator(".menu > summary").click()
    expect(desk.locator(".menu-body")).to_be_visible()

    desk.mouse.click(720, 880)

    expect(desk.locator(".menu-body")).to_be_hidden()


def test_the_menu_leads_to_a_sector_without_javascript(plain_phone: Page):
    plain_phone.goto("/rules/")
    plain_phone.locator(".menu > summary").click()

    plain_phone.locator(".menu-sector").first.click()

    assert plain_phone.url.endswith("/category/S1/")


def test_what_cannot_be_taken_back_is_asked_first(desk: Page):
    desk.goto("/style/")
    button = desk.locator("form[data-confirm] button").first
    question = desk.locator("#confirm")

    button.click()
    expect(question.get_by_role("heading")).to_have_text("Huỷ đơn DH-1042?")
    desk.keyboard.press("Escape")
    expect(question).to_be_hidden()
    assert desk.url.endswith("/style/")

    button.click()
    question.locator("button[value=yes]").click()
    desk.wait_for_url(lambda url: url.endswith("/style/?#layers"))


def test_the_steps_of_a_number_stop_at_its_ends(desk: Page):
    desk.goto("/style/")
    stepper = desk.locator("div.quantity").first
    fewer, more = stepper.locator("button").first, stepper.locator("button").last
    expect(fewer).to_be_disabled()

    for _press in range(8):
        more.click()

    expect(stepper.locator("input")).to_have_value("9")
    expect(more).to_be_disabled()
    expect(fewer).to_be_enabled()
