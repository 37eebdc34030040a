"""Many orders at once: what can be moved is, what cannot is named with its reason."""

import datetime

import pytest
from django.urls import reverse

from marketplace.kernel.clock import today
from marketplace.kernel.errors import NotAllowed
from storefront.order.models import OrderMail
from storefront.order.services import cancel_order
from storefront.vendors.batches import chosen_orders, move_in_batch
from storefront.vendors.filtering import OrderFilter
from storefront.vendors.models import VendorOrder
from storefront.vendors.selectors import orders_for
from storefront.vendors.services import move_vendor_order
from storefront.vendors.statuses import VendorOrderStatus
from tests.factories import make_member, make_vendor, stock_of
from tests.storefront.factories import make_order

DAY = datetime.timedelta(days=1)


def at(name: str, shop, *more: str) -> str:
    return reverse(f"vendors:{name}", args=[shop.vendor.public_id, *more])


def part(order) -> VendorOrder:
    return VendorOrder.objects.select_related("vendor__organisation", "order").get(order=order)


@pytest.fixture
def many(shop) -> list[VendorOrder]:
    """The shop's order and two more, all new."""
    return [shop.vendor_order, *(part(make_order(shop.pack)) for _ in range(2))]


@pytest.fixture
def desk(shop, client):
    client.force_login(shop.owner)
    return client


def statuses(orders: list[VendorOrder]) -> list[str]:
    return [VendorOrder.objects.get(pk=one.pk).status for one in orders]


def press(desk, shop, orders, to: str, query: str = ""):
    return desk.post(
        at("batch", shop) + query, {"order": [one.public_id for one in orders], "to": to}
    )


def told(answer) -> list[str]:
    return [str(one) for one in answer.wsgi_request._messages]


def test_what_its_buyer_has_cancelled_meanwhile_is_named_and_the_others_are_accepted(
    shop, desk, many
):
    cancel_order(order=many[1].order, reason="Cancelled by the buyer.")

    answer = press(desk, shop, many, "accepted")

    assert answer.status_code == 302
    assert statuses(many) == ["accepted", "cancelled", "accepted"]
    assert told(answer) == [
        "Đã nhận 2 đơn.",
        f"Người mua đã huỷ: {many[1].number}",
    ]


def test_one_that_fails_costs_no_other(shop, many):
    move_vendor_order(part(many[0].order), to="accepted", acting_user=shop.owner)
    move_vendor_order(part(many[1].order), to="cancelled", acting_user=shop.owner, note="hết hàng")

    result = move_in_batch(
        vendor_orders=many, to=VendorOrderStatus.ACCEPTED, acting_user=shop.owner
    )

    assert [one.number for one in result.moved] == [many[2].number]
    assert [one.number for one, _why in result.left] == [many[0].number, many[1].number]
    assert result.reasons == [
        f"Đã ở trạng thái “đã nhận đơn”: {many[0].number}",
        f"Đã huỷ: {many[1].number}",
    ]
    assert statuses(many) == ["accepted", "cancelled", "accepted"]


def test_pressed_twice_nothing_happens_twice(shop, desk, many):
    press(desk, shop, many, "accepted")

    again = press(desk, shop, many, "accepted")

    assert told(again)[-1].startswith("Đã ở trạng thái “đã nhận đơn”")
    assert many[0].events.filter(status="accepted").count() == 1


def test_a_step_is_not_left_out(shop, desk, many):
    press(desk, shop, many, "packed")

    assert statuses(many) == ["new"] * 3


def test_many_parcels_leave_with_a_tracking_number_each(shop, desk, many):
    press(desk, shop, many, "accepted")
    press(desk, shop, many[:2], "packed")

    page = press(desk, shop, many, "shipped").url
    assert desk.get(page).status_code == 200
    assert statuses(many) == ["packed", "packed", "accepted"]
    numbers = {one.public_id: f"GH{place}" for place, one in enumerate(many)}
    answer = desk.post(page, {"carrier": "GHN"} | numbers)

    assert answer.url == at("orders", shop)
    assert statuses(many) == ["shipped", "shipped", "accepted"]
    assert [one.events.get(status="shipped").note for one in many[:2]] == ["GHN GH0", "GHN GH1"]
    assert OrderMail.objects.filter(kind="shipped").count() == 2
    record = stock_of(shop.pack)
    assert (record.num_in_stock, record.num_allocated) == (16, 1)


def test_a_number_that_is_too_long_moves_nothing_and_stays_typed(shop, desk, many):
    press(desk, shop, many, "accepted")
    press(desk, shop, many, "packed")
    page = press(desk, shop, many, "shipped").url

    answer = desk.post(page, {"carrier": "GHN", many[0].public_id: "9" * 81})

    assert answer.status_code == 422
    assert "9" * 81 in answer.content.decode()
    assert statuses(many) == ["packed"] * 3


def test_slips_of_many_are_one_page_each_with_the_number_as_a_code(shop, desk, many):
    page = desk.get(press(desk, shop, many, "slips").url).content.decode()

    assert page.count('class="slip stack"') == 3
    assert page.count("<svg") == 3
    assert all(one.number in page for one in many)


def test_what_awaits_payment_has_no_slip(shop, desk, many):
    waiting = part(make_order(shop.pack, confirmed=False))

    both = desk.get(press(desk, shop, [many[0], waiting], "slips").url).content.decode()
    alone = desk.get(press(desk, shop, [waiting], "slips").url)

    assert both.count('class="slip stack"') == 1
    assert waiting.number not in both
    assert alone.status_code == 404


def test_the_list_comes_back_as_it_was_filtered(shop, desk, many):
    assert press(desk, shop, many, "accepted", "?status=new").url.endswith("?status=new")


@pytest.mark.parametrize("data", [{}, {"to": "accepted"}, {"to": "cancelled"}, {"to": "="}])
def test_nothing_ticked_or_no_button_changes_nothing(shop, desk, many, data):
    assert desk.post(at("batch", shop), data).status_code == 302

    assert statuses(many) == ["new"] * 3


def test_one_foreign_order_among_ones_own_and_nothing_moves(two_shops, client):
    mine, theirs = two_shops
    client.force_login(mine.owner)
    both = [mine.vendor_order, theirs.vendor_order]

    query = "&".join(f"order={one.public_id}" for one in both)
    assert press(client, mine, both, "accepted").status_code == 404
    assert client.get(f"{at('slips', mine)}?{query}").status_code == 404
    assert client.get(f"{at('hand_over', mine)}?{query}").status_code == 404
    assert client.post(f"{at('hand_over', mine)}?{query}", {"carrier": "GHN"}).status_code == 404

    assert statuses(both) == ["new", "new"]


def test_a_stranger_and_a_content_helper_move_nothing(shop, many):
    for user in (make_member(make_vendor().organisation), shop.member("content")):
        with pytest.raises(NotAllowed):
            move_in_batch(vendor_orders=many, to=VendorOrderStatus.ACCEPTED, acting_user=user)

    with pytest.raises(NotAllowed):
        chosen_orders(shop.member("content"), shop.vendor.public_id, [many[0].public_id])
    assert statuses(many) == ["new"] * 3


def numbers(shop, **chosen) -> list[str]:
    page = orders_for(shop.owner, shop.vendor.public_id, chosen=OrderFilter(**chosen))
    return [one.number for one in page.orders]


def test_the_list_is_narrowed_by_day_province_and_number(shop, many):
    old = many[0]
    VendorOrder.objects.filter(pk=old.pk).update(created_at=old.created_at - 10 * DAY)
    newest_first = [many[2].number, many[1].number, old.number]

    assert numbers(shop, until=today() - 5 * DAY) == [old.number]
    assert numbers(shop, since=today() - 5 * DAY) == newest_first[:2]
    assert numbers(shop, since=today() - 10 * DAY, until=today()) == newest_first
    assert numbers(shop, province="01") == newest_first
    assert numbers(shop, province="14") == []
    assert numbers(shop, number=old.number.lower()) == [old.number]
    assert numbers(shop, status="accepted", province="01") == []


def test_the_province_of_an_unpaid_order_is_not_to_be_found_out(shop):
    waiting = part(make_order(shop.pack, confirmed=False))

    assert waiting.number in numbers(shop)
    assert waiting.number not in numbers(shop, province="01")


def test_filters_hold_for_counts_exports_and_further_pages(shop, desk, many):
    query = {"province": "14"}

    page = desk.get(at("orders", shop), query)
    exported = desk.get(at("export", shop, "csv"), query).getvalue().decode()

    assert page.context["page"].counts == {}
    assert "Không có đơn nào như vậy" in page.content.decode()
    assert many[0].number not in exported


@pytest.mark.parametrize(
    "query", [{"since": "soon"}, {"province": "99"}, {"status": "x"}, {"number": "' OR 1=1 --"}]
)
def test_a_filter_that_is_not_understood_is_no_error(shop, desk, query):
    assert desk.get(at("orders", shop), query).status_code == 200


def test_slips_of_eight_orders_take_as_many_queries_as_of_two(
    shop, desk, django_assert_max_num_queries
):
    def slips(count: int) -> str:
        return press(desk, shop, [part(make_order(shop.pack)) for _ in range(count)], "slips").url

    two, eight = slips(2), slips(8)
    desk.get(two)
    with django_assert_max_num_queries(7) as few:
        desk.get(two)
    with django_assert_max_num_queries(7) as many:
        desk.get(eight)

    assert len(few) == len(many)
