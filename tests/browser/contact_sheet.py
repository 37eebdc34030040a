"""Draws docs/img/{contact,provinces,suppliers,money}-*.webp: a phone, a tablet and a desk, light and dark.

Run it after a change of looks: ``python -m tests.browser.contact_sheet [contact|provinces|suppliers|money]``;
then look at the sheets.
"""

import io
import json
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser import moneyed
from tests.browser.conftest import FLAGS
from tests.database import ROOT
from tests.journeys.buying import order, to_payment
from tests.journeys.offers import PASSWORD, VENDORS, offers_of_demo_vendors
from tests.servers.application import Application, running_application
from tests.servers.visitor import Visitor

WIDTHS = ((360, 740), (768, 1024), (1440, 900))
SCHEMES = ("light", "dark")
WHOLESALE = "mua-si@demo.example"
#: Every picture of a row is drawn this high.
ROW = 460
GAP = 16

#: Waits for what stands on the first screen; a picture that is put off may never be asked for.
_PICTURES_ON_SCREEN = """() => Promise.race([
  Promise.all([...document.images]
    .filter((image) => image.checkVisibility())
    .filter((image) => image.getBoundingClientRect().top < innerHeight)
    .map((image) => image.decode().catch(() => undefined))),
  new Promise((done) => setTimeout(done, 8000))])"""

Cookies = list[dict[str, str]]
#: (name, address, cookies of who looks)
Shown = tuple[str, str, Cookies]


def pages(application: Application) -> list[Shown]:
    """The shop: twelve pages."""
    offers = offers_of_demo_vendors(application)
    buyer = Visitor(application.url)
    to_payment(buyer, offers)
    paid = order(Visitor(application.url), offers, provider="vietqr")
    cookies = _cookies(buyer)
    producer, certificate = _addresses(application)
    nobody: Cookies = []
    return [
        ("home", "/", nobody),
        ("list", "/products/?star=4", nobody),
        ("search", "/products/?q=mat+onng", nobody),
        ("nothing found", "/products/?q=zzzz&star=5", nobody),
        ("product", offers[0].url, nobody),
        ("producer", producer, nobody),
        ("province", "/province/lam-dong/", nobody),
        ("certificate", certificate, nobody),
        ("basket", "/basket/", cookies),
        ("checkout", "/checkout/payment/", cookies),
        ("order by transfer", paid.removeprefix(application.url), nobody),
        ("saved", "/saved/", nobody),
    ]


def pages_of_provinces(_application: Application) -> list[Shown]:
    """The same of what the provinces publish."""
    nobody: Cookies = []
    return [
        ("index", "/province/", nobody),
        ("showcase", "/province/dong-thap/", nobody),
        ("showcase, its products", "/province/dong-thap/#products", nobody),
        ("story", "/province/dong-thap/xoai-cat-hoa-loc-trai-chin-min-nhu-cat-uot/", nobody),
        ("destination", "/province/dong-thap/lang-hoa-sa-dec/", nobody),
        (
            "itinerary",
            "/province/dong-thap/ba-ngay-xuoi-nguoc-song-tien-vuon-hoa-gach-do/",
            nobody,
        ),
        ("event", "/province/bac-ninh/hoi-lim-2027/", nobody),
        ("campaign", "/province/dong-thap/vu-cuoi-nam-2026/", nobody),
        ("news", "/province/bac-ninh/tranh-dong-ho-vao-danh-sach-bao-ve-khan-cap/", nobody),
        ("showcase in English", "/en/province/hue/", nobody),
        ("newsletter", "/newsletter/", nobody),
    ]


def pages_of_money(application: Application) -> list[Shown]:
    """The operators' office and a seller's pages of money, with a month behind them."""
    done = application.manage("shell", "--no-imports", "-c", moneyed.COMMAND, **moneyed.SETTINGS)
    assert done.returncode == 0, done.stderr
    ids = json.loads(done.stdout.splitlines()[-1])
    operator, seller = (_signed_in(application, who) for who in (moneyed.OPERATORS[0], VENDORS[0]))
    shop = f"/vendor/{ids['vendor']}"
    return [
        ("operators' office", "/office/market/", operator),
        ("refunds to approve", "/office/market/refunds/", operator),
        ("money that does not add up", "/office/money/", operator),
        ("payouts", "/payouts/", operator),
        ("payout run", f"/payouts/{ids['run']}/", operator),
        ("tariffs", "/office/tariffs/", operator),
        ("order", f"{shop}/orders/{ids['order']}/", seller),
        ("refund", f"{shop}/orders/{ids['refunded']}/refund/", seller),
        ("stock and prices", f"{shop}/shelf/", seller),
        ("invoice", f"{shop}/invoices/{ids['invoice']}/", seller),
        ("statement", f"{shop}/settlement/{ids['month']}/", seller),
        ("rates of the shop", f"{shop}/rates/", seller),
    ]


def pages_of_suppliers(application: Application) -> list[Shown]:
    """Finding who delivers in quantity, in both languages in turn: as a distributor goes."""
    buyer = _signed_in(application, WHOLESALE)
    demand, ticked = json.loads(_said_by(application, _OF_A_DISTRIBUTOR))
    compared = "&s=".join(ticked)
    return [
        ("directory", "/suppliers/?star=4", []),
        ("directory in English", "/en/suppliers/?star=4&ready=barcode", []),
        ("map", "/suppliers/?view=map", []),
        ("comparison", f"/suppliers/compare/?s={compared}", []),
        ("comparison in English", f"/en/suppliers/compare/?s={compared}", []),
        ("a demand in words", "/demands/new/", buyer),
        ("the form of a demand", f"/demands/{demand}/edit/", buyer),
        ("matches", f"/demands/{demand}/matches/", buyer),
        ("matches in English", f"/en/demands/{demand}/matches/", buyer),
        ("allocation", f"/demands/{demand}/allocation/?max_suppliers=3", buyer),
        ("allocation in English", f"/en/demands/{demand}/allocation/?max_suppliers=3", buyer),
        ("watch", "/watch/", buyer),
    ]


SHEETS = {
    "contact": pages,
    "provinces": pages_of_provinces,
    "suppliers": pages_of_suppliers,
    "money": pages_of_money,
}

#: The demonstration's demand with most matches, and the shops that fit it best.
_OF_A_DISTRIBUTOR = """
import json
from django.db.models import Count, Q
from search.matching.models import Demand, Match
fits = Count("lines__matches", filter=Q(lines__matches__failed=0))
demand = Demand.objects.filter(state="open").alias(fits=fits).order_by("-fits", "pk").first()
kept = Match.objects.filter(line__demand=demand, failed=0).order_by("-score", "pk")
shops = dict.fromkeys(kept.values_list("supply__vendor__public_id", flat=True))
print(json.dumps([demand.public_id, [*shops][:3]]))
"""

_ADDRESSES = """
import json
from catalog.catalogue.models import Product
from catalog.certification.models import Certificate
from marketplace.kernel.clock import today
producer = Product.objects.listed(on=today()).filter(criteria_set__code="B13").first().producer
live = Certificate.objects.live(on=today()).filter(star=5).first()
print(json.dumps([f"/producer/{producer.slug}-{producer.public_id}/", f"/verify/{live.code}/"]))
"""


def _addresses(application: Application) -> list[str]:
    """A producer's page and a certificate's."""
    return json.loads(_said_by(application, _ADDRESSES))


def _said_by(application: Application, code: str) -> str:
    done = application.manage("shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def _signed_in(application: Application, email: str) -> Cookies:
    visitor = Visitor(application.url).get("/account/login/")
    visitor.submit(button="Đăng nhập", login=email, password=PASSWORD)
    return _cookies(visitor)


def _cookies(visitor: Visitor) -> Cookies:
    return [
        {"name": name, "value": value, "url": visitor.base}
        for name, value in visitor.session.cookies.items()
    ]


def draw(browser: Browser, base: str, shown: list[Shown], scheme: str) -> Image.Image:
    """One sheet: a row for each page, a picture for each width."""
    widths = [round(width * ROW / height) for width, height in WIDTHS]
    size = (sum(widths) + GAP * 4, (ROW + GAP) * len(shown) + GAP)
    sheet = Image.new("RGB", size, "#857a64")
    for row, (_name, address, cookies) in enumerate(shown):
        left = GAP
        for (width, height), drawn in zip(WIDTHS, widths, strict=True):
            context = browser.new_context(
                base_url=base,
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                locale="vi-VN",
                reduced_motion="reduce",
            )
            context.add_cookies(cookies)
            page = context.new_page()
            page.goto(address, wait_until="load")
            page.evaluate(_PICTURES_ON_SCREEN)
            with Image.open(io.BytesIO(page.screenshot())) as picture:
                small = picture.convert("RGB").resize((drawn, ROW), Image.Resampling.LANCZOS)
            sheet.paste(small, (left, GAP + row * (ROW + GAP)))
            left += drawn + GAP
            context.close()
    return sheet


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as directory,
        running_application(Path(directory) / "data") as application,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name in sys.argv[1:] or SHEETS:
            shown = SHEETS[name](application)
            for scheme in SCHEMES:
                sheet = draw(browser, application.url, shown, scheme)
                path = ROOT / "docs" / "img" / f"{name}-{scheme}.webp"
                sheet.save(path, quality=70, method=6)
        browser.close()


if __name__ == "__main__":
    main()
