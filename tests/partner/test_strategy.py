"""Oscar's seam for price and availability follows our rules of sale."""

import datetime
from decimal import Decimal

import pytest
from oscar.core.loading import get_class

from catalog.catalogue.models import Category, Product
from catalog.partner.sale import unlicensed
from catalog.partner.services import suspend_vendor
from catalog.partner.strategy import Strategy
from storefront.basket.models import Basket
from tests.factories import make_pack, make_product, make_vendor, state_licence, stock_of
from tests.storefront.factories import make_basket

pytestmark = pytest.mark.django_db


def info(pack, **values):
    return Strategy(**values).fetch_for_product(pack)


def test_oscar_finds_our_strategy() -> None:
    selector = get_class("partner.strategy", "Selector")()

    assert isinstance(selector.strategy(request=None), Strategy)


def test_the_price_is_whole_dong_with_the_vat_inside(today) -> None:
    price = info(make_pack(price=12_345)).price

    assert (price.incl_tax, price.tax, price.excl_tax) == (12_345, 914, 11_431)
    assert price.currency == "VND"
    assert price.effective_price == 12_345


@pytest.mark.parametrize(
    ("vat_class", "day", "tax"),
    [
        ("standard", "2026-12-31", 7_407),
        ("standard", "2027-01-01", 9_091),
        ("reduced", "2027-01-01", 4_762),
        ("not_subject", "2027-01-01", 0),
    ],
)
def test_the_vat_follows_class_and_day(vat_class: str, day: str, tax: int) -> None:
    pack = make_pack(price=100_000, vat_class=vat_class)

    assert info(pack, on=datetime.date.fromisoformat(day)).price.tax == tax


def test_what_is_certified_listed_and_there_can_be_bought(today) -> None:
    availability = info(make_pack(stock=3)).availability

    assert availability.is_available_to_buy
    assert availability.is_purchase_permitted(3)[0]
    assert not availability.is_purchase_permitted(4)[0]


def test_the_day_after_the_last_day_it_cannot(today) -> None:
    pack = make_pack(make_product(last_day=today))

    assert info(pack).availability.is_available_to_buy
    tomorrow = info(pack, on=today + datetime.timedelta(days=1)).availability
    assert (tomorrow.is_available_to_buy, tomorrow.code) == (False, "certificate")


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "withdrawn"])
def test_a_listing_that_is_not_approved_cannot_be_bought(state: str) -> None:
    pack = make_pack(make_product(listing_state=state))

    assert info(pack).availability.code == "listing"


def test_a_medicine_cannot_be_bought_however_its_pack_came_in() -> None:
    pack = make_pack()
    Product.objects.filter(pk=pack.parent_id).update(criteria_set=Category.objects.get(code="B18"))

    pack = Product.objects.get(pk=pack.pk)

    assert info(pack).availability.code == "medicine"


@pytest.mark.parametrize("drink", ["B14", "B15"])
@pytest.mark.parametrize("number", ["", "   "])
def test_alcohol_without_its_licence_cannot_be_bought(drink: str, number: str, today) -> None:
    pack = make_pack(make_product(criteria_set=drink))
    unstated = info(pack).availability
    state_licence(pack.parent, number=number)

    assert (unstated.is_available_to_buy, unstated.code) == (False, "licence")
    assert info(pack).availability.code == "licence"


@pytest.mark.parametrize("drink", ["B14", "B15"])
def test_alcohol_with_its_licence_can_be_bought(drink: str, today) -> None:
    pack = make_pack(state_licence(make_product(criteria_set=drink)))

    assert info(pack).availability.is_available_to_buy


@pytest.mark.parametrize("count", [1, 9])
def test_licences_of_many_are_asked_for_once(count: int, django_assert_num_queries) -> None:
    spirits = [state_licence(make_product(criteria_set="B14")) for _ in range(count)]
    bare, mango = make_product(criteria_set="B15"), make_product()

    with django_assert_num_queries(1):
        assert unlicensed([*spirits, bare]) == {bare.pk}
    with django_assert_num_queries(0):
        assert unlicensed([mango]) == set()


def test_an_unverified_or_suspended_vendor_sells_nothing() -> None:
    unverified, suspended = make_vendor(verified=False), make_vendor()
    packs = make_pack(vendor=unverified), make_pack(vendor=suspended)
    suspend_vendor(suspended, reason="khiếu nại")

    assert [info(pack).availability.code for pack in packs] == ["vendor", "vendor"]


def test_without_a_price_or_a_seller_nothing_is_sold() -> None:
    priceless = make_pack()
    record = stock_of(priceless)
    record.price = None
    record.save()
    bare = make_product()

    assert info(priceless).price.exists is False
    assert info(priceless).availability.code == "price"
    assert info(bare).stockrecord is None
    assert info(bare).availability.is_available_to_buy is False


def test_a_product_is_as_cheap_as_its_cheapest_pack(today) -> None:
    product, vendor = make_product(), make_vendor()
    make_pack(product, vendor=vendor, price=90_000, title="Hộp lớn")
    make_pack(product, vendor=vendor, price=30_000, stock=0, title="Hộp nhỏ")

    parent = Strategy().fetch_for_parent(product)

    assert parent.price.incl_tax == Decimal(30_000)
    assert parent.availability.is_available_to_buy


def test_a_product_without_packs_has_no_price() -> None:
    parent = Strategy().fetch_for_parent(make_product())

    assert parent.price.exists is False
    assert parent.availability.is_available_to_buy is False


@pytest.mark.parametrize("count", [1, 9])
def test_a_basket_of_many_lines_asks_once(count: int, django_assert_num_queries) -> None:
    basket = Basket.objects.get(pk=make_basket(*(make_pack() for _ in range(count))).pk)
    basket.strategy = Strategy()

    with django_assert_num_queries(3):
        prices = [line.line_price_incl_tax for line in basket.all_lines()]
        permitted = [
            line.purchase_info.availability.is_available_to_buy for line in basket.all_lines()
        ]

    assert prices == [62_000] * count
    assert permitted == [True] * count


def test_oscars_own_totals_agree(today) -> None:
    basket = make_basket((make_pack(price=12_345), 3))
    basket.strategy = Strategy()

    assert basket.total_incl_tax == 37_035
