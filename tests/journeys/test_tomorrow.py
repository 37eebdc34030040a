"""TODAY past a certificate's last day: everything follows, though no row was touched and no job ran."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.journeys.buying import fill_basket, order
from tests.journeys.offers import Offer, offers_of_demo_vendors
from tests.servers.application import Application, running_application
from tests.servers.visitor import Visitor

_LAST_DAY = """
from catalog.catalogue.models import Product
from catalog.certification.models import LiveInterval
import datetime
product = Product.objects.get(public_id={public_id!r})
last = max(LiveInterval.objects.filter(product=product).values_list("live_until", flat=True))
print(last + datetime.timedelta(days=1))
"""
#: What a visit may write: its session, its basket, what the queue says of itself.
_VISITS = {"django_session", "basket_basket", "basket_line", "django_tasks_database_dbtaskresult"}


@pytest.fixture(scope="module")
def offers(application: Application) -> list[Offer]:
    return offers_of_demo_vendors(application)


def test_what_ended_is_gone_and_past_orders_keep_their_claim(application, offers, tmp_path):
    ending = offers[0]
    buyer, browsing = Visitor(application.url), Visitor(application.url)
    order_path = order(buyer, offers).removeprefix(application.url)
    claim = _claim(buyer.words)
    fill_basket(browsing, [ending])
    browsing.get(ending.url)
    before = browsing.response.text
    tomorrow = _day_after(application, ending)
    _copy(application.data_dir, tmp_path / "data")
    untouched = _rows(tmp_path / "data" / "db.sqlite3")

    with running_application(tmp_path / "data", today=tomorrow) as later:
        after = Visitor(later.url, session=browsing.session)
        after.get(ending.url, expect=410)
        page = after.response.text
        listed = Visitor(later.url).get(f"/products/?q={ending.title}").response.text
        basket = after.get("/basket/").words
        site_map = _site_map(later)
        kept = Visitor(later.url).get(order_path).words

    assert ("hasCertification" in before, ending.url in before) == (True, True)
    assert ("hasCertification" in page, "ld+json" in page) == (False, False)
    assert ending.url not in listed
    assert ending.url not in site_map
    assert ending.url in _site_map(application)
    assert "hôm nay không còn hiệu lực" in basket
    assert _claim(kept) == claim
    assert _rows(tmp_path / "data" / "db.sqlite3") == untouched


def _claim(words: str) -> list[str]:
    """The stars, decisions and last days that an order's page tells, as sold."""
    return [
        part.split("sao OCOP khi bạn đặt")[1][:60]
        for part in words.split("×")
        if "sao OCOP" in part
    ]


def _day_after(application: Application, offer: Offer) -> str:
    public_id = offer.url.strip("/").rsplit("-", 1)[1]
    done = application.manage("shell", "--no-imports", "-c", _LAST_DAY.format(public_id=public_id))
    return done.stdout.split()[-1]


def _copy(source: Path, target: Path) -> None:
    """A copy of a running application's data: the database by SQLite's own backup."""
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("db.sqlite3*"))
    with (
        sqlite3.connect(source / "db.sqlite3") as live,
        sqlite3.connect(target / "db.sqlite3") as copy,
    ):
        live.backup(copy)


def _rows(path: Path) -> dict[str, str]:
    """Every table but those of visits, as one digest each."""
    with sqlite3.connect(path) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in _VISITS and not name.startswith("sqlite_")
        ]
        return {
            name: str(database.execute(f'SELECT * FROM "{name}"').fetchall())  # noqa: S608
            for name in tables
        }


def _site_map(application: Application) -> str:
    visitor = Visitor(application.url)
    index = visitor.get("/sitemap.xml").response.text
    parts = [part.split("</loc>")[0] for part in index.split("<loc>")[1:]]
    return "".join(visitor.get("/" + part.split("/", 3)[3]).response.text for part in parts)
