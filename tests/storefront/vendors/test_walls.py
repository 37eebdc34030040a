"""Tenants are walls: somebody else's shop does not exist, and a role ends where it ends.

Another vendor's ids are tried at every address in test_every_address.
"""

import pytest
from django.urls import reverse

from marketplace.accounts.models import User
from storefront.vendors import urls
from storefront.vendors.models import VendorOrder

WITHOUT_VENDOR = {"home"}
OF_ORDERS = {"orders", "batch", "hand_over", "slips", "export", "order", "move", "slip"}


def addresses(shop) -> dict[str, str]:
    """Every address of the workspace by name, with this shop's own ids.

    Those of one photograph have their roles tried in tests/pictures/test_workspace.py.
    """
    values = {
        "vendor_id": shop.vendor.public_id,
        "order_id": shop.vendor_order.public_id,
        "pack_id": shop.pack.public_id,
        "product_id": shop.pack.parent.public_id,
        "form": "csv",
    }
    found = {}
    for pattern in urls.urlpatterns:
        wanted = pattern.pattern.converters
        if "picture_id" in wanted:
            continue
        found[pattern.name] = reverse(
            f"vendors:{pattern.name}", kwargs={name: values[name] for name in wanted}
        )
    return found


def test_home_knows_the_users_own_shops_only(two_shops, client):
    mine, _theirs = two_shops
    client.force_login(mine.owner)

    answer = client.get(reverse("vendors:home"))

    assert answer.status_code == 302
    assert answer.url == reverse("vendors:vendor", args=[mine.vendor.public_id])


def test_operators_do_not_walk_into_a_shop(shop, client):
    client.force_login(User.objects.create_superuser("dieu.hanh@example.vn", "Mat-khau-2026"))

    assert {
        client.get(address).status_code
        for name, address in addresses(shop).items()
        if name not in WITHOUT_VENDOR
    } == {404}


def test_the_anonymous_are_asked_to_sign_in(shop, client):
    for address in addresses(shop).values():
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_content_helper_gets_no_order_and_sets_no_price(shop, client, method):
    client.force_login(shop.member("content"))

    answers = {
        name: getattr(client, method)(address, {"to": "accepted", "seen": "new"}).status_code
        for name, address in addresses(shop).items()
        if name in OF_ORDERS | {"offer"}
    }

    assert answers == dict.fromkeys(OF_ORDERS | {"offer"}, 403)
    assert shop.vendor_order.status == "new"


def test_an_order_clerk_submits_no_listing(shop, client):
    client.force_login(shop.member("orders"))

    assert client.post(addresses(shop)["submit"]).status_code in {403, 404}


def test_what_changes_something_is_a_post(shop, client):
    client.force_login(shop.owner)

    for name in ("batch", "move", "offer"):
        assert client.get(addresses(shop)[name]).status_code == 405
    assert VendorOrder.objects.filter(status="new").count() == 1


def test_of_a_shared_order_a_vendor_sees_its_own_part_only(two_shops, client):
    mine, theirs = two_shops
    client.force_login(mine.owner)

    for name in ("orders", "order", "slip", "export", "products"):
        answer = client.get(addresses(mine)[name])
        page = answer.getvalue().decode() if answer.streaming else answer.content.decode()
        assert mine.pack.parent.title in page
        assert theirs.pack.parent.title not in page
        assert theirs.vendor_order.number not in page
        assert theirs.vendor_order.public_id not in page
        assert "180.000" not in page
        assert "180000" not in page
        total = f"{mine.order.total:,}".replace(",", ".")
        assert total not in page
