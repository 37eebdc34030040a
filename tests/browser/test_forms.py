"""A form that is on its way is not sent twice; a page that was stopped lets it be sent again."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ADDRESS = "/account/login/"
SENT_FOR = 8_000


def test_a_form_whose_answer_never_came_can_be_sent_again_after_eight_seconds(phone: Page):
    asked = []
    phone.clock.install(time="2026-11-23T09:00:00")
    phone.goto(ADDRESS)
    phone.clock.pause_at("2026-11-23T10:00:00")  # else a slow machine's own seconds count too

    def stop(route):
        """The answer never comes: the reader has stopped the page, or the line is dead."""
        if route.request.method != "POST":
            route.continue_()
            return
        asked.append(route.request.url)
        route.fulfill(status=204)  # the browser stays where it is

    phone.route(f"**{ADDRESS}", stop)
    form = phone.locator("main form").first
    form.locator("[name=login]").fill("ai-do@demo.example")
    form.locator("[name=password]").fill("khong-phai")
    button = form.get_by_role("button").first

    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    form.evaluate("form => form.requestSubmit()")
    phone.clock.run_for(SENT_FOR - 500)
    form.evaluate("form => form.requestSubmit()")
    expect(button).to_have_attribute("aria-busy", "true")
    assert len(asked) == 1

    phone.clock.run_for(600)
    expect(button).not_to_have_attribute("aria-busy", "true")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    assert len(asked) == 2
