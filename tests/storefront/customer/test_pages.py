"""Orders, addresses and alerts of a member; another's are not found."""

import csv
import io

import pytest
from django.test import Client

from storefront.address.models import UserAddress
from storefront.customer import orders
from storefront.customer.models import ProductAlert
from storefront.order.models import Order
from tests.factories import commune, make_pack, make_product, make_user
from tests.storefront.conftest import DELIVERY
from tests.storefront.factories import make_address, make_order

pytestmark = pytest.mark.django_db

TYPED = {name: DELIVERY[name] for name in ("name", "phone", "province", "commune", "street")}


@pytest.fixture
def member(client: Client):
    user = make_user()
    client.force_login(user)
    return user


def test_orders_come_in_pages_after_a_key(client: Client, member, monkeypatch, today) -> None:
    monkeypatch.setattr(orders, "ORDERS_A_PAGE", 2)
    pack = make_pack(stock=50)
    placed = [make_order(pack, user=member).number for _number in range(5)]
    make_order(pack, user=make_user())

    seen, address = [], "/account/orders/"
    for _page in range(3):
        page = client.get(address).context["page"]
        seen += [order.number for order in page.orders]
        address = f"/account/orders/?after={page.following}"

    assert seen == placed[::-1]
    assert page.following == ""


def test_orders_are_narrowed_by_state(client: Client, member, today) -> None:
    kept, cancelled = make_order(user=member), make_order(user=member)
    Order.objects.filter(pk=cancelled.pk).update(status="cancelled")

    page = client.get("/en/account/orders/?state=cancelled")
    unknown = client.get("/en/account/orders/?state=nonsense")

    assert [order.number for order in page.context["page"].orders] == [cancelled.number]
    assert {(one.code, one.number) for one in page.context["page"].states} == {
        ("placed", 1),
        ("cancelled", 1),
    }
    assert {order.number for order in unknown.context["page"].orders} == {
        kept.number,
        cancelled.number,
    }


def test_another_members_order_is_no_key_and_in_no_table(client: Client, member, today) -> None:
    mine, theirs = make_order(user=member), make_order(user=make_user())

    page = client.get(f"/account/orders/?after={theirs.number}")
    table = b"".join(client.get("/account/orders/export/").streaming_content).decode()

    assert page.context["page"].orders == []
    assert mine.number in table
    assert theirs.number not in table


def test_the_table_runs_no_formula(client: Client, member, today) -> None:
    make_order(make_pack(make_product("=1+1")), user=member)

    text = b"".join(client.get("/en/account/orders/export/").streaming_content).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "Order"
    assert rows[1][4].startswith("'=1+1")


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_asks_the_same_few_questions(
    client: Client, member, today, count: int, django_assert_max_num_queries
) -> None:
    pack = make_pack(stock=50)
    for _number in range(count):
        make_order(pack, user=member)

    with django_assert_max_num_queries(6):
        client.get("/account/orders/")


def test_an_address_is_added_changed_and_deleted(client: Client, member) -> None:
    client.post("/account/addresses/new/", TYPED)
    address = UserAddress.objects.get()

    shown = client.get(f"/account/addresses/{address.public_id}/")
    client.post(f"/account/addresses/{address.public_id}/", TYPED | {"street": "7 Hàng Gai"})

    assert 'value="5 ngõ 12 Hàng Bông"' in shown.text
    address.refresh_from_db()
    assert (address.line1, address.is_default_for_shipping) == ("7 Hàng Gai", True)
    client.post(f"/account/addresses/{address.public_id}/delete/")
    assert not UserAddress.objects.exists()


def test_a_saved_address_keeps_its_former_ward_while_the_commune_stays(client, member) -> None:
    address = make_address(member, former_ward="Hàng Bông", former_district="Hoàn Kiếm")
    page = f"/account/addresses/{address.public_id}/"
    filled = client.get(page).context["form"].initial

    client.post(page, filled | {"phone": "0912 345 678"})
    address.refresh_from_db()
    same = (str(address.phone_number), address.former_ward, address.former_district)
    client.post(page, filled | {"commune": commune("ca-mau").full_name, "province": "96"})
    address.refresh_from_db()

    assert same == ("+84912345678", "Hàng Bông", "Hoàn Kiếm")
    assert address.commune == commune("ca-mau")
    assert (address.former_ward, address.former_district) == ("", "")


def test_an_address_kept_twice_is_refused(client: Client, member) -> None:
    client.post("/account/addresses/new/", TYPED)

    page = client.post("/en/account/addresses/new/", TYPED)

    assert "among yours already" in page.text
    assert member.addresses.count() == 1


def test_one_address_is_offered_first(client: Client, member) -> None:
    first = make_address(member, is_default_for_shipping=True)
    second = make_address(member, slug="ca-mau")

    client.post(f"/account/addresses/{second.public_id}/default/")
    defaults = member.addresses.filter(is_default_for_shipping=True)

    assert defaults.get() == second
    client.post(f"/account/addresses/{second.public_id}/delete/")
    assert defaults.get() == first


@pytest.mark.parametrize("action", ["", "default/", "delete/"])
def test_another_members_address_is_not_found(client: Client, member, action: str) -> None:
    foreign = make_address(make_user())

    answer = client.post(f"/account/addresses/{foreign.public_id}/{action}", TYPED | {"name": "X"})

    assert answer.status_code == 404
    kept = UserAddress.objects.get()
    assert (kept.first_name, kept.is_default_for_shipping) == ("Nguyễn Thị Hoa", False)


def test_alerts_are_listed_and_stopped_ones_own_only(client: Client, member) -> None:
    mine = ProductAlert.objects.create(user=member, product=make_product("Mật ong"))
    foreign = ProductAlert.objects.create(user=make_user(), product=make_product("Trà xanh"))

    page = client.get("/account/alerts/")
    refused = client.post(f"/account/alerts/{foreign.key}/stop/")
    client.post(f"/account/alerts/{mine.key}/stop/")

    assert "Mật ong" in page.text
    assert "Trà xanh" not in page.text
    assert refused.status_code == 404
    foreign.refresh_from_db()
    mine.refresh_from_db()
    assert (foreign.status, mine.status) == ("Active", "Cancelled")


def test_the_empty_pages_offer_the_next_step(client: Client, member) -> None:
    for page in ("orders", "addresses", "alerts"):
        assert 'class="button"' in client.get(f"/account/{page}/").text
