"""A province's people at their desks: signed in to the administration with both factors."""

import json
import re
import time
from urllib.parse import parse_qs, urlparse

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.offers import PASSWORD
from tests.servers.application import Application

EDITOR, PUBLISHER = "bien-tap@demo.example", "xuat-ban@demo.example"
_STEP = 30


def shell(application: Application, code: str) -> str:
    """What Python prints within the application."""
    done = application.manage("shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def desk_of(browser: Browser, application: Application) -> BrowserContext:
    context = browser.new_context(
        base_url=application.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1366, "height": 900},
    )
    context.set_default_timeout(45_000)
    return context


def second_factor(application: Application, email: str) -> str:
    """A new one; its secret."""
    done = application.manage("enrol_second_factor", email, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    link = json.loads(done.stdout)["otpauth"]
    return parse_qs(urlparse(link).query)["secret"][0]


def sign_in_to_edit(page: Page, email: str, secret: str) -> None:
    page.goto("/cms/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator("[name=code]").fill(
        format_hotp_value(hotp_value(secret, int(time.time()) // _STEP))
    )
    page.locator("main").get_by_role("button").first.click()
    expect(page).to_have_url(re.compile("/cms/$"))
