"""The order's page behind its unguessable address, and a member's list."""

import re

import pytest

from catalog.certification.services import revoke_certificate
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder
from tests.factories import make_pack, make_product, make_user, make_vendor, stock_of
from tests.storefront.conftest import Shop
from tests.storefront.factories import make_order, two_vendors
from tests.storefront.transfers.factories import make_account, place

pytestmark = pytest.mark.django_db


def test_the_page_says_how_each_vendor_stands(shop: Shop, today) -> None:
    order = make_order(*two_vendors())
    first, second = order.vendor_orders.select_related("vendor").order_by("pk")
    VendorOrder.objects.filter(pk=first.pk).update(status="shipped")

    response = shop.client.get(f"/en/order/{order.token}/")

    shown = response.content.decode()
    assert first.vendor.name in shown
    assert second.vendor.name in shown
    assert "on its way" in shown
    assert f"{order.total:,}" in shown
    assert "5 ngõ 12 Hàng Bông" in shown
    assert "Cash on delivery" in shown


def test_the_star_shown_is_the_one_of_the_day_of_the_order(shop: Shop, today) -> None:
    product = make_product(star=4)
    order = make_order(make_pack(product))
    certificate = product.certificates.get()
    revoke_certificate(
        certificate, ground="law", effective_on=today, reference="QĐ 9", acting_user=None
    )

    shown = shop.client.get(f"/en/order/{order.token}/").content.decode()

    assert f"4 OCOP stars when you ordered, decision {certificate.decision.number}" in shown
    assert f"/verify/{certificate.code}/" in shown


def test_the_page_is_kept_by_nobody_and_told_on_to_nobody(shop: Shop, today) -> None:
    response = shop.client.get(f"/order/{make_order().token}/")

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "canonical" not in response.content.decode()


@pytest.mark.parametrize("token", ["nothing", "0" * 32, "%00", "1", "../x"])
def test_a_guessed_address_is_not_found(shop: Shop, token: str) -> None:
    make_order()

    assert shop.client.get(f"/order/{token}/").status_code == 404
    assert shop.client.post(f"/order/{token}/cancel/").status_code == 404


def test_neither_number_nor_key_opens_an_order(shop: Shop, today) -> None:
    order = make_order()

    for address in (order.number, order.pk, order.checkout_key):
        assert shop.client.get(f"/order/{address}/").status_code == 404


def test_a_member_cannot_open_or_cancel_another_members_order(shop: Shop, today) -> None:
    order = make_order(user=make_user())
    shop.client.force_login(make_user())

    seen = shop.client.get(f"/order/{order.token}/")
    cancelled = shop.client.post(f"/order/{order.token}/cancel/")

    assert (seen.status_code, cancelled.status_code) == (404, 404)
    order.refresh_from_db()
    assert order.status == "placed"


def test_the_link_in_the_mail_works_without_signing_in(shop: Shop, today) -> None:
    order = make_order(user=make_user())

    assert shop.client.get(f"/order/{order.token}/").status_code == 200


def test_the_buyer_cancels_until_a_parcel_leaves(shop: Shop, today) -> None:
    order = make_order()
    page = shop.client.get(f"/en/order/{order.token}/").content.decode()

    response = shop.client.post(f"/en/order/{order.token}/cancel/", follow=True)

    assert "Cancel the order" in page
    assert "The order is cancelled." in response.content.decode()
    assert "Cancel the order" not in response.content.decode()
    assert Order.objects.get().status == "cancelled"


def test_once_a_parcel_left_the_buyer_is_told_what_to_do_instead(shop: Shop, today) -> None:
    order = make_order()
    order.vendor_orders.update(status="shipped")

    response = shop.client.post(f"/en/order/{order.token}/cancel/", follow=True)

    assert "has left already, so the order can no longer be cancelled." in response.text
    assert "Cancel the order" not in response.text
    assert Order.objects.get().status == "placed"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("pending", "This order is not confirmed yet."),
        ("expired", "This order ran out of time"),
        ("cancelled", "This order is cancelled."),
        ("placed", "Thank you."),
    ],
)
def test_each_state_is_said_in_words(shop: Shop, today, status: str, words: str) -> None:
    order = make_order(confirmed=False)
    Order.objects.filter(pk=order.pk).update(status=status)

    assert words in shop.client.get(f"/en/order/{order.token}/").content.decode()


def test_cancelling_needs_a_post_and_a_token(shop: Shop, today) -> None:
    order = make_order()

    assert shop.client.get(f"/order/{order.token}/cancel/").status_code == 405
    shop.client.handler.enforce_csrf_checks = True
    assert shop.client.post(f"/order/{order.token}/cancel/").status_code == 403
    assert Order.objects.get().status == "placed"


def test_a_members_list_shows_their_orders_only(shop: Shop, today) -> None:
    user = make_user()
    own, foreign, guests = make_order(user=user), make_order(user=make_user()), make_order()
    shop.client.force_login(user)

    response = shop.client.get("/en/account/orders/")

    shown = response.content.decode()
    assert own.number in shown
    assert f"/en/order/{own.token}/" in shown
    assert foreign.number not in shown
    assert guests.number not in shown
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_the_list_of_a_new_member_is_empty(shop: Shop, today) -> None:
    make_order()
    shop.client.force_login(make_user())

    response = shop.client.get("/en/account/orders/")

    assert response.status_code == 200
    assert "OC26-" not in response.content.decode()


def test_the_list_asks_a_guest_to_sign_in(shop: Shop) -> None:
    response = shop.client.get("/account/orders/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_asks_the_same_few_questions_however_many_lines(
    shop: Shop, today, count: int, django_assert_num_queries
) -> None:
    order = make_order(*(make_pack() for _ in range(count)))

    with django_assert_num_queries(8):
        shop.client.get(f"/order/{order.token}/")


def test_the_list_asks_the_same_few_questions_however_many_orders(
    shop: Shop, today, django_assert_max_num_queries
) -> None:
    user = make_user()
    for _ in range(5):
        make_order(user=user)
    shop.client.force_login(user)

    with django_assert_max_num_queries(6):
        shop.client.get("/account/orders/")


def test_each_parcel_tells_its_way_so_far_and_what_is_ahead(shop: Shop, today) -> None:
    order = make_order(*two_vendors())

    page = shop.client.get(f"/en/order/{order.token}/")

    for part in page.context["view"].parts:
        assert [step.words for step in part.steps if step.at] == ["new"]
        assert [step.words for step in part.steps if not step.at] == [
            "accepted",
            "packed",
            "on its way",
            "delivered",
        ]


def test_a_cancelled_parcel_has_nothing_ahead(shop: Shop, today) -> None:
    order = make_order()
    shop.client.post(f"/en/order/{order.token}/cancel/")

    page = shop.client.get(f"/en/order/{order.token}/")

    steps = page.context["view"].parts[0].steps
    assert [step.words for step in steps] == ["new", "cancelled"]
    assert steps[-1].is_last


def test_buying_again_puts_in_what_there_is_and_names_the_rest(shop: Shop, today) -> None:
    there, few, gone = make_pack(stock=9), make_pack(stock=9), make_pack(stock=9)
    order = make_order((there, 2), (few, 3), (gone, 1))
    for pack, left in ((few, 1), (gone, 0)):
        record = stock_of(pack)
        record.num_in_stock = record.num_allocated + left
        record.save()

    page = shop.client.post(f"/en/order/{order.token}/again/", follow=True)

    lines = {line.pack: line.quantity for line in page.context["contents"].lines}
    assert lines == {there: 2, few: 1}
    assert "Only 1 is left." in page.text
    assert f"{gone.parent.title} · Hộp 1 kg: It is sold out." in page.text


def test_another_members_order_is_not_bought_again(shop: Shop, today) -> None:
    order = make_order(user=make_user())
    shop.client.force_login(make_user())

    assert shop.client.post(f"/order/{order.token}/again/").status_code == 404
    assert shop.client.get("/basket/").context["contents"].is_empty


def test_the_page_says_openly_how_to_reach_each_seller(client, today):
    order = make_order(*two_vendors())

    page = client.get(order.get_absolute_url()).content.decode().partition("order-terms")[0]

    for part in order.vendor_orders.select_related("vendor"):
        assert part.vendor.name in page
        assert f'href="tel:{part.vendor.phone}"' in page
        assert f'href="mailto:{part.vendor.email}?subject={part.number}"' in page


def test_an_order_that_waits_for_its_transfer_says_so_in_the_buyers_words(client, today):
    vendor = make_vendor()
    make_account(vendor)
    order = place(make_pack(vendor=vendor))

    page = client.get(order.get_absolute_url()).content.decode()

    assert re.search(r"</strong> · chờ thanh toán</p>", page)
    assert "· bắt đầu" not in page
