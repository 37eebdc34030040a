"""A vendor sets prices and stock: whole đồng, never below what is promised, never blindly."""

import pytest
from django.urls import reverse

from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.models import AuditEntry
from storefront.vendors.errors import ChangedMeanwhile, OfferRefused
from storefront.vendors.offers import change_offer
from tests.factories import stock_of
from tests.storefront.factories import make_order


def offer(shop, **changes):
    values = {"price": 62_000, "stock": 20, "seen_price": 62_000, "seen_stock": 20}
    return change_offer(stock_of(shop.pack), **values | changes, acting_user=shop.owner)


def state(shop) -> tuple[int | None, int, int]:
    record = stock_of(shop.pack)
    return record.price, record.num_in_stock, record.num_allocated


def test_price_and_stock_change_and_leave_a_trace(shop):
    offer(shop, price=65_000, stock=40)

    assert state(shop) == (65_000, 40, 3)
    entry = AuditEntry.objects.get(action="offer.changed")
    assert entry.object_id == shop.pack.public_id
    assert entry.data == {
        "vendor": shop.vendor.public_id,
        "price": [62_000, 65_000],
        "stock": [20, 40],
    }


def test_without_a_price_it_is_not_for_sale_and_can_come_back(shop):
    offer(shop, price=None)
    assert state(shop) == (None, 20, 3)

    offer(shop, price=70_000, seen_price=None)
    assert state(shop) == (70_000, 20, 3)


def test_stock_may_fall_to_what_is_promised_and_no_further(shop):
    offer(shop, stock=3)
    assert state(shop) == (62_000, 3, 3)

    with pytest.raises(OfferRefused) as refusal:
        offer(shop, stock=2, seen_stock=3)

    assert refusal.value.code == "promised"
    assert state(shop) == (62_000, 3, 3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"price": 0}, "price"),
        ({"price": -1}, "price"),
        ({"price": 1_000_000_000}, "price"),
        ({"stock": -1}, "stock"),
        ({"stock": 1_000_001}, "stock"),
    ],
)
def test_what_cannot_be_is_refused(shop, changes, code):
    with pytest.raises(OfferRefused) as refusal:
        offer(shop, **changes)

    assert refusal.value.code == code
    assert state(shop) == (62_000, 20, 3)


@pytest.mark.parametrize("stale", [{"seen_price": 61_000}, {"seen_stock": 19}])
def test_who_looked_at_an_old_page_is_asked_to_look_again(shop, stale):
    with pytest.raises(ChangedMeanwhile):
        offer(shop, price=1, stock=50, **stale)

    assert state(shop) == (62_000, 20, 3)


@pytest.mark.parametrize("role", ["content"])
def test_a_role_that_sets_no_prices(shop, role):
    with pytest.raises(NotAllowed):
        change_offer(
            stock_of(shop.pack),
            price=1,
            stock=20,
            seen_price=62_000,
            seen_stock=20,
            acting_user=shop.member(role),
        )

    assert state(shop) == (62_000, 20, 3)


def post(client, shop, **typed: str):
    prefix = shop.pack.public_id
    values = {"price": "62000", "stock": "20", "seen_price": "62000", "seen_stock": "20"}
    return client.post(
        reverse("vendors:offer", args=[shop.vendor.public_id, prefix]),
        {f"{prefix}-{name}": value for name, value in (values | typed).items()},
    )


@pytest.mark.parametrize("typed", ["65000", "65.000", "65,000", "65 000 ₫", "65.000đ"])
def test_prices_are_read_as_people_write_them(shop, client, typed):
    client.force_login(shop.owner)

    assert post(client, shop, price=typed).status_code == 302

    assert state(shop) == (65_000, 20, 3)


@pytest.mark.parametrize(
    "typed", ["62.5", "62,50", "-5", "1e6", "٦٢٠٠٠", "0", "9" * 20, "=1+1", "<script>"]
)
def test_other_prices_come_back_with_what_was_typed(shop, client, typed):
    client.force_login(shop.owner)

    answer = post(client, shop, price=typed)

    assert answer.status_code == 409
    assert "field-errors" in answer.content.decode() or "notice-error" in answer.content.decode()
    assert state(shop) == (62_000, 20, 3)


def test_after_a_sale_meanwhile_the_page_shows_the_present_and_the_second_try_works(shop, client):
    client.force_login(shop.owner)
    make_order((shop.pack, 4))

    refused = post(client, shop, stock="5")
    assert refused.status_code == 409
    assert state(shop) == (62_000, 20, 7)

    assert post(client, shop, stock="7").status_code == 302
    assert state(shop) == (62_000, 7, 7)


def test_after_a_parcel_left_meanwhile_the_form_carries_what_is_there_now(shop, client):
    client.force_login(shop.owner)
    change_offer(
        stock_of(shop.pack),
        price=62_000,
        stock=17,
        seen_price=62_000,
        seen_stock=20,
        acting_user=shop.owner,
    )

    refused = post(client, shop, stock="30")

    row = next(row for row in refused.context["rows"] if row.form.errors)
    assert row.form["seen_stock"].value() == 17
    assert row.form["stock"].value() == "30"
