"""The pages of money: axe in two looks, and a seller's day from the order to the payout.

One server and few sign-ins for all of it: a started application costs more than what is looked at.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import moneyed
from tests.browser.conftest import DESK, PHONE
from tests.browser.defects import complaints
from tests.browser.looks import IN_TURN, Look
from tests.browser.test_axe import sign_in
from tests.browser.test_large_text import enlarge, too_wide
from tests.journeys.offers import VENDORS
from tests.servers.application import Application, running_application

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def till(tmp_path_factory) -> Iterator[tuple[Application, dict[str, str]]]:
    """An application with a month of money behind its shops, and the ids of what is shown."""
    data = tmp_path_factory.mktemp("till") / "data"
    with running_application(data, **moneyed.SETTINGS) as running:
        done = running.manage("shell", "--no-imports", "-c", moneyed.COMMAND, **moneyed.SETTINGS)
        assert done.returncode == 0, done.stderr
        yield running, json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(params=IN_TURN, ids=str)
def look(request, browser: Browser, till) -> Iterator[tuple[Any, Look]]:
    """Opens a page of somebody; and the look."""
    seen: Look = request.param
    contexts: list[BrowserContext] = []

    def page_of(email: str = "") -> Page:
        page = _page(
            browser,
            till,
            contexts,
            viewport=seen.viewport,
            color_scheme=seen.scheme,
            bypass_csp=True,
        )
        if email:
            sign_in(page, email)
        return page

    yield page_of, seen
    for context in contexts:
        context.close()


def _page(browser: Browser, till, contexts: list[BrowserContext], **options) -> Page:
    context = browser.new_context(base_url=till[0].url, reduced_motion="reduce", **options)
    context.set_default_timeout(20_000)
    contexts.append(context)
    return context.new_page()


def test_every_page_of_money(look, till):
    page_of, seen = look
    ids = till[1]
    found = []
    for who, paths in moneyed.pages(ids).items():
        page = page_of(who)
        for path in seen.of(paths):
            answer = page.goto(seen.prefix + path)
            assert answer is not None
            assert answer.status == 200, path
            for fold in page.locator("main details:not([open]) > summary").all():
                if fold.is_visible():
                    fold.click()
            found += complaints(page, frame=False)

    assert found == []


def test_letters_twice_as_large_fit_the_phone(browser: Browser, till):
    contexts: list[BrowserContext] = []
    found = {}
    for who, paths in moneyed.pages(till[1]).items():
        page = _page(browser, till, contexts, viewport=PHONE, locale="vi-VN")
        if who:
            sign_in(page, who)
        for path in paths:
            page.goto(path)
            enlarge(page)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width != PHONE["width"]:
                found[path] = width, too_wide(page)
    for context in contexts:
        context.close()

    assert found == {}


@pytest.fixture
def people(browser: Browser, till) -> Iterator[dict[str, Page]]:
    """The seller, its clerk, and the second operator, each signed in at a desk."""
    contexts: list[BrowserContext] = []
    found = {}
    for name, email in (
        ("owner", VENDORS[0]),
        ("clerk", moneyed.CLERK),
        ("approver", moneyed.OPERATORS[1]),
    ):
        found[name] = _page(browser, till, contexts, viewport=DESK, locale="vi-VN")
        sign_in(found[name], email)
    yield found
    for context in contexts:
        context.close()


def press(page: Page, value: str) -> None:
    """The button of a step or of a parcel that leads to this state."""
    step = page.locator(f"form:has(input[name=to][value={value}]) button")
    (step if step.count() else page.locator(f"button[name=to][value={value}]")).first.click()


def test_a_sellers_day(people: dict[str, Page], till, tmp_path: Path):
    """Packed, sent in part, failed, tried again, delivered; refunded by two people; paid out."""
    ids = till[1]
    shop = f"/vendor/{ids['vendor']}"
    seller = people["owner"]

    seller.goto(f"{shop}/orders/{ids['fresh']}/")
    press(seller, "accepted")
    press(seller, "packed")
    seller.goto(f"{shop}/orders/{ids['fresh']}/send/")
    seller.locator("fieldset input").first.fill("1")
    seller.locator("[name=tracking]").fill("VTP20261126")
    seller.locator("main form button[type=submit]").click()
    expect(seller.locator("#parcels ~ .card")).to_contain_text("VTP20261126")

    seller.locator("#parcels ~ .card summary").click()
    seller.locator("#parcels ~ .card [name=note]").fill("Không ai nghe máy")
    press(seller, "failed")
    expect(seller.locator("#parcels ~ .card")).to_contain_text("Không ai nghe máy")
    press(seller, "on_way")
    press(seller, "delivered")
    seller.goto(f"{shop}/orders/{ids['fresh']}/send/")
    seller.locator("main form button[type=submit]").click()
    press(seller, "delivered")
    expect(seller.get_by_role("heading", level=1).locator("xpath=..")).to_contain_text("đã giao")

    clerk = people["clerk"]
    clerk.goto(f"{shop}/orders/{ids['fresh']}/refund/")
    clerk.locator("[name$=-quantity]").first.fill("1")
    clerk.locator("[name=reason]").fill("Bao bì rách khi đến nơi")
    clerk.locator("form.form button[type=submit]").click()
    expect(clerk.locator(".messages")).to_be_visible()
    approver = people["approver"]
    approver.goto("/office/market/refunds/")
    wanted = approver.locator("article", has_text="Bao bì rách khi đến nơi")
    wanted.locator("button[value=approved]").click()
    expect(approver.locator("article", has_text="Bao bì rách khi đến nơi")).to_have_count(0)

    seller.goto(f"{shop}/settlement/{ids['month']}/")
    with seller.expect_download() as statement:
        seller.locator("main a[href$='.pdf']").first.click()
    assert Path(statement.value.path()).read_bytes().startswith(b"%PDF")

    approver.goto(f"/payouts/{ids['run']}/")
    approver.locator(f"form[action$='{ids['run']}/approve/'] button").click()
    with approver.expect_download() as bank:
        approver.locator("a[href$='bank.csv']").click()
    assert b"TT" in Path(bank.value.path()).read_bytes()
