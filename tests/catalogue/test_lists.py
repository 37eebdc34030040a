"""What lists find, in which order, page by page. Names with "live" fail where the gate is dropped."""

import datetime

import pytest
from django.db import connection
from django.utils.translation import override
from oscar.core.loading import get_model

from catalog.catalogue.models import Category, StandardHeld
from catalog.catalogue.season import bits
from catalog.catalogue.selectors import (
    category_tree,
    ended_product,
    front_page,
    product_detail,
    product_list,
)
from catalog.catalogue.selectors.lists import listed_where
from catalog.catalogue.selectors.maker import maker
from catalog.partner.services import suspend_vendor
from marketplace.geography.former import former_province_of
from marketplace.geography.models import Province
from tests.factories import (
    commune,
    make_certificate,
    make_pack,
    make_producer,
    make_product,
    make_vendor,
    state_licence,
    stock_of,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def found(page):
    return [card.public_id for card in page.cards]


def test_list_needs_live_certificate(today):
    last = make_product(last_day=today)

    assert found(product_list(on=today)) == [last.public_id]
    assert found(product_list(on=today + DAY)) == []


def test_price_list_needs_live_certificate(today):
    product = make_product(last_day=today)
    make_pack(product)

    assert found(product_list(on=today, sort="price")) == [product.public_id]
    assert found(product_list(on=today + DAY, sort="price")) == []


def test_star_filter_needs_live_certificate(today):
    product = make_product(star=4, last_day=today)

    assert found(product_list(on=today, star=4)) == [product.public_id]
    assert found(product_list(on=today + DAY, star=4)) == []


def test_star_filter_leaves_out_the_star_of_before(today):
    """The live filter on the star itself: an upgraded product is no longer a 3-star one."""
    product = make_product(star=3)
    make_certificate(product, star=4, issued_on=today)

    assert found(product_list(on=today, star=3)) == []
    assert found(product_list(on=today, star=4)) == [product.public_id]


def test_season_shelf_needs_live_certificate(today):
    product = make_product(last_day=today, season_months=bits([11]))

    assert [card.public_id for card in front_page(on=today).in_season] == [product.public_id]
    assert front_page(on=today + DAY).in_season == ()


def test_newly_certified_is_told_by_the_certificate_and_not_by_the_products_age(today):
    """A renewal of an old product comes before many that came to us later."""
    producer = make_producer()
    old = make_product(star=3, producer=producer)
    for _number in range(25):
        last = make_product(producer=producer)
    make_certificate(old, star=4, issued_on=today - DAY)

    newest = front_page(on=today).newest

    assert [card.public_id for card in newest[:2]] == [old.public_id, last.public_id]


def test_newly_certified_needs_a_live_certificate_and_an_approved_listing(today):
    make_product(last_day=today - DAY)
    make_product(listing_state="withdrawn")
    shown = make_product()

    assert [card.public_id for card in front_page(on=today).newest] == [shown.public_id]


def test_detail_needs_live_certificate(today):
    product = make_product(last_day=today)

    assert product_detail(product.public_id, on=today) is not None
    assert product_detail(product.public_id, on=today + DAY) is None


def test_similar_products_need_live_certificates(today):
    gone = make_product(star=None)
    make_product(last_day=today - DAY)
    live = make_product()

    ended = ended_product(gone.public_id, on=today)

    assert [card.public_id for card in ended.similar] == [live.public_id]


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "withdrawn"])
def test_only_approved_listings_are_shown(today, state):
    product = make_product(listing_state=state)

    assert found(product_list(on=today)) == []
    assert product_detail(product.public_id, on=today) is None
    assert ended_product(product.public_id, on=today) is None


def test_a_pack_is_no_product_of_its_own(today):
    product = make_product()
    pack = make_pack(product)

    assert found(product_list(on=today)) == [product.public_id]
    assert product_detail(pack.public_id, on=today) is None


def test_the_newest_stand_first_and_pages_follow_without_gap_or_repeat(today):
    made = [make_product().public_id for _ in range(7)]

    first = product_list(on=today, limit=3)
    second = product_list(on=today, limit=3, after=first.after)
    third = product_list(on=today, limit=3, after=second.after)

    assert found(first) + found(second) + found(third) == made[::-1]
    assert third.after == ""


def test_a_product_that_ends_between_two_pages_breaks_nothing(today):
    made = [make_product(last_day=today if n == 2 else None).public_id for n in range(5)]
    first = product_list(on=today, limit=3)

    second = product_list(on=today + DAY, limit=3, after=first.after)

    assert found(second) == [made[1], made[0]]


def test_an_unknown_place_gives_an_empty_page(today):
    make_product()

    assert found(product_list(on=today, after="zzzzzzzzzz")) == []
    assert found(product_list(on=today, sort="price", after="zzzzzzzzzz")) == []


def test_by_price_each_product_stands_once_where_its_cheapest_pack_does(today):
    dear, cheap, middle, unsold = (make_product() for _ in range(4))
    vendor = make_vendor()
    make_pack(dear, vendor=vendor, price=90_000)
    make_pack(middle, vendor=vendor, price=50_000)
    make_pack(cheap, vendor=vendor, price=80_000)
    make_pack(cheap, vendor=vendor, price=20_000)
    make_pack(cheap, vendor=vendor, price=20_000)

    first = product_list(on=today, sort="price", limit=2)
    second = product_list(on=today, sort="price", limit=2, after=first.after)

    assert found(first) == [cheap.public_id, middle.public_id]
    assert found(second) == [dear.public_id]
    assert unsold.public_id not in found(first) + found(second)
    assert [card.offer.price for card in first.cards] == [20_000, 50_000]


def test_what_no_verified_vendor_sells_has_no_price(today):
    product, vendor = make_product(), make_vendor()
    make_pack(product, vendor=vendor)
    suspend_vendor(vendor, reason="hồ sơ hết hạn")

    (card,) = product_list(on=today).cards

    assert card.offer is None
    assert found(product_list(on=today, sort="price")) == []


@pytest.mark.parametrize(
    ("closed_from", "closed_until", "priced"),
    [
        (0, 3, False),
        (-3, 0, False),
        (0, None, False),
        (None, 0, False),
        (1, 3, True),
        (-3, -1, True),
        (None, None, True),
    ],
)
def test_a_closed_shop_names_no_price(today, closed_from, closed_until, priced):
    vendor = make_vendor()
    vendor.closed_from = None if closed_from is None else today + closed_from * DAY
    vendor.closed_until = None if closed_until is None else today + closed_until * DAY
    vendor.save()
    make_pack(vendor=vendor)

    (card,) = product_list(on=today).cards

    assert (card.offer is not None) is priced


@pytest.mark.parametrize("code", ["B14", "B15"])
def test_alcohol_has_an_offer_in_lists_once_its_licence_is_stated(today, code):
    drink = make_product(criteria_set=code)
    make_pack(drink)

    (bare,) = product_list(on=today).cards
    assert (bare.offer, str(bare.note)) == (None, "Chưa bán trên chợ")
    assert found(product_list(on=today, sort="price")) == []
    alike = product_detail(make_product(criteria_set=code).public_id, on=today).similar
    assert [card.offer for card in alike] == [None]

    state_licence(drink, number="  ")
    assert found(product_list(on=today, sort="price")) == []
    drink.attribute_values.all().delete()
    state_licence(drink)
    (card,) = product_list(on=today, sort="price").cards
    assert card.offer.price == 62_000


@pytest.mark.parametrize("code", ["B18", "B26"])
def test_what_is_never_sold_here_is_in_no_list_by_price(today, code):
    product = make_pack().parent
    product.criteria_set = Category.objects.get(code=code)
    product.save()

    assert found(product_list(on=today, sort="price")) == []
    assert product_list(on=today).cards[0].offer is None


@pytest.mark.parametrize("code", ["S1", "S1.1", "B01"])
def test_a_category_holds_what_is_under_it(today, code):
    product = make_product(criteria_set="B01")
    make_product(criteria_set="B14")

    for category in (category_tree()[code], Category.objects.get(code=code)):
        assert found(product_list(on=today, category=category)) == [product.public_id]


def test_province_and_producer_narrow_the_list(today):
    producer = make_producer(province_slug="an-giang")
    product = make_product(producer=producer)
    make_product()

    province = Province.objects.get(slug="an-giang")
    assert found(product_list(on=today, province=province)) == [product.public_id]
    assert found(product_list(on=today, producer=producer)) == [product.public_id]


@pytest.mark.parametrize(
    "query", ["xoài", "xoai", "XOAI CAT", "Xoài  Cát", "cat mỹ xương", "my xuong", "hoa loc xoai"]
)
def test_search_is_blind_to_accents_case_and_order(today, query):
    producer = make_producer("Hợp tác xã Mỹ Xương")
    product = make_product("Xoài cát Hoà Lộc", producer=producer)
    make_product("Gạo ST25")

    assert found(product_list(on=today, query=query)) == [product.public_id]


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE", "x" * 5000, "\x00"])
def test_hostile_searches_find_nothing_and_break_nothing(today, query):
    make_product("Xoài cát Hoà Lộc")

    assert len(product_list(on=today, query=query).cards) == (1 if not query.strip("%_\x00") else 0)


def test_search_joins_filters(today):
    product = make_product("Gạo ST25", criteria_set="B03", star=5)
    make_product("Gạo ST25", criteria_set="B03", star=3)
    make_product("Gạo nếp", criteria_set="B03", star=5)

    page = product_list(on=today, query="st25", star=5, category=category_tree()["S1"])

    assert found(page) == [product.public_id]


@pytest.mark.parametrize(
    ("stock", "months", "note"),
    [
        (50, [], "Ships from {place}"),
        (50, [11], "In season"),
        (3, [11], "Only 3 left"),
        (0, [], "Sold out"),
        (0, [5], "Out of season"),
    ],
)
def test_a_card_says_what_matters_today(today, stock, months, note):
    make_pack(make_product(season_months=bits(months)), stock=stock)

    with override("en"):
        (card,) = product_list(on=today).cards

    assert str(card.note) == note.format(place=commune().name_vi)


@pytest.mark.parametrize(
    ("code", "note"),
    [("B01", "Not sold here yet"), ("B18", "Shown, not sold"), ("B26", "Ask the producer")],
)
def test_a_card_without_a_price_says_why(today, code, note):
    make_product(criteria_set=code)

    with override("en"):
        (card,) = product_list(on=today).cards

    assert (card.offer, str(card.note)) == (None, note)


def test_reserved_stock_is_not_left(today):
    pack = make_pack(stock=5)
    record = stock_of(pack)
    record.num_allocated = 5
    record.save()

    (card,) = product_list(on=today).cards

    assert card.offer.left == 0


def test_a_card_names_the_former_province_where_it_differs(today):
    communes = get_model("geography", "Commune").objects
    producer = make_producer(province_slug="an-giang")
    producer.commune = communes.filter(
        province__slug="an-giang",
        predecessors__district__former_province__name_vi="Kiên Giang",
    ).first()
    producer.save()
    make_product(producer=producer)

    (card,) = product_list(on=today).cards

    assert card.former_place == "Kiên Giang"


@pytest.mark.parametrize("sort", ["newest", "price"])
def test_query_counts_are_the_same_for_10_and_200(today, django_assert_num_queries, sort):
    vendor, producer = make_vendor(), make_producer()
    producer.commune = commune()
    producer.save()
    for _ in range(10):
        make_pack(make_product(producer=producer), vendor=vendor)
    former_province_of(producer.commune.code)
    with django_assert_num_queries(3):
        assert len(product_list(on=today, sort=sort, limit=200).cards) == 10

    for _ in range(190):
        make_pack(make_product(producer=producer), vendor=vendor)
    with django_assert_num_queries(3):
        assert len(product_list(on=today, sort=sort, limit=200).cards) == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans differ")
def test_lists_walk_an_index_and_never_sort_the_market(today):
    newest = listed_where(on=today).order_by("-pk")[:24].explain()
    one_set = listed_where(on=today, category=category_tree()["B01"]).order_by("-pk")[:24].explain()

    assert "TEMP B-TREE" not in newest + one_set
    assert "catalogue_newest" in newest
    assert "catalogue_listing" in one_set


def test_a_standard_without_an_end_is_held_longest(today):
    """Whatever the database thinks of nothing: SQLite sorts it first, PostgreSQL last."""
    producer = make_producer()
    ends, lasts = make_product(producer=producer), make_product(producer=producer)
    StandardHeld.objects.create(product=lasts, code="haccp", number="1", valid_until=None)
    StandardHeld.objects.create(product=ends, code="haccp", number="2", valid_until=today + DAY)

    (held,) = maker(producer, on=today).standards

    assert (held.number, held.valid_until) == ("1", None)


def test_a_producers_products_go_on_by_key(today, client, monkeypatch):
    monkeypatch.setattr("catalog.catalogue.selectors.maker._MOST", 2)
    producer = make_producer()
    first, second, third = (make_product(producer=producer) for _number in range(3))
    address = f"/producer/{producer.slug}-{producer.public_id}/"

    page = client.get(address).content.decode()
    assert f'href="?after={second.public_id}#certified-products"' in page
    assert first.public_id not in page

    more = client.get(f"{address}?after={second.public_id}").content.decode()
    assert first.public_id in more
    assert third.public_id not in more
    assert 'class="more"' not in more
    assert third.public_id in client.get(f"{address}?after=nothing").content.decode()
