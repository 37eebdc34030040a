"""Lists over HTTP with an engine behind them, and without."""

import datetime
import html
import logging
import threading

import pytest

from catalog.catalogue.models import Product
from catalog.catalogue.season import bits
from search import finding, keeping, nothing
from search.engine import choosing
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.guard import Guard
from search.models import Change
from tests.factories import make_certificate, make_pack, make_producer, make_product, make_vendor

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def shown(client, address):
    """Names on the cards of the list, in order; each of them is on the page."""
    page = client.get(address)
    assert page.status_code == 200
    names = [str(card.title) for card in page.context["page"].cards]
    assert all(name in html.unescape(page.content.decode()) for name in names)
    return names


def text_of(client, address):
    return html.unescape(client.get(address).content.decode())


@pytest.fixture
def market(engine, today):
    """Four products of two provinces."""
    far = make_producer("Hợp tác xã Cầu Đất", province_slug="lam-dong")
    near = make_producer("Cơ sở Mỹ Xương")
    vendor = make_vendor()
    made = [
        make_product("Xoài cát Hoà Lộc", producer=near, star=5, season_months=bits([11])),
        make_product("Mứt xoài", producer=near, criteria_set="B07", star=3),
        make_product("Bơ sáp", producer=far, star=4),
        make_product("Bò khô", producer=far, criteria_set="B05", star=4),
    ]
    for product, price in zip(made, (90_000, 40_000, 60_000, 250_000), strict=True):
        make_pack(product, vendor=vendor, price=price)
    keeping.drain_all(engine)
    return made


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/products/", ["Bò khô", "Bơ sáp", "Mứt xoài", "Xoài cát Hoà Lộc"]),
        ("/products/?q=xoai", ["Xoài cát Hoà Lộc", "Mứt xoài"]),
        ("/products/?q=bò", ["Bò khô", "Bơ sáp"]),
        ("/products/?q=bơ", ["Bơ sáp", "Bò khô"]),
        ("/products/?q=cau dat", ["Bò khô", "Bơ sáp"]),
        ("/products/?star=3&star=5", ["Mứt xoài", "Xoài cát Hoà Lộc"]),
        ("/products/?star=3&province=lam-dong", []),
        (
            "/products/?province=lam-dong&region=dong-bang-song-cuu-long&star=5",
            ["Xoài cát Hoà Lộc"],
        ),
        ("/products/?price=50-100", ["Bơ sáp", "Xoài cát Hoà Lộc"]),
        ("/products/?season=now", ["Xoài cát Hoà Lộc"]),
        ("/products/?category=S1.1&category=B07", ["Bơ sáp", "Mứt xoài", "Xoài cát Hoà Lộc"]),
        ("/products/?sort=price", ["Mứt xoài", "Bơ sáp", "Xoài cát Hoà Lộc", "Bò khô"]),
        ("/products/?sort=price-down", ["Bò khô", "Xoài cát Hoà Lộc", "Bơ sáp", "Mứt xoài"]),
        ("/products/?sort=stars", ["Xoài cát Hoà Lộc", "Bò khô", "Bơ sáp", "Mứt xoài"]),
        ("/category/B01/?q=xoai", ["Xoài cát Hoà Lộc"]),
        ("/province/dong-thap/", ["Mứt xoài", "Xoài cát Hoà Lộc"]),
    ],
)
def test_what_the_address_asks_for_is_shown(client, market, address, names):
    assert shown(client, address) == names
    assert shown(client, "/en" + address) == names


def test_a_facet_keeps_its_alternatives_and_their_counts(client, market):
    page = client.get("/products/?star=4&province=lam-dong").context

    stars = {
        o.value: o.count for f in page["facets"] if f.code == "star" for o in f.groups[0].options
    }
    assert stars == {"4": 2}
    page = client.get("/products/?star=4").context
    stars = {
        o.value: o.count for f in page["facets"] if f.code == "star" for o in f.groups[0].options
    }
    assert stars == {"5": 1, "4": 2, "3": 1}


def test_only_the_first_two_pictures_are_not_put_off(client, market):
    page = client.get("/products/").content.decode()

    cards = page.split('<article class="product-card">')[1:]
    assert ["lazy" in card for card in cards] == [False, False, True, True]


def test_a_reader_of_english_leaves_labels_vietnamese(client, market):
    for address, name in (
        ("/en/products/?star=5", "5 OCOP stars"),
        ("/products/?star=5", "5 sao OCOP"),
    ):
        assert [chip.label for chip in client.get(address).context["chips"]] == [name]


def test_each_filter_that_is_on_can_be_taken_back(client, market):
    page = client.get("/products/?q=xoai&star=5&star=3&season=now").context

    assert [chip.url for chip in page["chips"]] == [
        "?q=xoai&season=now&star=3",
        "?q=xoai&season=now&star=5",
        "?q=xoai&star=5&star=3",
    ]
    assert {chip.label for chip in page["chips"]} >= {"5 sao OCOP", "3 sao OCOP"}
    assert page["clear_url"] == "?q=xoai"


@pytest.mark.parametrize(
    "address", ["/products/?q=xoai", "/products/?star=4", "/products/?sort=price"]
)
def test_only_whole_lists_are_for_crawlers(client, market, address):
    assert 'name="robots" content="noindex' in text_of(client, address)
    assert 'name="robots" content="noindex' not in text_of(client, "/products/")


@pytest.mark.parametrize("query", ["", "sort=price", "sort=price-down", "sort=stars", "q=xoai"])
def test_pages_follow_without_gap_or_repeat(client, engine, today, query):
    vendor, producer = make_vendor(), make_producer()
    for n in range(55):
        product = make_product(f"Xoài {n}", producer=producer, star=3 + n % 3)
        if n % 4:
            make_pack(product, vendor=vendor, price=10_000 * (n % 7 + 1))
    keeping.drain_all(engine)

    walked, address = [], f"/products/?{query}"
    while address:
        walked += shown(client, address)
        following = client.get(address).context["next_url"]
        address = f"/products/{following}" if following else ""

    assert len(walked) == len(set(walked)) == 55


def test_an_index_that_is_late_shows_no_star_that_has_ended(client, market, today):
    """The worker stands still; the database knows of a withdrawal and of a newer certificate."""
    Product.objects.filter(pk=market[3].pk).update(listing_state="withdrawn")
    make_certificate(market[1], star=4, issued_on=today)
    Change.objects.all().delete()

    page = client.get("/products/")

    cards = {str(card.title): card for card in page.context["page"].cards}
    assert set(cards) == {"Bơ sáp", "Mứt xoài", "Xoài cát Hoà Lộc"}
    assert cards["Mứt xoài"].badge.star == 4


def test_the_day_alone_ends_a_star(client, engine, settings, today):
    make_product("Gạo", last_day=today)
    keeping.drain_all(engine)
    assert shown(client, "/products/") == ["Gạo"]

    settings.TODAY = (today + DAY).isoformat()

    assert shown(client, "/products/") == []


@pytest.mark.parametrize(
    "address", ["/products/", "/products/?q=xoai&star=4", "/province/dong-thap/"]
)
def test_the_number_of_queries_does_not_grow(
    client, engine, today, django_assert_max_num_queries, address
):
    producer, vendor = make_producer(), make_vendor()
    for count in (10, 190):
        for _ in range(count):
            make_pack(make_product(producer=producer), vendor=vendor)
        keeping.drain_all(engine)
        client.get(address)
        with django_assert_max_num_queries(6):
            client.get(address)


def test_a_slip_of_the_finger_is_mended_and_can_be_insisted_on(client, market):
    page = client.get("/products/?q=xoaicat")

    assert page.context["page"].corrected == "xoài cát"
    assert shown(client, "/products/?q=xoaicat") == ["Xoài cát Hoà Lộc"]
    assert shown(client, "/products/?q=xoaicat&exact=1") == []
    assert shown(client, "/products/?q=mứt xoaj") == ["Mứt xoài"]


def test_nothing_found_offers_ways_that_lead_to_something(client, market):
    helps = client.get("/products/?q=xoai&star=4").context["help"]
    assert [(way.chip.url, way.total) for way in helps.without_filter] == [("?q=xoai", 2)]

    helps = client.get("/products/?q=xoai bo").context["help"]
    assert [(w.chip.label, w.total) for w in helps.fewer_words] == [("xoai", 2), ("bo", 2)]
    assert [str(card.title) for card in helps.in_season] == ["Xoài cát Hoà Lộc"]
    assert len(helps.neighbours) == 6


def test_type_ahead_offers_products_producers_provinces_and_kinds(client, market):
    def offered(typed):
        return [
            (str(s.text), s.url)
            for s in client.get("/search/suggest/", {"q": typed}).context["suggestions"]
        ]

    assert offered("xoai c") == [("Xoài cát Hoà Lộc", market[0].get_absolute_url())]
    assert ("Cơ sở Mỹ Xương") in [text for text, _url in offered("co so m")]
    assert offered("đồng th")[0] == ("Đồng Tháp", "/province/dong-thap/")
    assert offered("tien gia")[0] == ("Đồng Tháp", "/province/dong-thap/")
    assert offered("") == []


def test_an_index_that_is_late_suggests_nothing_that_may_not_be_shown(client, market):
    product = market[0]
    typed = {"xoai c": str(product.title), "co so m": str(product.producer.name)}
    Product.objects.filter(producer=product.producer).update(listing_state="withdrawn")

    for words, name in typed.items():
        offered = client.get("/search/suggest/", {"q": words}).context["suggestions"]
        assert name not in [str(one.text) for one in offered]


@pytest.mark.parametrize("after", ["1-999999999999-abc", "9-1-abc", "1-2147483648-abc"])
def test_a_place_in_the_list_that_nobody_wrote_is_its_beginning(client, market, caplog, after):
    page = client.get(f"/products/?q=xoai&after={after}").context["page"]

    assert (len(page.cards), page.total) == (2, 2)
    assert [one for one in caplog.records if one.levelno > logging.INFO] == []


def test_the_largest_place_in_a_list_is_answered_by_the_engine(client, market, caplog):
    page = client.get("/products/?sort=price&after=6-2147483647-abc").context["page"]

    assert page.total is not None
    assert [one for one in caplog.records if one.levelno > logging.INFO] == []


def test_many_words_that_find_nothing_cost_few_searches(client, market, monkeypatch):
    asked = []
    monkeypatch.setattr(nothing, "total_of", lambda filters, **_more: asked.append(filters) or 0)

    client.get("/products/", {"q": " ".join("abcdefghijklmnopqrstuvwxyz" * 2)[:100]})

    assert len(asked) == 6


def test_ways_end_once_there_are_enough(client, market, monkeypatch):
    asked = []
    monkeypatch.setattr(nothing, "total_of", lambda filters, **_more: asked.append(filters) or 1)

    page = client.get("/products/?q=qa qb qc qd qe qf qg")

    assert len(page.context["help"].fewer_words) == len(asked) == 4


@pytest.mark.parametrize(
    ("address", "today"),
    [
        ("/province/tien-giang/", "/province/dong-thap/"),
        ("/en/province/kien-giang/", "/en/province/an-giang/"),
    ],
)
def test_a_provinces_former_name_leads_to_todays(client, db, address, today):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, today)


def test_what_never_was_a_province_is_not_found(client, db):
    assert client.get("/province/nowhere/").status_code == 404


def test_what_is_typed_is_text(client, market):
    address = "/search/suggest/?q=%3Cscript%3E"

    assert "<script" not in client.get(address).content.decode()


class Hung(EmbeddedEngine):
    """An engine whose disk does not answer."""

    def __init__(self, root):
        super().__init__(root)
        self.asked = 0
        self.answers = threading.Event()

    def search(self, query):
        self.asked += 1
        self.answers.wait(timeout=20)
        return super().search(query)


@pytest.mark.usefixtures("market")
def test_an_engine_that_hangs_is_left_alone_and_the_plain_list_stands(
    client, settings, monkeypatch, caplog, tmp_path
):
    hung = Hung(settings.SEARCH_ROOT)
    monkeypatch.setitem(choosing.ENGINES, "hung", lambda _url, _root: hung)
    monkeypatch.setattr(finding, "_guard", Guard(patience=0.05, rest=60))
    monkeypatch.setattr(finding, "_said_at", [-1000.0])
    settings.SEARCH_URL = f"hung://{tmp_path.name}"

    first = shown(client, "/products/?star=4")
    second = shown(client, "/products/?star=4&sort=price")
    hung.answers.set()

    assert first == ["Bò khô", "Bơ sáp"]
    assert second == ["Bơ sáp", "Bò khô"]
    assert hung.asked == 1
    assert [r.levelname for r in caplog.records if r.name == "search.finding"] == ["ERROR"]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/products/?q=xoai", ["Mứt xoài", "Xoài cát Hoà Lộc"]),
        ("/products/?province=lam-dong&star=4", ["Bò khô", "Bơ sáp"]),
        ("/products/?region=dong-bang-song-cuu-long", ["Mứt xoài", "Xoài cát Hoà Lộc"]),
        ("/category/S1.1/?season=now", ["Xoài cát Hoà Lộc"]),
        ("/products/?category=B07", ["Mứt xoài"]),
        ("/province/lam-dong/?sort=price", ["Bơ sáp", "Bò khô"]),
    ],
)
@pytest.mark.usefixtures("market")
def test_without_an_index_the_database_filters(client, settings, tmp_path, address, names):
    settings.SEARCH_ROOT = tmp_path / "nowhere"

    assert shown(client, address) == names
    assert client.get(address).context["page"].total is None
    assert client.get("/search/suggest/?q=xo").status_code == 200


def test_without_an_index_the_star_of_before_finds_nothing(client, settings, tmp_path, today):
    """Product and star are both looked at: an upgraded product is no longer a 3-star one."""
    settings.SEARCH_ROOT = tmp_path / "nowhere"
    product = make_product("Xoài cát", star=3)
    make_certificate(product, star=4, issued_on=today)

    assert shown(client, "/products/?star=3") == []
    assert shown(client, "/products/?star=4") == ["Xoài cát"]
