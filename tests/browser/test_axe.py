"""Every kind of page against axe-core's rules for WCAG 2.2 AA and good practice, and for overflow."""

import json

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.defects import complaints
from tests.browser.looks import ENGLISH_PHONE, IN_TURN, VIETNAMESE_DESK, Look, mostly
from tests.journeys.buying import order
from tests.journeys.offers import PASSWORD, VENDORS, Offer, offers_of_demo_vendors
from tests.servers.application import Application
from tests.servers.visitor import Visitor

pytestmark = pytest.mark.browser

OFFICE = "van-phong-tinh@demo.example"
WHOLESALE = "mua-si@demo.example"
_SAMPLES = """
import json
from catalog.catalogue.models import Product
from catalog.certification.models import Certificate, CertificateEvent
from catalog.partner.models import VisitTerms
from marketplace.kernel.clock import today
listed = Product.objects.listed(on=today())
def of(*sets):
    return listed.filter(criteria_set__code__in=sets).first().get_absolute_url()
ended = Product.objects.approved().exclude(pk__in=listed.values("pk")).first()
revoked = CertificateEvent.objects.filter(kind="revoked").first().certificate
live = Certificate.objects.live(on=today()).first()
producer = listed.first().producer
visit = "/visit/" + VisitTerms.objects.first().product.public_id + "/"
print(json.dumps([
    of("B14"), of("B26"), visit, of("B18", "B19"), ended.get_absolute_url(),
    f"/producer/{producer.slug}-{producer.public_id}/",
    f"/verify/{live.code}/", f"/verify/{revoked.code}/",
]))
"""
OPEN = [
    "/",
    "/products/",
    "/products/?q=zzzz&star=5",
    "/suppliers/?star=4",
    "/suppliers/?view=map",
    "/category/S1/",
    "/province/lam-dong/",
    "/province/",
    "/verify/",
    "/verify/?code=ABCD-12345",
    "/basket/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/nothing-here/",
    "/rules/",
    "/ranking/",
    "/privacy/",
    "/returns/",
    "/contact/",
    "/style/",
    "/gift-sets/",
]


@pytest.fixture(scope="module")
def offers(application: Application) -> list[Offer]:
    return offers_of_demo_vendors(application)


@pytest.fixture(scope="module")
def samples(application: Application, offers: list[Offer]) -> list[str]:
    """Addresses of pages that depend on the data: products of each sort, certificates, an order."""
    done = application.manage("shell", "--no-imports", "-c", _SAMPLES)
    assert done.returncode == 0, done.stderr
    bought = order(Visitor(application.url), offers).removeprefix(application.url)
    return [offers[0].url, *json.loads(done.stdout.splitlines()[-1]), bought]


@pytest.fixture(params=IN_TURN, ids=str)
def look(request, browser: Browser, application: Application):
    """A page of a reader with this language, width and colour scheme; and the look."""
    seen: Look = request.param
    context = browser.new_context(
        base_url=application.url,
        viewport=seen.viewport,
        color_scheme=seen.scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    context.set_default_timeout(10_000)
    yield context.new_page(), seen
    context.close()


def _all(page: Page, prefix: str, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path if path.startswith("/en/") else prefix + path)
        found += complaints(page)
    return found


def _first_link(page: Page, listing: str, selector: str) -> list[str]:
    """Where the first of these leads."""
    page.goto(listing)
    href = page.locator(selector).first.get_attribute("href")
    assert href
    return [href]


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def test_the_search_finds_what_it_looks_for(look):
    page, _ = look
    page.set_content('<main><img src="x.png"><p style="width: 3000px">wide</p></main>')

    found = complaints(page)

    assert any("image-alt" in one for one in found)
    assert found[-1].endswith("wider than the screen")


def test_open_pages(look, samples):
    page, seen = look

    assert _all(page, seen.prefix, seen.of(OPEN + samples)) == []


def test_a_provinces_pages(look, filled):
    page, seen = look
    found = []
    for path in seen.of(filled["en" if seen.prefix else "vi"]):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        found += complaints(page, frame=False)

    assert found == []


@mostly(ENGLISH_PHONE)
def test_newsletter_and_enquiry(look, application, samples):
    """The letter's form filled in, what comes after it, and an enquiry on its way."""
    page, (prefix, *_) = look
    page.goto(f"{prefix}/province/")
    form = page.locator("form", has=page.locator("[name=email]")).last
    form.locator("[name=email]").fill("ban-doc@demo.example")
    for box in form.locator("[type=checkbox]").all():
        box.check()
    form.get_by_role("button").click()
    page.wait_for_load_state()
    found = complaints(page, frame=False)
    (visit,) = [path for path in samples if path.startswith("/visit/")]
    page.goto(prefix + visit)
    page.locator("main form [name=name]").fill("Nguyễn Thị Hoa")
    page.locator("main form [name=email]").fill("hoa@demo.example")
    page.locator("main form").last.get_by_role("button").last.click()
    page.wait_for_url("**/enquiry/**")
    found += complaints(page, frame=False)

    assert found == []


@mostly(VIETNAMESE_DESK)
def test_buying(look, offers):
    page, (prefix, *_) = look
    for offer in offers:
        page.goto(prefix + offer.url)
        page.locator(".pack-form button").first.click()
        page.wait_for_url("**/basket/")

    found = complaints(page)
    page.goto(f"{prefix}/checkout/")
    page.locator("main form").get_by_role("button").click()
    page.wait_for_selector(".field-errors")
    found += complaints(page)

    assert found == []


@mostly(ENGLISH_PHONE)
def test_workspaces(look, offers):
    page, (prefix, *_) = look
    shop = f"/vendor/{offers[0].vendor}"
    sign_in(page, VENDORS[0])

    found = _all(
        page, prefix, ["/account/", "/account/email/", f"{shop}/products/", f"{shop}/visits/"]
    )
    page.goto(f"{prefix}{shop}/orders/")
    found += complaints(page)
    page.locator("tbody th a").first.click()
    page.wait_for_selector("main ol.timeline")
    found += complaints(page)

    assert found == []


@mostly(VIETNAMESE_DESK)
def test_finding_suppliers_for_a_demand(look):
    """Compared, a sentence read, what fits and what nearly does, shared out."""
    page, (prefix, *_) = look
    sign_in(page, WHOLESALE)
    page.goto(f"{prefix}/suppliers/?star=4")
    suppliers = page.locator(".supplier-tick input").evaluate_all(
        "all => all.slice(0, 3).map(one => one.value)"
    )
    found = _all(page, prefix, ["/suppliers/compare/?s=" + "&s=".join(suppliers), "/watch/"])
    page.goto(f"{prefix}/demands/new/")
    page.locator("main textarea").fill("Cần 2 tấn chả cá mỗi tháng, ít nhất 4 sao, giao Đà Nẵng")
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_selector("#understood")
    found += complaints(page)
    page.locator("button[name=open]").click()
    page.wait_for_url(lambda url: "/write/" not in url and "/new/" not in url)
    demand = page.url.split("/demands/")[1].strip("/")
    page.goto(f"{prefix}/demands/{demand}/matches/")
    for summary in page.locator("main summary").all()[:2]:
        summary.click()
    found += complaints(page)
    page.goto(f"{prefix}/demands/{demand}/allocation/")
    found += complaints(page)

    assert found == []


@mostly(ENGLISH_PHONE)
def test_kept_suppliers(look):
    """Kept on a list, the list, its table on the way, a contact."""
    page, (prefix, *_) = look
    sign_in(page, WHOLESALE)
    page.goto(f"{prefix}/suppliers/?star=4")
    kept = page.locator(".supplier-tick input").first.get_attribute("value")
    found = _all(
        page,
        prefix,
        [
            f"/suppliers/keep/?s={kept}",
            "/suppliers/lists/",
            "/suppliers/export/?star=4",
            f"/suppliers/{kept}/contact/",
        ],
    )
    page.goto(f"{prefix}/suppliers/keep/?s={kept}")
    page.locator("main form").last.locator("[name=name]").fill("Miền Tây")
    page.locator("main form").last.get_by_role("button").click()
    page.wait_for_url("**/suppliers/lists/*/")
    found += complaints(page)

    assert found == []


@mostly(VIETNAMESE_DESK)
def test_supplies_and_their_spreadsheet(look, offers):
    """The list, a supply, who leads the producer, and a file with a row that is wrong."""
    page, (prefix, *_) = look
    supplies = f"{prefix}/vendor/{offers[0].vendor}/supplies/"
    sign_in(page, VENDORS[0])
    pages = ["", "new/", "producer/", "import/"]
    found = _all(page, "", [supplies + path for path in pages])
    rows = page.request.get(f"{supplies}export.csv").text().splitlines()
    page.locator("main [type=file]").set_input_files(
        {
            "name": "nguon-hang.csv",
            "mimeType": "text/csv",
            "buffer": "\r\n".join([*rows, ",Không có"]).encode(),
        }
    )
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("main .scroll table")
    found += complaints(page)

    assert found == []


def test_programme_office(look):
    page, seen = look
    sign_in(page, OFFICE)
    paths = ["/office/", "/office/import/", "/office/certificates/", "/office/reads/"]
    paths += ["/office/vouchers/", "/office/vouchers/new/", "/office/vouchers/owed/lam-dong/"]
    paths += ["/office/sets/", "/office/sets/new/"]
    paths += _first_link(page, f"{seen.prefix}/office/vouchers/", "main .card h2 a")
    paths += _first_link(page, f"{seen.prefix}/office/sets/", "main .card h2 a")
    paths += _first_link(page, f"{seen.prefix}/office/sets/", "main .card .cluster a")

    assert _all(page, seen.prefix, seen.of(paths)) == []


def test_the_keyboard_reaches_the_content_first(look):
    page, (prefix, *_) = look
    page.goto(f"{prefix}/products/")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    where = page.evaluate("document.activeElement.id")
    page.keyboard.press("Tab")
    within = page.evaluate("!!document.activeElement.closest('main')")

    assert (first, where, within) == ("#main", "main", True)
