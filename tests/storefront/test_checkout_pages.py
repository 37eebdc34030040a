"""Checkout as a guest on a phone without JavaScript meets it."""

import datetime

import pytest

from marketplace.geography.models import Commune
from storefront.order.models import Order
from tests.factories import make_pack, make_product, make_user, state_licence, stock_of
from tests.storefront.conftest import DELIVERY, Shop
from tests.storefront.factories import make_basket, make_order, two_vendors

pytestmark = pytest.mark.django_db


def test_a_guest_orders_from_two_vendors_in_two_steps(shop: Shop, today) -> None:
    shop.carry(make_basket(*two_vendors()))

    page = shop.client.get("/checkout/")
    review = shop.to_review()
    response = shop.client.post("/checkout/review/", shop.agreement(review))

    assert page.status_code == review.status_code == 200
    order = Order.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/order/{order.token}/"
    assert order.status == "placed"
    assert order.guest_email == "hoa@example.vn"
    shown = shop.client.get(response["Location"])
    assert shown.status_code == 200
    assert order.number in shown.content.decode()


def test_the_review_has_everything_in_sight(shop: Shop, today) -> None:
    packs = two_vendors()
    shop.carry(make_basket(*packs))
    shop.to_review()

    response = shop.client.get("/en/checkout/review/")

    shown = response.content.decode()
    contents = response.context["contents"]
    for group in contents.groups:
        assert group.vendor.name in shown
        assert group.vendor.organisation.name in shown
        assert f"{group.delivery:,}" in shown
    for pack, _quantity in packs:
        assert pack.parent.title in shown
    assert f"{contents.total:,}" in shown
    assert "Cash on delivery" in shown
    assert "Tell the seller within 24 hours" in shown
    assert "5 ngõ 12 Hàng Bông" in shown
    assert "phường Ba Đình" in shown


def test_pressing_twice_makes_one_order(shop: Shop, today) -> None:
    pack = make_pack()
    shop.carry(make_basket(pack))
    form = shop.agreement(shop.to_review())

    answers = [shop.client.post("/checkout/review/", form) for _ in range(3)]

    order = Order.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/order/{order.token}/"}
    assert stock_of(pack).num_allocated == 1


def test_a_tab_left_open_leads_to_the_order_even_after_the_next_one_began(
    shop: Shop, today
) -> None:
    shop.carry(make_basket(make_pack()))
    stale = shop.agreement(shop.to_review())
    shop.client.post("/checkout/review/", stale)
    first = Order.objects.get()
    shop.carry(make_basket(make_pack()))
    shop.to_review()

    response = shop.client.post("/checkout/review/", stale)

    assert response["Location"] == f"/order/{first.token}/"
    assert Order.objects.count() == 1


def test_a_price_that_moved_is_shown_before_anything_is_ordered(shop: Shop, today) -> None:
    pack = make_pack(price=50_000)
    shop.carry(make_basket(pack))
    form = shop.agreement(shop.to_review())
    record = stock_of(pack)
    record.price = 77_000
    record.save()

    response = shop.client.post("/en/checkout/review/", form)

    shown = response.content.decode()
    assert response.status_code == 200
    assert "Something changed since you looked." in shown
    assert "77,000" in shown
    assert not Order.objects.exists()
    again = shop.client.post("/en/checkout/review/", shop.agreement(response))
    assert again.status_code == 302
    assert Order.objects.get().goods_total == 77_000


def test_what_sold_out_meanwhile_is_named_in_the_basket(shop: Shop, today) -> None:
    pack = make_pack(make_product("Bưởi da xanh"), stock=2)
    shop.carry(make_basket((pack, 2)))
    form = shop.agreement(shop.to_review())
    record = stock_of(pack)
    record.num_allocated = 1
    record.save()

    response = shop.client.post("/en/checkout/review/", form, follow=True)

    shown = response.content.decode()
    assert response.redirect_chain == [("/en/basket/", 302)]
    assert "Only 1 is left." in shown
    assert "Bưởi da xanh" in shown
    assert not Order.objects.exists()
    assert stock_of(pack).num_allocated == 1


def test_a_certificate_that_ended_overnight_stops_at_the_basket(
    shop: Shop, settings, today
) -> None:
    shop.carry(make_basket(make_pack(make_product("Mật ong", last_day=today))))
    form = shop.agreement(shop.to_review())

    settings.TODAY = (today + datetime.timedelta(days=1)).isoformat()
    response = shop.client.post("/en/checkout/review/", form, follow=True)

    assert response.redirect_chain == [("/en/basket/", 302)]
    assert "Its OCOP certificate is not in force today." in response.content.decode()
    assert not Order.objects.exists()


def test_nothing_to_order_leads_back_to_the_basket(shop: Shop) -> None:
    for address in ("/checkout/", "/checkout/review/"):
        assert shop.client.get(address).status_code == 302
        assert shop.client.post(address, {}).status_code == 302


def test_the_review_without_an_address_asks_for_it(shop: Shop) -> None:
    shop.carry(make_basket())

    response = shop.client.get("/checkout/review/")

    assert (response.status_code, response["Location"]) == (302, "/checkout/")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "…"),
        ("phone", "12"),
        ("phone", "0123456789012345"),
        ("phone", "not a phone"),
        ("email", "hoa@"),
        ("province", "99"),
        ("commune", "Không Có Thật Đâu"),
        ("street", ""),
        ("street", "x" * 201),
        ("note", "x" * 301),
        ("name", "Hoa\x00"),
    ],
)
def test_a_mistake_keeps_the_rest_of_the_input(shop: Shop, field: str, typed: str) -> None:
    shop.carry(make_basket())

    response = shop.client.post("/checkout/", DELIVERY | {field: typed})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    shown = response.content.decode()
    kept = "5 ngõ 12 Hàng Bông" if field != "street" else "Nguyễn Thị Hoa"
    assert kept in shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0987 654 321", "+84987654321"),
        ("+84 987.654.321", "+84987654321"),
        ("024 3825 3536", "+842438253536"),
        ("+33 1 42 68 53 00", "+33142685300"),
    ],
)
def test_phones_are_read_as_people_write_them(shop: Shop, today, typed: str, stored: str) -> None:
    shop.carry(make_basket())

    shop.order(phone=typed)

    assert str(Order.objects.get().shipping_address.phone_number) == stored


def test_a_former_ward_with_its_district_finds_its_commune(shop: Shop, today) -> None:
    shop.carry(make_basket())

    shop.order(province="01", commune="phường Hàng Bạc, quận Hoàn Kiếm")

    address = Order.objects.get().shipping_address
    assert address.commune_name == "phường Hoàn Kiếm"
    assert address.former_ward == "Phường Hàng Bạc"
    assert address.former_district == "Quận Hoàn Kiếm"


def test_an_unclear_name_is_asked_back_and_the_choice_is_taken(shop: Shop, today) -> None:
    shop.carry(make_basket())
    unclear = DELIVERY | {"commune": "quận Hoàn Kiếm"}

    asked = shop.client.post("/checkout/", unclear)

    choices = [
        code for code, _label in asked.context["form"].fields["commune_choice"].widget.choices
    ]
    assert asked.status_code == 200
    assert len(choices) > 1
    assert asked.content.decode().count('type="radio"') == len(choices)
    assert 'value="quận Hoàn Kiếm"' in asked.content.decode()
    answer = shop.client.post("/checkout/", unclear | {"commune_choice": choices[1]})
    assert answer["Location"] == "/checkout/review/"
    review = shop.client.get("/checkout/review/")
    assert review.context["details"].destination.commune.code == choices[1]


def test_todays_commune_of_the_name_stands_first(shop: Shop) -> None:
    shop.carry(make_basket())

    asked = shop.client.post("/checkout/", DELIVERY | {"commune": "ba dinh"})

    choices = asked.context["form"].fields["commune_choice"].widget.choices
    assert choices[0][1] == "phường Ba Đình, Hà Nội"


def test_a_choice_that_was_not_offered_is_not_taken(shop: Shop) -> None:
    shop.carry(make_basket())
    elsewhere = Commune.objects.filter(province__slug="ca-mau").first()

    response = shop.client.post(
        "/checkout/",
        DELIVERY | {"commune": "quận Hoàn Kiếm", "commune_choice": elsewhere.code},
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["commune_choice"]


def test_a_name_that_lies_in_another_province_is_asked_back(shop: Shop) -> None:
    shop.carry(make_basket())

    response = shop.client.post(
        "/checkout/", DELIVERY | {"commune": "phường Phan Thiết, tỉnh Lâm Đồng"}
    )

    assert response.status_code == 200
    assert "Lâm Đồng" in response.content.decode()
    assert "commune_choice" in response.context["form"].errors


def test_going_back_shows_what_was_typed(shop: Shop) -> None:
    shop.carry(make_basket())
    shop.to_review()

    response = shop.client.get("/checkout/")

    shown = response.content.decode()
    assert "Nguyễn Thị Hoa" in shown
    assert "phường Ba Đình" in shown
    assert "Gọi trước khi giao" in shown


def test_a_member_finds_the_last_address_filled_in(shop: Shop, today) -> None:
    user = make_user()
    make_order(user=user)
    shop.client.force_login(user)
    make_basket(owner=user)

    response = shop.client.get("/checkout/")

    initial = response.context["form"].initial
    assert initial["name"] == "Nguyễn Thị Hoa"
    assert initial["email"] == user.email
    assert initial["street"] == "5 ngõ 12 Hàng Bông"


def test_a_members_order_appears_among_theirs(shop: Shop, today) -> None:
    user = make_user()
    shop.client.force_login(user)
    make_basket(owner=user)

    shop.order()

    assert Order.objects.get().user == user


def test_alcohol_asks_for_age(shop: Shop, today) -> None:
    shop.carry(make_basket(make_pack(state_licence(make_product("Rượu cần", criteria_set="B14")))))
    review = shop.to_review()

    refused = shop.client.post("/en/checkout/review/", shop.agreement(review))

    assert "Alcohol is sold to adults only." in refused.content.decode()
    assert not Order.objects.exists()
    shop.client.post("/en/checkout/review/", shop.agreement(review) | {"of_age": "on"})
    assert Order.objects.get().frozen_terms["of_age"] is True


def test_an_unknown_way_to_pay_is_refused(shop: Shop, today) -> None:
    shop.carry(make_basket())
    form = shop.agreement(shop.to_review())

    response = shop.client.post("/checkout/review/", form | {"provider": "gold"})

    assert response.status_code == 200
    assert not Order.objects.exists()


def test_a_key_of_somebody_elses_making_is_not_used(shop: Shop, today) -> None:
    shop.carry(make_basket())
    form = shop.agreement(shop.to_review())

    shop.client.post("/checkout/review/", form | {"checkout_key": "chosen\x00"})
    shop.client.post("/checkout/review/", form | {"checkout_key": "chosen"})

    assert Order.objects.get().checkout_key == form["checkout_key"]


@pytest.mark.parametrize("count", [1, 10])
def test_the_pages_ask_the_same_few_questions_however_full(
    shop: Shop, today, count: int, django_assert_max_num_queries
) -> None:
    shop.carry(make_basket(*(make_pack() for _ in range(count))))
    shop.to_review()

    with django_assert_max_num_queries(6):
        shop.client.get("/checkout/")
    with django_assert_max_num_queries(6):
        shop.client.get("/checkout/review/")
