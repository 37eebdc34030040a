"""Oscar's dashboard: staff look, and nobody writes past our services."""

import pytest
from django.test import Client

from catalog.catalogue.models import Product
from tests.addresses import addresses
from tests.factories import make_pack, make_product, make_user, stock_of
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db

METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture
def operator(client) -> Client:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def dashboard(language: str) -> list[str]:
    """Every address of it but its sign-in page, which gives no session and leads to ours."""
    beginning = "/en/dashboard/" if language == "en" else "/dashboard/"
    paths = {address.path for address in addresses(language)}
    return sorted(
        path for path in paths if path.startswith(beginning) and not path.endswith("/login/")
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_address_of_the_dashboard_takes_anything(operator, language):
    paths = dashboard(language)
    assert len(paths) > 90

    taken = [
        (path, method)
        for path in paths
        for method in METHODS
        if operator.generic(method, path).status_code != 405
    ]

    assert taken == []


def test_the_anonymous_are_sent_to_sign_in_and_others_refused(client):
    paths = dashboard("vi")

    anonymous = {client.post(path).headers.get("Location", "").split("?")[0] for path in paths}
    client.force_login(make_user())
    customer = {client.post(path).status_code for path in paths}

    assert anonymous == {"/account/login/"}
    assert customer == {403}


def test_stock_listing_and_order_stay_as_our_services_left_them(operator):
    product = make_product(listing_state="draft")
    pack = make_pack(product)
    order = make_order(make_pack())
    line = order.lines.get()
    stock = stock_of(pack)
    before = (stock.price, stock.num_in_stock, product.is_public, order.status, line.status)

    for path, values in (
        (f"catalogue/products/{product.pk}/", {"title": "x", "is_public": ""}),
        (
            f"catalogue/products/{pack.pk}/",
            {"stockrecords-0-id": stock.pk, "stockrecords-0-num_in_stock": "9999"},
        ),
        (f"catalogue/products/{pack.pk}/delete/", {}),
        (f"orders/{order.number}/", {"order_action": "change_order_status", "new_status": "x"}),
        (
            f"orders/{order.number}/",
            {"line_action": "change_line_statuses", "selected_line": line.pk, "new_status": "x"},
        ),
        ("orders/", {"action": "change_order_statuses", "selected_order": order.pk}),
    ):
        assert operator.get(f"/dashboard/{path}").status_code == 200
        assert operator.post(f"/dashboard/{path}", values).status_code == 405

    for one in (product, order, line):
        one.refresh_from_db()
    stock = stock_of(pack)
    assert Product.objects.filter(pk=pack.pk).exists()
    after = (stock.price, stock.num_in_stock, product.is_public, order.status, line.status)
    assert after == before
    assert product.listing_state == "draft"


def test_the_one_address_that_writes_when_it_is_looked_at_is_closed_too(operator):
    partner, user = stock_of(make_pack()).partner, make_user()

    answer = operator.get(f"/dashboard/partners/{partner.pk}/users/{user.pk}/link/")

    assert answer.status_code == 405
    assert not partner.users.filter(pk=user.pk).exists()
    assert not user.user_permissions.exists()


def test_the_refusal_says_where_it_is_done(operator):
    answer = operator.post("/en/dashboard/catalogue/products/1/")

    page = answer.content.decode()
    assert answer["Allow"] == "GET, HEAD"
    assert "Nothing was changed" in page
    for address in ("/en/office/", "/en/vendor/", "/django-admin/"):
        assert f'href="{address}"' in page
