"""A gift set is changed by whom it belongs to; orders keep what they were, baskets say what is new."""

import datetime
from typing import Any

import pytest

from marketplace.kernel.clock import today
from marketplace.kernel.models import AuditEntry
from storefront.basket.contents import basket_contents
from storefront.checkout.services import LinesRefused
from storefront.gift_sets.baskets import cap_sets, put_set_in, set_sets
from storefront.gift_sets.changing import change_set
from storefront.gift_sets.errors import SetRefused
from storefront.gift_sets.making import withdraw_set
from storefront.gift_sets.models import GiftSet
from storefront.gift_sets.selectors import set_view
from storefront.ledger.checking import faults
from tests.certification.factories import a_province_officer
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_basket
from tests.storefront.gift_sets.test_gift_sets import (
    carrying,
    empty_basket,
    made,
    order_of,
    signed_in,
    terms_and_rest,
    two_sellers,
)

pytestmark = pytest.mark.django_db


def lines_of(*packs: Any) -> Any:
    return basket_contents(make_basket(*packs), on=today()).lines


def changed(gift_set: GiftSet, *packs: Any, **values: Any) -> None:
    change_set(
        **{
            "gift_set": gift_set,
            "lines": lines_of(*packs),
            **terms_and_rest("Giỏ quà Tết", 60, **values),
        }
    )


def parts_of(gift_set: GiftSet) -> list[tuple[str, int]]:
    return [(part.product.public_id, part.quantity) for part in gift_set.parts.all()]


def test_words_packs_discount_and_days_count_from_now_on():
    packs = two_sellers()
    third = make_pack(price=50_000, stock=9)
    gift_set = made(packs)

    changed(gift_set, (packs[0], 1), (third, 2), discount=30_000, title_en="Tết basket")

    view = set_view(gift_set.public_id, on=today())
    assert (view.gift_set.title, view.gift_set.title_en) == ("Giỏ quà Tết", "Tết basket")
    assert parts_of(gift_set) == [(packs[0].public_id, 1), (third.public_id, 2)]
    assert (view.full, view.discount, view.price) == (160_000, 30_000, 130_000)
    campaign = view.gift_set.campaign
    assert campaign.last_day == today() + datetime.timedelta(days=60)
    assert campaign.name == "Giỏ quà Tết"
    assert AuditEntry.objects.filter(action="gift_set.changed").count() == 1


def test_an_order_keeps_what_it_was():
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)
    order = order_of(basket)

    changed(gift_set, (packs[0], 1), (packs[1], 2), discount=50_000)

    order.refresh_from_db()
    assert (order.goods_total, order.discount_total) == (220_000, 20_000)
    assert {line.gift_set_title for line in order.lines.all()} == {"Giỏ quà Đất Sen hồng"}
    gift_set.campaign.refresh_from_db()
    assert (gift_set.campaign.committed, gift_set.campaign.amount) == (20_000, 50_000)
    assert faults() == []


def test_a_basket_that_holds_it_says_that_its_packs_are_others_until_it_is_put_in_again():
    packs = two_sellers()
    third = make_pack(price=50_000, stock=9)
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set, count=2)

    changed(gift_set, (packs[0], 1), (third, 2))
    contents = basket_contents(basket, on=today())

    assert (contents.lines, contents.discount) == ([], 0)
    assert len(contents.blocked) == 2
    assert "Giỏ quà Tết" in contents.sets[0].problem
    with pytest.raises(LinesRefused):
        order_of(basket)
    set_sets(basket=basket, gift_set=gift_set, count=2)
    again = basket_contents(basket, on=today())
    assert [(line.pack, line.quantity) for line in again.lines] == [(packs[0], 2), (third, 4)]
    assert again.discount == 40_000


def test_a_basket_that_holds_it_has_new_words_and_the_new_discount_at_once():
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)

    changed(gift_set, (packs[0], 2), (packs[1], 1), discount=50_000)
    contents = basket_contents(basket, on=today())

    assert contents.discount == 50_000
    assert contents.sets[0].gift_set.title == "Giỏ quà Tết"


def test_a_pack_that_is_no_part_any_more_does_not_multiply_the_set_when_baskets_are_joined():
    packs = two_sellers()
    third = make_pack(price=50_000, stock=9)
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set, count=2)

    changed(gift_set, (packs[1], 1), (third, 1))
    cap_sets(basket=basket)

    assert sorted(basket.lines.values_list("quantity", flat=True)) == [2, 4]


def test_without_a_discount_the_set_costs_its_parts_and_may_have_one_again():
    packs = two_sellers()
    gift_set = made(packs)
    same = (packs[0], 2), (packs[1], 1)

    changed(gift_set, *same, discount=0)
    without = set_view(gift_set.public_id, on=today()).price
    changed(gift_set, *same, discount=10_000)

    assert (without, set_view(gift_set.public_id, on=today()).price) == (220_000, 210_000)


def test_a_set_without_a_discount_gets_one():
    packs = two_sellers()
    gift_set = made(packs, discount=0)

    changed(gift_set, (packs[0], 2), (packs[1], 1), discount=10_000, budget=10_000)

    assert set_view(gift_set.public_id, on=today()).price == 210_000


def test_a_part_that_is_sold_out_may_stay_and_a_new_one_may_not():
    packs = two_sellers()
    gone = make_pack(stock=0)
    gift_set = made(packs)
    parts = lines_of((packs[0], 2), (packs[1], 1))
    basket = make_basket(packs[1])
    order_of(make_basket((packs[1], 4)))
    held = basket_contents(basket, on=today()).blocked

    changed(gift_set, packs[0], lines=[parts[0], *held])

    assert parts_of(gift_set) == [(packs[0].public_id, 2), (packs[1].public_id, 1)]
    assert not set_view(gift_set.public_id, on=today()).left
    with pytest.raises(SetRefused):
        changed(gift_set, packs[0], lines=[parts[0], parts[1], *_without_stock(gone)])


def _without_stock(pack: Any) -> Any:
    record = stock_of(pack)
    type(record).objects.filter(pk=record.pk).update(num_in_stock=1)
    basket = make_basket(pack)
    type(record).objects.filter(pk=record.pk).update(num_in_stock=0)
    return basket_contents(basket, on=today()).blocked


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"discount": 110_001}, "discount"),
        ({"budget": 19_999}, "budget"),
        ({"last_day": None}, "last_day"),
        ({"reference": " "}, "reference"),
    ],
)
def test_what_may_not_be_is_refused_in_words_and_nothing_changes(values, code):
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)
    order_of(basket)
    before = GiftSet.objects.values().get(), parts_of(gift_set)

    with pytest.raises(SetRefused) as refused:
        changed(gift_set, (packs[0], 2), (packs[1], 1), **values)

    assert refused.value.code == code
    assert (GiftSet.objects.values().get(), parts_of(gift_set)) == before


def test_a_budget_is_never_less_than_orders_hold_of_it():
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set, count=3)
    order_of(basket)

    with pytest.raises(SetRefused) as refused:
        changed(gift_set, (packs[0], 2), (packs[1], 1), budget=59_999)

    assert refused.value.code == "budget"
    assert "60.000" in str(refused.value)
    gift_set.campaign.refresh_from_db()
    assert gift_set.campaign.budget == 100_000
    assert gift_set.campaign.name == "Giỏ quà Đất Sen hồng"


def test_a_withdrawn_set_is_not_changed():
    packs = two_sellers()
    gift_set = made(packs)
    withdraw_set(gift_set=gift_set, acting_user=a_province_officer("dong-thap"))

    with pytest.raises(SetRefused) as refused:
        changed(gift_set, (packs[0], 2), (packs[1], 1))

    assert refused.value.code == "withdrawn"


def typed(client: Any, address: str, **changes: Any) -> dict[str, Any]:
    form = client.get(address).context["form"]
    found = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in found.items() if value is not None} | changes


def test_an_office_changes_its_set_on_a_page_with_packs_of_its_basket():
    packs = two_sellers()
    user = a_province_officer("dong-thap")
    gift_set = made(packs)
    third = make_pack(price=50_000, stock=9)
    make_basket(third, owner=user)
    client = signed_in(user)
    address = f"/office/sets/{gift_set.public_id}/"
    key = f"part-{third.stockrecords.get().pk}"

    page = client.get(address).content.decode()
    data = typed(client, address, title="Giỏ Tết", **{key: "2"})
    refused = client.post(address, data | {"title": "", "discount": "x"})
    answer = client.post(address, data)

    assert third.parent.title in page
    assert refused.status_code == 422
    assert refused.context["form"][key].value() == "2"
    assert answer["Location"] == "/office/sets/"
    assert parts_of(gift_set) == [
        (packs[0].public_id, 2),
        (packs[1].public_id, 1),
        (third.public_id, 2),
    ]
    assert f'href="{address}"' in client.get("/office/sets/").content.decode()
    gift_set.refresh_from_db()
    assert gift_set.title == "Giỏ Tết"


def test_another_province_s_set_is_not_there_and_a_clerk_changes_none():
    gift_set = made(two_sellers())
    before = GiftSet.objects.values().get()
    address = f"/office/sets/{gift_set.public_id}/"
    office = a_province_officer("dong-thap").memberships.get().organisation

    for user, status in (
        (a_province_officer("son-la"), 404),
        (make_member(office, role="orders"), 403),
    ):
        client = signed_in(user)
        assert client.get(address).status_code == status
        assert client.post(address, {"title": "x"}).status_code == status
    assert GiftSet.objects.values().get() == before


def test_a_shop_changes_its_own_set_and_another_s_is_not_there():
    vendor, other = make_vendor(), make_vendor()
    packs = [make_pack(vendor=vendor), make_pack(vendor=vendor)]
    owner = make_member(vendor.organisation)
    gift_set = made(
        packs, curator="vendor", province=None, vendor=vendor, reference="", acting_user=owner
    )
    stranger = make_member(other.organisation)
    client = carrying(signed_in(owner), empty_basket())
    address = f"/vendor/{vendor.public_id}/sets/{gift_set.public_id}/"

    answer = client.post(address, typed(client, address, title="Giỏ Xuân"))

    assert answer["Location"] == f"/vendor/{vendor.public_id}/sets/"
    gift_set.refresh_from_db()
    assert gift_set.title == "Giỏ Xuân"
    thief = signed_in(stranger)
    for there in (address, f"/vendor/{other.public_id}/sets/{gift_set.public_id}/"):
        assert thief.get(there).status_code == 404
        assert thief.post(there, {"title": "x"}).status_code == 404
    gift_set.refresh_from_db()
    assert gift_set.title == "Giỏ Xuân"
