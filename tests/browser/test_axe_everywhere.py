"""Every address of the site map and every signed-in page, in each language, width and scheme."""

import itertools
import re
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.defects import complaints
from tests.browser.test_axe import OFFICE, WHOLESALE, sign_in
from tests.journeys.buying import order
from tests.journeys.offers import VENDORS, offers_of_demo_vendors
from tests.servers.application import Application
from tests.servers.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.soak]

#: A page is loaded once and looked at in each of these; the scheme changes nothing but colours.
LOOKS = list(itertools.product((PHONE, DESK), ("light", "dark")))
#: The site map is walked in so many parts, each a sample of all kinds of pages.
PARTS = 20
LANGUAGES = ("", "/en")
BUYER = "nguoi-mua@demo.example"
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")
#: What differs from one page of a kind to the next: ids, codes, numbers.
_VARYING = re.compile(r"OC26-\w+|[0-9A-Z]{4}-[0-9A-Z]{5}|[0-9a-z]{10,}|\d+")
_FILES = (".csv", ".xlsx", ".pdf", ".zip", ".png", ".svg", "/export/")


@pytest.fixture
def page(browser: Browser, application: Application) -> Iterator[Page]:
    """A page that loads no pictures: their places have their size without them."""
    context = browser.new_context(
        base_url=application.url, reduced_motion="reduce", bypass_csp=True
    )
    context.set_default_timeout(60_000)
    context.route(
        "**/*",
        lambda route: (
            route.abort() if route.request.resource_type == "image" else route.continue_()
        ),
    )
    yield context.new_page()
    context.close()


def _seen_in_each_look(page: Page, *, frame: bool) -> list[str]:
    found = []
    for viewport, scheme in LOOKS:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{viewport['width']} {scheme} {complaint}"
            for complaint in complaints(
                page, frame=frame, only_colours=scheme == "dark" and not frame
            )
        ]
    return found


def _site_map(application: Application) -> list[str]:
    """The addresses without the host, in Vietnamese; those of pages in English follow them."""
    parts = _LOCATION.findall(requests.get(f"{application.url}/sitemap.xml", timeout=60).text)
    found = {
        address.removeprefix(application.url)
        for part in parts
        for address in _LOCATION.findall(requests.get(part, timeout=60).text)
    }
    return sorted({path.removeprefix("/en") or "/" for path in found})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_of_the_site_map(
    page: Page, application: Application, part: int, language: str
):
    addresses = _site_map(application)

    found = []
    for place, address in enumerate(addresses[part::PARTS]):
        page.goto(language + address)
        found += _seen_in_each_look(page, frame=place == 0)

    assert len(addresses) > 600
    assert found == []


def _links(page: Page, within: tuple[str, ...]) -> set[str]:
    """Where the page leads within its own workspace."""
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    inside = {href.split("#")[0].split("?")[0] for href in hrefs if href.startswith(within)}
    return {href for href in inside if not href.endswith(_FILES) and "logout" not in href}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("who", "places", "least"),
    [
        (BUYER, ("/account/", "/order/", "/saved/", "/basket/"), 15),
        (WHOLESALE, ("/demands/", "/watch/", "/suppliers/"), 8),
        (VENDORS[0], ("/vendor/",), 12),
        (OFFICE, ("/office/",), 10),
    ],
)
def test_every_page_behind_the_door(  # noqa: PLR0917
    page: Page,
    application: Application,
    language: str,
    who: str,
    places: tuple[str, ...],
    least: int,
):
    order(Visitor(application.url), offers_of_demo_vendors(application))
    sign_in(page, who)
    within = tuple(language + place for place in places)
    waiting, seen, found = [within[0]], set(), []

    while waiting:
        address = waiting.pop()
        shape = _VARYING.sub("*", address)
        if shape in seen:
            continue
        seen.add(shape)
        answer = page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        waiting += sorted(_links(page, within))
        found += _seen_in_each_look(page, frame=False)

    assert len(seen) >= least
    assert found == []
