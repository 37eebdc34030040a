"""The vendor's table of stock against buyers at the same moment: no promise is overwritten."""

import pytest

from catalog.partner import stock
from storefront.order.models import Order
from storefront.shelf.changing import ShelfResult, change_shelf
from storefront.shelf.models import ShelfChange
from storefront.vendors.offers import Wanted
from tests.concurrency.buyers import ordering
from tests.concurrency.threads import at_once
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_basket


def setting(vendor, owner, packs, *, to: int, seen: int):
    wanted = [
        (
            stock_of(pack),
            Wanted(price=62_000, stock=to, seen_price=62_000, seen_stock=seen),
        )
        for pack in packs
    ]

    def call() -> ShelfResult:
        return change_shelf(
            vendor=vendor, wanted=wanted, origin=ShelfChange.Origin.GRID, acting_user=owner
        )

    return call


def less_stock_while_buyers_order(*, buyers: int) -> None:
    """Set to five while many order one each of both packs, in one order and the other."""
    vendor = make_vendor()
    owner = make_member(vendor.organisation)
    packs = [make_pack(vendor=vendor, price=62_000, stock=20) for _ in range(2)]
    calls = [setting(vendor, owner, packs, to=5, seen=20)]
    for number in range(buyers):
        calls.append(ordering(make_basket(*(packs if number % 2 else packs[::-1]))))

    result, *answers = at_once(calls)

    assert isinstance(result, ShelfResult), repr(result)
    orders = sum(isinstance(answer, Order) for answer in answers)
    for pack in packs:
        record = stock_of(pack)
        is_set = record.pk not in result.refused
        assert record.num_in_stock == (5 if is_set else 20)
        assert record.num_allocated == orders
        assert orders <= record.num_in_stock


def two_clerks_and_a_parcel() -> None:
    """Two set different numbers and a parcel leaves: one of the three orders of things is true."""
    vendor = make_vendor()
    owner = make_member(vendor.organisation)
    pack = make_pack(vendor=vendor, price=62_000, stock=20)
    record = stock_of(pack)
    assert stock.reserve(record.pk, 3)

    first, second, left = at_once(
        [
            setting(vendor, owner, [pack], to=30, seen=20),
            setting(vendor, owner, [pack], to=40, seen=20),
            lambda: stock.consume(record.pk, 3),
        ]
    )

    assert left is True
    changed = [one.changed for one in (first, second)]
    assert sum(changed) <= 1
    base = 30 if changed[0] else 40 if changed[1] else 20
    fresh = stock_of(pack)
    assert (fresh.num_in_stock, fresh.num_allocated) == (base - 3, 0)
    assert ShelfChange.objects.count() == sum(changed)


def test_less_stock_while_ten_order_on_sqlite(on_sqlite):
    less_stock_while_buyers_order(buyers=10)


@pytest.mark.postgresql
def test_less_stock_while_thirty_order_on_postgresql(on_postgresql):
    less_stock_while_buyers_order(buyers=30)


def test_two_clerks_and_a_parcel_on_sqlite(on_sqlite):
    two_clerks_and_a_parcel()


@pytest.mark.postgresql
def test_two_clerks_and_a_parcel_on_postgresql(on_postgresql):
    two_clerks_and_a_parcel()
