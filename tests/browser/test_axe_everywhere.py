"""Every address of the site map and every signed-in page, in each language, width and scheme."""

import itertools
import re

import pytest
import requests
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_axe import OFFICE, complaints, sign_in
from tests.journeys.buying import order
from tests.journeys.offers import VENDORS, offers_of_demo_vendors
from tests.servers.application import Application
from tests.servers.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.soak]

LOOKS = list(itertools.product((PHONE, DESK), ("light", "dark")))
BUYER = "nguoi-mua@demo.example"
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")


def _site_map(application: Application) -> list[str]:
    """The addresses without the host, Vietnamese and English."""
    parts = _LOCATION.findall(requests.get(f"{application.url}/sitemap.xml", timeout=20).text)
    found = [
        address.removeprefix(application.url)
        for part in parts
        for address in _LOCATION.findall(requests.get(part, timeout=60).text)
    ]
    return sorted({*found, *(f"/en{path}" for path in found if not path.startswith("/en/"))})


def _context(browser: Browser, application: Application, viewport, scheme):
    context = browser.new_context(
        base_url=application.url,
        viewport=viewport,
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    context.set_default_timeout(20_000)
    return context


@pytest.mark.parametrize(
    ("viewport", "scheme"), LOOKS, ids=[f"{v['width']} {scheme}" for v, scheme in LOOKS]
)
def test_every_address_of_the_site_map(browser, application, viewport, scheme):
    addresses = _site_map(application)
    context = _context(browser, application, viewport, scheme)
    page = context.new_page()

    found = []
    for address in addresses:
        page.goto(address)
        found += complaints(page)
    context.close()

    assert len(addresses) > 1000
    assert found == []


def _links(page, prefix: str) -> set[str]:
    """Where the page leads within its own workspace, one address of each shape."""
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    inside = {href.split("#")[0].split("?")[0] for href in hrefs if href.startswith(prefix)}
    return {href for href in inside if not href.endswith((".csv", ".xlsx", ".zip", ".png", ".svg"))}


def _shape(address: str) -> str:
    return re.sub(r"[0-9a-z]{10,}|\d+", "*", address)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("viewport", "scheme"), LOOKS, ids=[f"{v['width']} {scheme}" for v, scheme in LOOKS]
)
@pytest.mark.parametrize(
    ("who", "start"),
    [(BUYER, "/account/"), (VENDORS[0], "/vendor/"), (OFFICE, "/office/")],
)
def test_every_page_behind_the_door(  # noqa: PLR0917
    browser, application, language, viewport, scheme, who, start
):
    order(Visitor(application.url), offers_of_demo_vendors(application))
    context = _context(browser, application, viewport, scheme)
    page = context.new_page()
    sign_in(page, who)
    waiting, seen, found = [f"{language}{start}"], set(), []

    while waiting:
        address = waiting.pop()
        if _shape(address) in seen or "logout" in address:
            continue
        seen.add(_shape(address))
        answer = page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found += complaints(page)
        waiting += sorted(_links(page, f"{language}{start}"))
    context.close()

    assert len(seen) >= 4
    assert found == []
