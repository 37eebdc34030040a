"""Other packages' administrations, as an operator opens them."""

import re

import pytest

from catalog.catalogue.models import Product
from marketplace.kernel.models import AuditEntry
from tests.factories import make_pack, make_product, make_user, stock_of
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db

#: What a page loads by itself; links that a person follows may lead anywhere.
_LOADED = re.compile(r'''<(?:script|img|link|iframe)[^>]+?(?:src|href)="((?:https?:)?//[^"]+)"''')


@pytest.mark.parametrize(
    "path",
    [
        "/django-admin/",
        "/dashboard/",
        "/dashboard/orders/",
        "/en/dashboard/catalogue/",
        "/cms/",
        "/cms/account/",
        "/cms/users/",
    ],
)
def test_an_administration_loads_nothing_from_elsewhere(client, path):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    answer = client.get(path)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert _LOADED.findall(page) == []
    assert "gravatar" not in page


def test_what_services_write_an_operator_only_looks_at(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    product = make_product(listing_state="draft")
    pack = make_pack(product)
    entry = AuditEntry.objects.latest("pk")

    for path in (
        f"catalogue/product/{product.pk}",
        f"partner/stockrecord/{stock_of(pack).pk}",
        f"kernel/auditentry/{entry.pk}",
    ):
        assert client.get(f"/django-admin/{path}/change/").status_code == 200
        assert client.post(f"/django-admin/{path}/change/", {"price": "1"}).status_code == 403
        assert client.post(f"/django-admin/{path}/delete/", {"post": "yes"}).status_code == 403

    assert Product.objects.get(pk=product.pk).listing_state == "draft"
    assert stock_of(pack).price == 62_000


def test_an_operator_changes_no_order_by_hand(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    order = make_order(make_pack())

    for path in (f"order/order/{order.pk}", f"order/line/{order.lines.get().pk}"):
        assert client.get(f"/django-admin/{path}/change/").status_code == 200
        assert client.post(f"/django-admin/{path}/change/", {"status": "x"}).status_code == 403
        assert client.post(f"/django-admin/{path}/delete/", {"post": "yes"}).status_code == 403

    order.refresh_from_db()
    assert order.status == "placed"
