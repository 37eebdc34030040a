"""The console stays silent: no refused style or script, no missing file, no error of ours."""

import pytest
from playwright.sync_api import Page

from tests.journeys.offers import offers_of_demo_vendors
from tests.servers.application import Application

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/products/?star=4",
    "/products/?q=zzzz",
    "/category/S1/",
    "/province/lam-dong/",
    "/verify/",
    "/basket/",
    "/saved/",
    "/account/login/",
    "/rules/",
    "/style/",
]


def _visit(page: Page, paths: list[str]) -> None:
    """The page's fixture holds what the console said against the test."""
    for path in paths:
        answer = page.goto(path, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200
    page.screenshot(full_page=True)


def test_a_phone_hears_no_complaint(phone: Page, application: Application):
    _visit(phone, [*PAGES, offers_of_demo_vendors(application)[0].url])


def test_a_desk_hears_no_complaint(desk: Page, application: Application):
    _visit(desk, [*PAGES, offers_of_demo_vendors(application)[0].url])
