"""A real Chromium against the running application."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.houses import filled_house
from tests.servers.application import Application

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A server that shares its processors with other tests may take longer than Playwright's five seconds.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; .ci/run installs it.")
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        # Playwright's synchronous loop marks the thread as asynchronous; our ORM calls are not.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def filled(application: Application) -> dict[str, list[str]]:
    """A province's pages by language: every type, and on some every kind of block."""
    return filled_house(application)


@pytest.fixture
def phone(browser: Browser, application: Application) -> Iterator[Page]:
    """A phone's page, Vietnamese; any error on the page's console fails the test."""
    yield from _page(browser, application, viewport=PHONE, java_script_enabled=True)


@pytest.fixture
def plain_phone(browser: Browser, application: Application) -> Iterator[Page]:
    """The same phone with JavaScript off."""
    yield from _page(browser, application, viewport=PHONE, java_script_enabled=False)


@pytest.fixture
def desk(browser: Browser, application: Application) -> Iterator[Page]:
    yield from _page(browser, application, viewport=DESK, java_script_enabled=True)


def _page(browser: Browser, application: Application, **options) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        base_url=application.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    yield page
    context.close()
    assert complaints == []
