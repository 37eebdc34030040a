"""The directory over HTTP: every filter, the map, the comparison, with an engine and without."""

import html
import itertools

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.certification.models import LiveInterval
from catalog.producers.services import state_traits
from catalog.supply.suppliers import months_from
from marketplace.geography.selectors import province_list
from search import keeping
from search.suppliers.mapping import mapped
from tests.factories import commune, make_product, make_user, make_vendor
from tests.search.suppliers.offering import maker, offer, product_of, ready

pytestmark = pytest.mark.django_db

#: The page cache's question whether anything has changed.
STAMP = 1


def shown(client, address):
    """Names in the list, in order; each of them is on the page."""
    page = client.get(address)
    assert page.status_code == 200
    names = [str(row.supplier.name) for row in page.context["page"].rows]
    assert all(name in html.unescape(page.content.decode()) for name in names)
    return names


def text_of(client, address):
    return html.unescape(client.get(address).content.decode())


@pytest.fixture
def market(engine, today):
    """A ready one in the delta, one in the highlands without terms, and a reseller in Huế."""
    delta = maker("Hợp tác xã Mỹ Xương", title="Xoài cát Hoà Lộc", star=5)
    offer(
        product_of(delta),
        delta,
        months=[1_500, 1_500, 800],
        tiers=[(100, 60_000), (500, 52_000)],
        standards=["eu_organic"],
        export_papers=["co", "phytosanitary"],
        **ready(),
    )
    hills = maker(
        "Hợp tác xã Cầu Đất", title="Cà phê", province="lam-dong", criteria_set="B03", star=4
    )
    state_traits(hills.organisation.producer, traits={"women_led"}, acting_user=None)
    reseller = make_vendor("Nông sản Cố Đô", province_slug="hue")
    offer(make_product("Mật ong", star=3), reseller, months=[200], has_barcode=True)
    keeping.drain_all(engine)
    return engine


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Hợp tác xã Mỹ Xương", "Nông sản Cố Đô", "Hợp tác xã Cầu Đất"]),
        ("?q=xoai", ["Hợp tác xã Mỹ Xương"]),
        ("?q=mat+ong", ["Nông sản Cố Đô"]),
        ("?star=5", ["Hợp tác xã Mỹ Xương"]),
        ("?star=5&star=4", ["Hợp tác xã Mỹ Xương", "Hợp tác xã Cầu Đất"]),
        ("?province=lam-dong", ["Hợp tác xã Cầu Đất"]),
        ("?region=dong-bang-song-cuu-long", ["Hợp tác xã Mỹ Xương"]),
        ("?category=B03", ["Hợp tác xã Cầu Đất"]),
        ("?form=company", ["Nông sản Cố Đô"]),
        ("?led=women_led&led=youth_led", ["Hợp tác xã Cầu Đất"]),
        ("?led=youth_led", []),
        ("?standard=eu_organic", ["Hợp tác xã Mỹ Xương"]),
        ("?export=co", ["Hợp tác xã Mỹ Xương"]),
        ("?ready=barcode", ["Hợp tác xã Mỹ Xương", "Nông sản Cố Đô"]),
        ("?ready=barcode&ready=test_report", ["Hợp tác xã Mỹ Xương"]),
        ("?volume=1000", ["Hợp tác xã Mỹ Xương"]),
        ("?sort=newest", ["Nông sản Cố Đô", "Hợp tác xã Cầu Đất", "Hợp tác xã Mỹ Xương"]),
        ("?sort=stars", ["Hợp tác xã Mỹ Xương", "Hợp tác xã Cầu Đất", "Nông sản Cố Đô"]),
        ("?sort=volume", ["Hợp tác xã Mỹ Xương", "Nông sản Cố Đô", "Hợp tác xã Cầu Đất"]),
        ("?near=Hu%E1%BA%BF&km=30", ["Nông sản Cố Đô"]),
        ("?star=9&ready=magic&month=1999-01&km=7&near=&sort=paid&q=%25%25", None),
    ],
)
@pytest.mark.usefixtures("market")
def test_every_filter_is_in_the_address(client, query, names):
    everybody = ["Hợp tác xã Mỹ Xương", "Nông sản Cố Đô", "Hợp tác xã Cầu Đất"]

    assert shown(client, f"/suppliers/{query}") == (everybody if names is None else names)


@pytest.mark.usefixtures("market")
def test_a_month_and_an_amount_hold_together(client, today):
    first, third = (f"{month:%Y-%m}" for month in months_from(today, 3)[::2])

    assert shown(client, f"/suppliers/?month={first}&volume=1000") == ["Hợp tác xã Mỹ Xương"]
    assert shown(client, f"/suppliers/?month={third}&volume=1000") == []
    assert shown(client, f"/suppliers/?month={third}") == ["Hợp tác xã Mỹ Xương"]


@pytest.mark.usefixtures("market")
def test_a_card_says_what_a_distributor_asks(client):
    page = text_of(client, "/en/suppliers/?star=5")

    assert "smallest order 100 kg" in page
    assert "52,000\u202f₫ / kg from 500 kg" in page
    assert "Phytosanitary certificate" in page
    assert "Issues e-invoices" in page
    assert "5 OCOP stars, valid until" in page
    assert "+84912345678" not in page


@pytest.mark.usefixtures("market")
def test_checks_are_counted_beside_those_chosen(client):
    page = client.get("/suppliers/?ready=barcode")
    (facet,) = [one for one in page.context["form"].facets if one.code == "ready"]

    counts = {option.value: option.count for option in facet.groups[0].options}
    assert counts["barcode"] == 2
    assert counts["test_report"] == counts["volume"] == 1


@pytest.mark.usefixtures("market")
def test_products_can_be_narrowed_to_those_ready_for_supermarkets(client):
    page = client.get("/products/?ready=barcode&ready=test_report")

    assert [str(card.title) for card in page.context["page"].cards] == ["Xoài cát Hoà Lộc"]
    assert "Sẵn sàng vào siêu thị" in page.content.decode()


@pytest.mark.usefixtures("market")
def test_distance_is_told_from_a_commune_and_names_that_are_several_are_asked_back(client):
    place = commune("hue")

    near = client.get("/suppliers/", {"near": place.code, "km": 30})
    assert [row.km for row in near.context["page"].rows] == [0]
    assert place.name_vi in near.content.decode()

    several = text_of(client, "/suppliers/?near=Tân+Thành")
    assert "Tân Thành, Cà Mau" in several
    assert "?near=" in several
    old = client.get("/suppliers/?near=Đà+Lạt").context["filters"].near
    assert old.centre.name == "Thành phố Đà Lạt, Lâm Đồng"
    assert "quaxyz" in text_of(client, "/suppliers/?near=quaxyz")


@pytest.mark.usefixtures("market")
def test_the_map_counts_provinces_and_keeps_the_other_filters(client):
    page = client.get("/suppliers/?view=map&star=5")
    areas = {area.slug: area for area in page.context["map"].areas}

    assert areas["dong-thap"].total == 1
    assert areas["hue"].total == areas["lam-dong"].total == 0
    assert areas["dong-thap"].url == "?star=5&province=dong-thap"
    assert len(areas) == sum(len(several) for _name, several in page.context["map"].regions) == 34


@pytest.mark.usefixtures("market")
def test_only_the_whole_list_is_for_crawlers(client):
    assert "noindex" not in text_of(client, "/suppliers/")
    for query in ("?star=5", "?view=map", "?sort=stars", "?near=Huế"):
        assert '<meta name="robots" content="noindex, follow">' in text_of(
            client, f"/suppliers/{query}"
        )


@pytest.mark.usefixtures("market")
def test_nothing_found_shows_ways_that_lead_to_some(client):
    page = client.get("/en/suppliers/?star=5&province=lam-dong")

    assert not page.context["page"].rows
    ways = {way.chip.label: way.total for way in page.context["help"].ways}
    assert ways == {"without 5 OCOP stars": 1, "without Lâm Đồng": 1}
    farther = client.get("/en/suppliers/?star=5&near=Hu%E1%BA%BF&km=30").context["help"].ways
    assert (farther[0].chip.label, farther[0].total) == ("however far", 1)


def test_pages_follow_by_key_without_gap_or_repeat(client, engine, monkeypatch):
    monkeypatch.setattr("search.suppliers.views.directory_page.__kwdefaults__", {"limit": 2})
    for number in range(5):
        maker(f"Hợp tác xã {number}")
    keeping.drain_all(engine)

    walked, url = [], "/suppliers/"
    while url:
        page = client.get(url)
        walked += [str(row.supplier.name) for row in page.context["page"].rows]
        following = page.context["next_url"]
        url = f"/suppliers/{following}" if following else ""

    assert walked == [f"Hợp tác xã {number}" for number in range(4, -1, -1)]


def test_queries_are_few_and_do_not_grow(client, engine):
    def count(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured) - STAMP

    for number in range(3):
        vendor = maker(f"Hợp tác xã {number}")
        offer(product_of(vendor), vendor, months=[100, 100])
    keeping.drain_all(engine)
    count("/suppliers/?km=50")
    few = count("/suppliers/")
    for number in range(3, 12):
        vendor = maker(f"Hợp tác xã {number}")
        offer(product_of(vendor), vendor, months=[100] * 6, tiers=[(1, 5)])
    keeping.drain_all(engine)

    assert count("/suppliers/") == few == 4
    after = client.get("/suppliers/").context["page"].rows[3].supplier.public_id
    assert count(f"/suppliers/?after=1-0-{after}") <= 6
    client.force_login(make_user())
    assert count("/suppliers/?sort=newest") <= 8


@pytest.mark.usefixtures("market")
def test_a_late_index_shows_nobody_whose_certificate_has_ended(client):
    LiveInterval.objects.filter(star=5).delete()

    assert shown(client, "/suppliers/") == ["Nông sản Cố Đô", "Hợp tác xã Cầu Đất"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Nông sản Cố Đô", "Hợp tác xã Cầu Đất", "Hợp tác xã Mỹ Xương"]),
        ("?q=xoai", ["Hợp tác xã Mỹ Xương"]),
        ("?star=4&province=lam-dong", ["Hợp tác xã Cầu Đất"]),
        ("?led=women_led&led=ethnic_minority", ["Hợp tác xã Cầu Đất"]),
        ("?region=dong-bang-song-cuu-long", ["Hợp tác xã Mỹ Xương"]),
        ("?category=S1.1&form=cooperative", None),
        ("?ready=barcode&ready=test_report", ["Hợp tác xã Mỹ Xương"]),
        ("?near=Hu%E1%BA%BF&km=30", ["Nông sản Cố Đô"]),
        ("?volume=1000", ["Nông sản Cố Đô", "Hợp tác xã Cầu Đất", "Hợp tác xã Mỹ Xương"]),
    ],
)
@pytest.mark.usefixtures("market")
def test_without_an_engine_the_database_lists(client, settings, tmp_path, query, names):
    settings.SEARCH_ROOT = tmp_path / "nothing"

    found = shown(client, f"/suppliers/{query}")

    if names is not None:
        assert found == names


@pytest.mark.usefixtures("market")
def test_without_an_engine_a_month_still_narrows(client, settings, tmp_path, today):
    settings.SEARCH_ROOT = tmp_path / "nothing"
    third = months_from(today, 3)[2]

    assert shown(client, f"/suppliers/?month={third:%Y-%m}") == ["Hợp tác xã Mỹ Xương"]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("query", ["", "?star=3&star=4&star=5"])
def test_without_an_engine_ended_certificates_hide_their_suppliers(
    client, settings, tmp_path, query
):
    settings.SEARCH_ROOT = tmp_path / "nothing"
    settings.TODAY = "2099-01-01"

    assert shown(client, f"/suppliers/{query}") == []


def test_numbers_on_the_map_do_not_touch_and_the_list_has_them_all(db):
    asked = QueryDict("view=map")
    shown = mapped({one.slug: 10 + one.pk % 7 for one in province_list()}, asked)

    numbered = [area for area in shown.areas if area.has_room]
    pairs = itertools.combinations(numbered, 2)
    assert all(abs(a.x - b.x) >= 30 or abs(a.y - b.y) >= 22 for a, b in pairs)
    assert len(numbered) > 20
    assert sum(area.total > 0 for _name, areas in shown.regions for area in areas) == 34


# --- comparison and pages of suppliers -------------------------------------------------------


def ids_of(client):
    rows = client.get("/suppliers/").context["page"].rows
    return {str(row.supplier.name): row.supplier.public_id for row in rows}


@pytest.mark.usefixtures("market")
def test_two_suppliers_answer_the_same_questions(client, today):
    ids = ids_of(client)
    both = {"s": [ids["Nông sản Cố Đô"], ids["Hợp tác xã Mỹ Xương"]]}

    page = client.get("/en/suppliers/compare/", both)

    asked = {one.label: one.answers for one in page.context["comparison"].questions}
    assert asked["Smallest order"] == (("100 kg",), ("100 kg",))
    assert asked["Certified products"] == (("Mật ong",), ("Xoài cát Hoà Lộc",))
    assert asked["Barcode on each pack"] == (("Yes",), ("Yes",))
    assert asked["Steady volume"] == (("Not stated",), ("Yes",))
    month = months_from(today, 1)[0]
    free = [answer[0] for answer in asked["Free capacity by month"]]
    assert free == [f"{month.month}/{month.year}: {words}" for words in ("200 kg", "1.5 tonnes")]
    assert html.unescape(page.content.decode()).count("Nông sản Cố Đô") > len(asked)


@pytest.mark.usefixtures("market")
def test_comparing_wants_two_takes_four_and_leaves_out_the_unknown(client):
    one = next(iter(ids_of(client).values()))

    assert "Chọn từ hai đến bốn" in text_of(client, f"/suppliers/compare/?s={one}&s=0000000000")
    assert client.get("/suppliers/compare/").status_code == 200
    many = "&".join(f"s={public_id}" for public_id in [*ids_of(client).values(), "x", "y", "z"])
    assert len(client.get(f"/suppliers/compare/?{many}").context["comparison"].suppliers) == 3


@pytest.mark.usefixtures("market")
def test_a_maker_carries_its_wholesale_on_its_own_page_a_reseller_has_one(client, today):
    rows = {
        str(r.supplier.name): r.supplier for r in client.get("/suppliers/").context["page"].rows
    }
    reseller, delta = rows["Nông sản Cố Đô"], rows["Hợp tác xã Mỹ Xương"]

    assert "Mật ong" in text_of(client, reseller.url)
    assert delta.url.startswith("/producer/")
    page = text_of(client, delta.url.partition("#")[0])
    assert "Dành cho nhà phân phối" in page
    assert "1,5 tấn" in page
    way = reverse("suppliers:detail", args=["x", delta.public_id])
    assert client.get(way)["Location"] == delta.url
    assert client.get(reverse("suppliers:detail", args=["x", "0000000000"])).status_code == 404
