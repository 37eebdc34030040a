"""The workspace's questions to the database are understood by PostgreSQL too."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_order


@pytest.mark.postgresql
def test_every_page_and_button_on_postgresql(on_postgresql, client):
    vendor = make_vendor("Vựa xoài Cao Lãnh")
    pack = make_pack(vendor=vendor, price=62_000, stock=20)
    parts = [make_order((pack, 3)).vendor_orders.get() for _ in range(3)]
    client.force_login(make_member(vendor.organisation))

    def at(name: str, *more: str) -> str:
        with translation.override("vi"):
            return reverse(f"vendors:{name}", args=[vendor.public_id, *more])

    newest, oldest = parts[-1].public_id, parts[0].number
    for address in (at("orders"), at("order", newest), at("slip", newest), at("products")):
        assert client.get(address).status_code == 200
    assert oldest in client.get(at("orders"), {"after": newest}).content.decode()
    after = client.get(at("products"), {"after": pack.public_id})
    assert after.context["rows"] == []
    for form in ("csv", "xlsx"):
        assert client.get(at("export", form), {"status": "new"}).getvalue()
    ticked = {"order": [part.public_id for part in parts]}
    narrow = {"province": "01", "since": "2020-01-01", "until": "2099-12-31", "number": oldest}
    assert oldest in client.get(at("orders"), narrow).content.decode()
    client.post(at("batch"), ticked | {"to": "accepted"})
    assert client.get(at("slips"), ticked).status_code == 200
    client.post(at("move", newest), {"to": "packed", "seen": "accepted"})
    client.post(at("move", newest), {"to": "shipped", "seen": "packed", "note": "GHN 1"})
    typed = {"price": "65.000", "stock": "30", "seen_price": "62000", "seen_stock": "17"}
    client.post(
        at("offer", pack.public_id),
        {f"{pack.public_id}-{name}": value for name, value in typed.items()},
    )

    record = stock_of(pack)
    assert (record.price, record.num_in_stock, record.num_allocated) == (65_000, 30, 6)
