"""Checkout as a guest on a phone without JavaScript meets it."""

import datetime

import pytest

from marketplace.geography.models import Commune
from storefront.address.destination import Destination
from storefront.checkout.session import details
from storefront.order.models import Order
from tests.factories import make_pack, make_product, make_user, state_licence, stock_of
from tests.storefront.conftest import DELIVERY, Shop
from tests.storefront.factories import make_address, make_basket, make_order, two_vendors

pytestmark = pytest.mark.django_db


def test_a_guest_orders_from_two_vendors_in_three_steps(shop: Shop, today) -> None:
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
    for address in ("/checkout/", "/checkout/payment/", "/checkout/review/"):
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
    assert answer["Location"] == "/checkout/payment/"
    payment = shop.client.get("/checkout/payment/")
    assert payment.context["details"].destination.commune.code == choices[1]


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
    assert 'value="0987 654 321"' in shown
    assert "+84987" not in shown


OLD = {"commune": "phường Hàng Bạc, quận Hoàn Kiếm", "street": "5 ngõ 12 Hàng Bông"}


def typed_again(shop: Shop, **changes: str) -> Destination:
    """The first step sent as it was filled in, with these changes; what is kept of it."""
    filled = shop.client.get("/checkout/").context["form"].initial
    answer = shop.client.post("/checkout/", filled | changes)
    assert answer.status_code == 302, answer.content.decode()
    return details(shop.client.session).destination


def test_the_former_ward_of_the_last_order_stays_with_its_street(shop: Shop, today) -> None:
    user = make_user()
    shop.client.force_login(user)
    make_basket(owner=user)
    shop.order(**OLD)
    first = Order.objects.get().shipping_address
    make_basket(owner=user)

    same = typed_again(shop, phone="0987 654 321")
    moved = typed_again(shop, street="9 Cửa Nam")

    assert (first.former_ward, first.former_district) == ("Phường Hàng Bạc", "Quận Hoàn Kiếm")
    assert (same.former_ward, same.former_district) == ("Phường Hàng Bạc", "Quận Hoàn Kiếm")
    assert (moved.former_ward, moved.former_district) == ("", "")


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


@pytest.mark.parametrize("provider", ["", "gold", "\x00"])
def test_an_unknown_way_to_pay_is_refused(shop: Shop, today, provider: str) -> None:
    shop.carry(make_basket())
    shop.to_payment()

    response = shop.client.post("/en/checkout/payment/", {"provider": provider})

    assert response.status_code == 200
    assert "Choose a way to pay." in response.text
    assert shop.client.get("/checkout/review/")["Location"] == "/checkout/payment/"
    assert not Order.objects.exists()


def test_the_second_step_shows_each_parcel_with_its_charge_and_days(shop: Shop, today) -> None:
    shop.carry(make_basket(*two_vendors()))
    shop.to_payment()

    page = shop.client.get("/en/checkout/payment/")

    contents = page.context["contents"]
    assert "2 parcels to " in page.text
    for group in contents.groups:
        assert group.vendor.name in page.text
        assert f"{group.delivery:,}" in page.text
    assert page.text.count("expected between") == 2
    assert "Cash on delivery" in page.text


def test_what_another_window_changed_is_shown_before_anything_is_ordered(shop: Shop, today) -> None:
    shop.carry(make_basket())
    seen = shop.agreement(shop.to_review())
    shop.to_review(street="99 phố Khác")

    response = shop.client.post("/en/checkout/review/", seen)

    assert response.status_code == 200
    assert "changed in another window" in response.text
    assert "99 phố Khác" in response.text
    assert not Order.objects.exists()


def test_going_back_after_ordering_leads_to_the_order(shop: Shop, today) -> None:
    shop.carry(make_basket())
    shop.order()
    order = Order.objects.get()

    for address in ("/checkout/payment/", "/checkout/review/"):
        assert shop.client.get(address)["Location"] == f"/order/{order.token}/"


def test_a_saved_address_goes_to_the_second_step_with_one_press(shop: Shop, today) -> None:
    user = make_user()
    shop.client.force_login(user)
    make_basket(owner=user)
    address = make_address(user, slug="ca-mau")

    page = shop.client.get("/checkout/")
    answer = shop.client.post("/checkout/", {"address": address.public_id})

    assert address.commune_name in page.text
    assert answer["Location"] == "/checkout/payment/"
    details = shop.client.get("/checkout/payment/").context["details"]
    assert details.destination.commune == address.commune
    assert (details.email, details.phone) == (user.email, "+84987654321")


@pytest.mark.parametrize("public_id", ["", "nothing", "a\x00b"])
def test_another_persons_saved_address_is_not_found(shop: Shop, public_id: str) -> None:
    shop.carry(make_basket())
    foreign = make_address(make_user())

    for asked in (public_id, foreign.public_id):
        assert shop.client.post("/checkout/", {"address": asked}).status_code == 404
    shop.client.force_login(make_user())
    assert shop.client.post("/checkout/", {"address": foreign.public_id}).status_code == 404
    assert shop.client.get("/checkout/payment/")["Location"] == "/checkout/"


def test_a_member_may_keep_the_address_for_the_next_time(shop: Shop, today) -> None:
    user = make_user()
    shop.client.force_login(user)
    make_basket(owner=user)

    shop.to_payment(keep="on")
    shop.to_payment(keep="on")

    kept = user.addresses.get()
    assert (kept.commune_name, kept.is_default_for_shipping) == ("phường Ba Đình", True)


@pytest.mark.parametrize("written", ["", "Không Có Thật Đâu"])
def test_without_a_known_name_the_provinces_communes_are_a_list(
    shop: Shop, today, written: str
) -> None:
    shop.carry(make_basket())
    unknown = DELIVERY | {"commune": written}

    asked = shop.client.post("/checkout/", unknown)

    choices = [
        code for code, _name in asked.context["form"].fields["commune_choice"].widget.choices
    ]
    assert asked.status_code == 200
    assert len(choices) == 1 + Commune.objects.filter(province__code="01").count()
    elsewhere = Commune.objects.filter(province__slug="ca-mau").first()
    foreign = shop.client.post("/checkout/", unknown | {"commune_choice": elsewhere.code})
    assert foreign.status_code == 200
    answer = shop.client.post("/checkout/", unknown | {"commune_choice": choices[5]})
    assert answer["Location"] == "/checkout/payment/"
    details = shop.client.get("/checkout/payment/").context["details"]
    assert details.destination.commune.code == choices[5]


def test_the_type_ahead_knows_todays_and_former_names(shop: Shop) -> None:
    def names(**asked: str) -> list[tuple[str, str]]:
        page = shop.client.get("/checkout/communes/", asked)
        return [(one.written, one.today) for one in page.context["suggestions"]]

    assert names(province="01", commune="ba dinh")[0] == ("phường Ba Đình", "")
    assert ("Phường Hàng Bạc, Quận Hoàn Kiếm", "phường Hoàn Kiếm") in names(
        province="01", commune="Hàng Bạc"
    )
    assert names(province="96", commune="Hàng Bạc") == []
    for hostile in ({}, {"province": "x" * 999}, {"province": "01", "commune": "\x00"}):
        assert shop.client.get("/checkout/communes/", hostile).status_code == 200


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
        shop.client.get("/checkout/payment/")
    with django_assert_max_num_queries(6):
        shop.client.get("/checkout/review/")
