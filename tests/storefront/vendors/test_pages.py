"""The workspace's pages: what they show, in how many queries, and what their buttons do."""

import pytest
from django.urls import reverse
from django.utils import translation

from storefront.order.services import cancel_order, expire_order
from storefront.vendors.models import VendorOrderEvent
from storefront.vendors.selectors import orders_for
from tests.factories import make_member, make_pack, make_user, make_vendor, stock_of
from tests.storefront.factories import make_order


def at(name: str, shop, *more: str) -> str:
    return reverse(f"vendors:{name}", args=[shop.vendor.public_id, *more])


def move(client, shop, **data: str):
    return client.post(at("move", shop, shop.vendor_order.public_id), data)


@pytest.fixture
def desk(shop, client):
    client.force_login(shop.owner)
    return client


def test_home_leads_straight_into_the_only_shop(shop, desk):
    answer = desk.get(reverse("vendors:home"), follow=True)

    assert answer.redirect_chain[-1][0] == at("orders", shop)
    assert shop.vendor_order.number in answer.content.decode()


def test_home_offers_the_choice_between_several_shops(shop, desk):
    other = make_vendor("Chè Tân Cương", province_slug="thai-nguyen")
    other.organisation.memberships.create(user=shop.owner, role="orders")

    page = desk.get(reverse("vendors:home")).content.decode()

    assert "Chè Tân Cương" in page
    assert shop.vendor.name in page


def test_home_tells_who_has_no_shop_what_to_do(client, db):
    client.force_login(make_user())

    answer = client.get(reverse("vendors:home"), headers={"accept-language": "en"})

    assert answer.status_code == 200


def test_a_content_helper_lands_on_the_products(shop, client):
    client.force_login(shop.member("content"))

    assert client.get(at("vendor", shop)).url == at("products", shop)


def test_the_list_filters_by_status(shop, desk):
    make_order(shop.pack)
    move(desk, shop, to="accepted", seen="new")

    page = desk.get(at("orders", shop), {"status": "accepted"})

    assert [order.number for order in page.context["page"].orders] == [shop.vendor_order.number]
    assert {tab.status: tab.count for tab in page.context["tabs"]} == {
        "": 2,
        "new": 1,
        "accepted": 1,
    }


def test_the_list_goes_on_page_by_page_without_a_gap(shop):
    numbers = [make_order(shop.pack).vendor_orders.get().number for _ in range(4)]
    numbers = [shop.vendor_order.number, *numbers]

    seen, after = [], ""
    while True:
        page = orders_for(shop.owner, shop.vendor.public_id, after=after, limit=2)
        seen += [order.number for order in page.orders]
        after = page.following
        if not after:
            break

    assert seen == numbers[::-1]


@pytest.mark.parametrize("name", ["orders", "order", "products"])
def test_pages_take_the_same_queries_however_many_orders(
    shop, desk, django_assert_max_num_queries, name
):
    more = (shop.vendor_order.public_id,) if name == "order" else ()
    desk.get(at(name, shop, *more))
    with django_assert_max_num_queries(9) as few:
        desk.get(at(name, shop, *more))
    for _ in range(5):
        make_order((make_pack(vendor=shop.vendor), 1), (make_pack(vendor=shop.vendor), 2))

    with django_assert_max_num_queries(9) as many:
        assert desk.get(at(name, shop, *more)).status_code == 200

    assert len(many) == len(few)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_order_page_shows_what_to_pack_for_whom(shop, desk, language):
    with translation.override(language):
        address = at("order", shop, shop.vendor_order.public_id)

    page = desk.get(address).content.decode()

    assert shop.pack.parent.title in page
    assert "Nguyễn Thị Hoa" in page
    assert "5 ngõ 12 Hàng Bông" in page
    assert "hoa@example.vn" not in page
    assert ("186.000" if language == "vi" else "186,000") in page


@pytest.mark.parametrize("status", ["pending", "cancelled", "expired"])
def test_before_payment_the_vendor_learns_nothing_about_the_buyer(shop, desk, status):
    order = make_order(shop.pack, confirmed=False)
    if status == "cancelled":
        cancel_order(order=order)
    if status == "expired":
        expire_order(order=order, at=order.expires_at)
    waiting = order.vendor_orders.get()

    page = desk.get(at("order", shop, waiting.public_id))
    assert page.status_code == 200
    assert page.context["steps"] == []
    assert desk.get(at("slip", shop, waiting.public_id)).status_code == 404
    listed = desk.get(at("orders", shop), {"status": status})
    exported = desk.get(at("export", shop, "csv"), {"status": status})
    for text in (page.content, listed.content, exported.getvalue()):
        assert waiting.number in text.decode()
        assert "Nguyễn Thị Hoa" not in text.decode()
        assert "Hàng Bông" not in text.decode()


def test_a_button_moves_the_order(shop, desk):
    answer = move(desk, shop, to="accepted", seen="new")

    assert answer.url == at("order", shop, shop.vendor_order.public_id)
    assert shop.vendor_order.status == "accepted"


def test_shipping_keeps_the_tracking_number(shop, desk):
    move(desk, shop, to="accepted", seen="new")
    move(desk, shop, to="packed", seen="accepted")
    move(desk, shop, to="shipped", seen="packed", note="GHN 5ENLKKHD")

    page = desk.get(at("order", shop, shop.vendor_order.public_id)).content.decode()

    assert "GHN 5ENLKKHD" in page
    assert stock_of(shop.pack).num_in_stock == 17


def test_cancelling_without_a_reason_asks_for_it(shop, desk):
    answer = move(desk, shop, to="cancelled", seen="new")

    assert answer.status_code == 409
    assert shop.vendor_order.status == "new"


def test_the_slower_clerk_is_told_and_keeps_what_was_typed(shop, desk):
    move(desk, shop, to="accepted", seen="new")

    answer = move(desk, shop, to="cancelled", seen="new", note="hết hàng")

    assert answer.status_code == 409
    assert "hết hàng" in answer.content.decode()
    assert shop.vendor_order.status == "accepted"
    assert VendorOrderEvent.objects.filter(status="cancelled").count() == 0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"to": "accepted"},
        {"to": "paid", "seen": "new"},
        {"to": "accepted", "seen": "pending"},
        {"to": "accepted", "seen": "new", "note": "x" * 300},
    ],
)
def test_hostile_moves_change_nothing(shop, desk, data):
    answer = move(desk, shop, **data)

    assert answer.status_code in {409, 422}
    assert shop.vendor_order.status == "new"


def test_the_slip_says_what_the_carrier_collects(shop, desk):
    page = desk.get(at("slip", shop, shop.vendor_order.public_id)).content.decode()

    assert f"{shop.vendor_order.total:,}".replace(",", ".") in page
    assert "Nguyễn Thị Hoa" in page


def test_no_page_is_kept_by_a_cache_or_found_by_a_search_engine(shop, desk):
    for address in (at("orders", shop), at("order", shop, shop.vendor_order.public_id)):
        answer = desk.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_a_reseller_does_not_submit_the_producers_listing(shop, desk):
    assert desk.post(at("submit", shop, shop.pack.parent.public_id)).status_code == 404


def test_the_producer_submits_its_own_listing(client, db):
    pack = make_pack(listing_state="draft")
    vendor = make_vendor(organisation=pack.parent.producer.organisation)
    own = make_pack(pack.parent, vendor=vendor)
    owner = make_member(vendor.organisation, role="content")
    client.force_login(owner)

    client.post(reverse("vendors:submit", args=[vendor.public_id, own.parent.public_id]))

    own.parent.refresh_from_db()
    assert own.parent.listing_state == "submitted"
