"""The basket's page and its forms, without JavaScript."""

import datetime

import pytest
from django.core.signing import Signer
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.partner.services import suspend_vendor
from storefront.basket.models import Basket
from storefront.basket.services import MAX_LINES, BasketRefused, put_in, set_quantity, take_out
from tests.factories import make_pack, make_product, make_user, make_vendor, stock_of
from tests.storefront.conftest import Shop
from tests.storefront.factories import make_address, make_basket, two_vendors

pytestmark = pytest.mark.django_db


def page(shop: Shop) -> str:
    response = shop.client.get("/en/basket/")
    assert response.status_code == 200
    return response.content.decode()


def add(client: Client, pack, quantity: object = 1, **headers) -> object:
    return client.post("/en/basket/add/", {"pack": pack.public_id, "quantity": quantity}, **headers)


def test_an_empty_basket_offers_the_next_step(shop: Shop) -> None:
    assert "/en/products/" in page(shop)
    assert Basket.objects.count() == 0


def test_a_pack_is_put_in_and_the_basket_shows_it(shop: Shop) -> None:
    pack = make_pack(title="Hộp 2 kg", price=62_000)

    response = add(shop.client, pack, 2)

    assert (response.status_code, response["Location"]) == (302, "/en/basket/")
    shown = page(shop)
    assert pack.parent.title in shown
    assert "124,000" in shown


def test_the_basket_is_grouped_by_vendor_with_a_sum_and_a_delivery_hint(shop: Shop) -> None:
    packs = two_vendors()
    shop.carry(make_basket(*packs))

    response = shop.client.get("/en/basket/")

    groups = [group for group, _lines in response.context["groups"]]
    assert [group.goods for group in groups] == [169_000, 180_000]
    assert [group.delivery_from for group in groups] == [25_000 + 3_000, 22_000]
    assert response.context["contents"].goods == 349_000


def test_asking_for_more_than_there_is_keeps_the_input_and_says_what_is_left(shop: Shop) -> None:
    pack = make_pack(stock=3)

    response = add(shop.client, pack, 5)

    shown = response.content.decode()
    assert response.status_code == 200
    assert 'value="5"' in shown
    assert "Only 3 are left" in shown
    assert Basket.objects.filter(lines__isnull=False).count() == 0


def test_changing_to_more_than_there_is_keeps_the_input_and_the_basket(shop: Shop) -> None:
    basket = make_basket((make_pack(stock=3), 2))
    shop.carry(basket)
    line = basket.lines.get()

    response = shop.client.post(f"/en/basket/line/{line.pk}/", {"quantity": 9})

    shown = response.content.decode()
    assert 'value="9"' in shown
    assert "Only 3 are left" in shown
    assert basket.lines.get().quantity == 2


def test_a_line_is_changed_taken_out_and_put_back(shop: Shop) -> None:
    pack = make_pack()
    basket = make_basket((pack, 2))
    shop.carry(basket)
    address = f"/en/basket/line/{basket.lines.get().pk}/"

    shop.client.post(address, {"quantity": 3})
    changed = basket.lines.get().quantity
    response = shop.client.post(address, {"remove": "1"}, follow=True)

    assert changed == 3
    assert basket.lines.count() == 0
    assert response.context["removed"] == {"pack": pack, "quantity": 3, "saved": False}
    add(shop.client, pack, 3)
    assert basket.lines.get().quantity == 3


@pytest.mark.parametrize("quantity", ["0", "-1", "1000", "abc", "", "99999999999999999999"])
def test_quantities_out_of_bounds_are_refused(shop: Shop, quantity: str) -> None:
    response = add(shop.client, make_pack(stock=5000), quantity)

    assert response.status_code == 200
    assert response.context["form"].errors["quantity"]


@pytest.mark.parametrize("pack", ["", "nothing", "a\x00b", "'; drop table", "x" * 4000])
def test_unknown_packs_are_not_found(client: Client, pack: str) -> None:
    response = client.post("/basket/add/", {"pack": pack, "quantity": "1"})

    assert response.status_code == 404


def test_a_recognised_product_itself_cannot_be_put_in(client: Client) -> None:
    product = make_pack().parent

    response = client.post("/basket/add/", {"pack": product.public_id, "quantity": "1"})

    assert response.status_code == 404


def test_two_tabs_may_touch_the_same_line(shop: Shop) -> None:
    basket = make_basket((make_pack(), 2))
    shop.carry(basket)
    address = f"/en/basket/line/{basket.lines.get().pk}/"

    shop.client.post(address, {"remove": "1"})
    again = shop.client.post(address, {"remove": "1"}, follow=True)
    change = shop.client.post(address, {"quantity": 2})

    assert again.status_code == 200
    assert change.status_code == 200
    assert basket.lines.count() == 0


def test_another_persons_line_stays_as_it_is(shop: Shop) -> None:
    foreign = make_basket((make_pack(), 2))
    shop.carry(make_basket(make_pack()))
    address = f"/en/basket/line/{foreign.lines.get().pk}/"

    shop.client.post(address, {"quantity": 7})
    shop.client.post(address, {"remove": "1"})

    assert foreign.lines.get().quantity == 2


def test_a_foreign_number_of_a_line_beyond_any_database_is_harmless(shop: Shop) -> None:
    shop.carry(make_basket(make_pack()))

    response = shop.client.post("/en/basket/line/99999999999999999999999/", {"quantity": 7})

    assert response.status_code == 200


def test_a_line_whose_certificate_ended_is_shown_and_not_counted(
    shop: Shop, settings, today
) -> None:
    ending = make_pack(
        make_product("Mật ong", last_day=today + datetime.timedelta(days=3)), price=90_000
    )
    staying = make_pack(price=50_000)
    shop.carry(make_basket(ending, staying))

    settings.TODAY = "2026-11-27"
    response = shop.client.get("/en/basket/")

    shown = response.content.decode()
    assert "Its OCOP certificate is not in force today." in shown
    assert [line.recognised.title for line in response.context["contents"].blocked] == ["Mật ong"]
    assert response.context["contents"].goods == 50_000
    assert "/en/checkout/" not in shown
    checkout = shop.client.get("/en/checkout/")
    assert (checkout.status_code, checkout["Location"]) == (302, "/en/basket/")


def test_what_cannot_be_ordered_is_taken_out_with_one_press(shop: Shop) -> None:
    sold_out, staying = make_pack(), make_pack()
    basket = make_basket(sold_out, staying)
    shop.carry(basket)
    record = stock_of(sold_out)
    record.num_in_stock = 0
    record.save()

    assert "It is sold out." in page(shop)
    shop.client.post("/en/basket/clear/")

    assert [line.product for line in basket.lines.all()] == [staying]


def test_a_suspended_vendors_goods_cannot_be_ordered(shop: Shop) -> None:
    pack = make_pack()
    shop.carry(make_basket(pack))

    suspend_vendor(stock_of(pack).partner.vendor, reason="khiếu nại")

    assert "Its seller does not sell at the moment." in page(shop)
    with pytest.raises(BasketRefused) as refusal:
        put_in(basket=make_basket(), pack=pack, quantity=1)
    assert refusal.value.code == "vendor"


def test_a_closed_vendor_opens_again_by_the_date(shop: Shop, settings, today) -> None:
    vendor = make_vendor()
    shop.carry(make_basket(make_pack(vendor=vendor)))
    vendor.closed_from = today
    vendor.closed_until = today + datetime.timedelta(days=2)
    vendor.save()

    closed = page(shop)
    settings.TODAY = "2026-11-26"

    until = today + datetime.timedelta(days=2)
    assert f"Its seller is closed until {until:%d/%m/%Y}." in closed
    assert "Its seller is closed" not in page(shop)


def test_a_withdrawn_listing_and_a_missing_price_block_a_line(shop: Shop) -> None:
    withdrawn, priceless = make_pack(), make_pack()
    shop.carry(make_basket(withdrawn, priceless))
    withdrawn.parent.listing_state = "withdrawn"
    withdrawn.parent.save()
    record = stock_of(priceless)
    record.price = None
    record.save()

    shown = page(shop)

    assert "It is no longer offered here." in shown
    assert "It has no price at the moment." in shown


def test_the_buyer_is_told_when_a_price_has_moved(shop: Shop) -> None:
    pack = make_pack(price=62_000)
    shop.carry(make_basket(pack))
    record = stock_of(pack)
    record.price = 70_000
    record.save()

    assert "The price has gone up since you put it in." in page(shop)


def test_services_are_booked_with_the_host(client: Client) -> None:
    pack = make_pack(make_product("Nghỉ tại bản", criteria_set="B26"))

    response = add(client, pack)

    assert "book it with the host" in response.content.decode()


def test_a_basket_has_its_limit_of_lines(db) -> None:
    product, vendor = make_product(), make_vendor()
    basket = make_basket(
        *(make_pack(product, vendor=vendor, title=f"Gói {i}") for i in range(MAX_LINES))
    )

    with pytest.raises(BasketRefused) as refusal:
        put_in(basket=basket, pack=make_pack(product, vendor=vendor), quantity=1)

    assert refusal.value.code == "full"
    assert basket.lines.count() == MAX_LINES


def test_an_ordered_basket_takes_nothing_more(db) -> None:
    pack = make_pack()
    basket = make_basket(pack)
    line = basket.lines.get()
    Basket.objects.filter(pk=basket.pk).update(status=Basket.SUBMITTED)

    for attempt in (
        lambda: put_in(basket=basket, pack=pack, quantity=1),
        lambda: set_quantity(basket=basket, line_id=line.pk, quantity=5),
        lambda: take_out(basket=basket, line_id=line.pk),
    ):
        with pytest.raises(BasketRefused) as refusal:
            attempt()
        assert refusal.value.code == "closed"

    assert basket.lines.get().quantity == 1


def test_signing_in_keeps_what_lies_in_the_basket(shop: Shop) -> None:
    user = make_user()
    own, guests = make_pack(), make_pack()
    basket = make_basket(own, owner=user)
    shop.carry(make_basket(guests))

    shop.client.force_login(user)
    page(shop)

    assert {line.product for line in basket.lines.all()} == {own, guests}
    assert Basket.open.filter(owner=user).count() == 1


def test_two_first_clicks_at_once_end_in_one_basket(shop: Shop) -> None:
    user = make_user()
    first, second = make_pack(), make_pack()
    make_basket(first, owner=user)
    make_basket(second, owner=user)

    shop.client.force_login(user)
    page(shop)

    assert {line.product for line in Basket.open.get(owner=user).lines.all()} == {first, second}


def test_reading_a_page_makes_no_basket(shop: Shop) -> None:
    shop.client.force_login(make_user())

    page(shop)

    assert Basket.objects.count() == 0


def test_forms_need_their_token(db) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/basket/add/", {"pack": make_pack().public_id, "quantity": "1"})

    assert response.status_code == 403


@pytest.mark.parametrize("address", ["/basket/add/", "/basket/line/1/"])
def test_coming_back_to_a_form_by_get_shows_the_basket(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, "/basket/")


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_asks_the_same_few_questions_however_full(
    shop: Shop, count: int, django_assert_max_num_queries
) -> None:
    shop.carry(make_basket(*(make_pack() for _ in range(count))))

    with django_assert_max_num_queries(4):
        shop.client.get("/basket/")


def test_the_page_speaks_the_language_of_its_address(shop: Shop) -> None:
    shop.carry(make_basket(make_pack(make_product("Chè Thái", title_en="Thai tea"))))

    english = page(shop)
    vietnamese = shop.client.get("/basket/").content.decode()

    assert "Thai tea" in english
    assert "Chè Thái" in vietnamese


def test_the_step_buttons_change_by_one_and_stop_at_the_ends(shop: Shop) -> None:
    basket = make_basket((make_pack(stock=3), 2))
    shop.carry(basket)
    address = f"/en/basket/line/{basket.lines.get().pk}/"

    shop.client.post(address, {"step": "1"})
    refused = shop.client.post(address, {"step": "1"}, follow=True)

    assert basket.lines.get().quantity == 3
    assert "Only 3 are left" in refused.text
    for _press in range(4):
        shop.client.post(address, {"step": "-1"})
    assert basket.lines.get().quantity == 1


def test_one_fewer_of_too_many_comes_down_to_what_is_left(shop: Shop) -> None:
    pack = make_pack(stock=20)
    basket = make_basket((pack, 9))
    shop.carry(basket)
    record = stock_of(pack)
    record.num_in_stock = 4
    record.save()

    shop.client.post(f"/en/basket/line/{basket.lines.get().pk}/", {"step": "-1"})

    assert basket.lines.get().quantity == 4


def test_what_is_saved_for_later_leaves_the_basket_and_can_come_back(shop: Shop) -> None:
    pack = make_pack()
    basket = make_basket((pack, 2))
    shop.carry(basket)

    response = shop.client.post(
        f"/en/basket/line/{basket.lines.get().pk}/", {"later": "1"}, follow=True
    )

    assert basket.lines.count() == 0
    assert response.context["removed"] == {"pack": pack, "quantity": 2, "saved": True}
    assert [card.public_id for card in response.context["saved"]] == [pack.parent.public_id]
    assert shop.client.session["saved"] == [pack.parent.public_id]


def test_what_cannot_be_ordered_says_what_to_do(shop: Shop) -> None:
    pack = make_pack()
    shop.carry(make_basket(pack))
    record = stock_of(pack)
    record.num_in_stock = 0
    record.save()

    shown = page(shop)

    assert "It is sold out." in shown
    assert "ask on its page to be told when it is back" in shown


def test_delivery_is_estimated_for_a_province_once_it_is_known(shop: Shop, today) -> None:
    shop.carry(make_basket(*two_vendors()))

    before = shop.client.get("/en/basket/").context["contents"]
    shop.client.post("/en/basket/destination/", {"province": "son-la"})
    after = shop.client.get("/en/basket/")

    assert [group.delivery for group in before.groups] == [None, None]
    contents = after.context["contents"]
    assert [group.delivery for group in contents.groups] == [58_000, 22_000]
    assert [(g.arrival.first_day.day, g.arrival.last_day.day) for g in contents.groups] == [
        (26, 28),
        (24, 25),
    ]
    assert "expected between 24/11 and 25/11" in after.text
    assert contents.total == 349_000 + 80_000


def test_the_members_default_address_says_where_it_goes(shop: Shop, today) -> None:
    user = make_user()
    make_address(user, slug="ca-mau")
    make_basket(owner=user)
    shop.client.force_login(user)

    assert shop.client.get("/en/basket/").context["province"].slug == "ca-mau"


@pytest.mark.parametrize("province", ["", "nowhere", "\x00", "1"])
def test_an_unknown_destination_changes_nothing(shop: Shop, province: str) -> None:
    answer = shop.client.post("/en/basket/destination/", {"province": province})

    assert (answer.status_code, answer["Location"]) == (302, "/en/basket/")
    assert "goes_to" not in shop.client.session


@given(own=st.integers(0, 12), guests=st.integers(0, 12), left=st.integers(0, 12))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_joining_baskets_keeps_the_larger_quantity_as_far_as_stock_reaches(
    db, own: int, guests: int, left: int
) -> None:
    with transaction.atomic():
        pack, user = make_pack(stock=12), make_user()
        basket = make_basket(*([(pack, own)] if own else []), (make_pack(), 1), owner=user)
        guest = make_basket(*([(pack, guests)] if guests else []), (make_pack(), 1))
        record = stock_of(pack)
        record.num_in_stock = left
        record.save()
        client = Client()
        client.cookies["oscar_open_basket"] = Signer().sign(guest.pk)
        client.force_login(user)

        client.get("/basket/")

        joined = {line.product_id: line.quantity for line in basket.lines.all()}
        larger = max(own, guests)
        expected = min(larger, left) if left else larger
        assert joined.get(pack.pk, 0) == expected
        assert len(joined) == (3 if larger else 2)
        assert Basket.objects.get(pk=guest.pk).status == Basket.MERGED
        transaction.set_rollback(True)
