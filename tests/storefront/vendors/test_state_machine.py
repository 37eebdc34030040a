"""Whatever people try, in whatever order: no illegal move, no unit of stock lost or doubled."""

import contextlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.partner.models import StockRecord
from marketplace.kernel.errors import MarketplaceError
from storefront.order.models import Line, Order
from storefront.order.services import cancel_order
from storefront.order.statuses import OrderStatus
from storefront.states.table import targets
from storefront.vendors.models import VendorOrder, VendorOrderEvent
from storefront.vendors.services import move_vendor_order
from storefront.vendors.statuses import VendorOrderStatus, moves_by_hand
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_order

STOCK = 50
_QUANTITIES = (3, 2)
_BUYER = "buyer"
_PART = "vendors.vendororder"

tries = st.lists(
    st.tuples(
        st.sampled_from([0, 1, _BUYER]),
        st.sampled_from([*VendorOrderStatus.values, "nonsense"]),
    ),
    max_size=14,
)


def assert_books(packs, order) -> None:
    """In the house plus shipped is what there was; promised is what open parts hold."""
    for pack, quantity, part in zip(packs, _QUANTITIES, parts_of(order), strict=True):
        record = stock_of(pack)
        gone = quantity if part.status in {"shipped", "delivered"} else 0
        held = quantity if part.status in {"pending", "new", "accepted", "packed"} else 0
        assert record.num_in_stock == STOCK - gone
        assert record.num_allocated == held
        assert Line.objects.get(vendor_order=part).num_allocated == held


def assert_order_follows(order) -> None:
    statuses = {part.status for part in parts_of(order)}
    status = Order.objects.get(pk=order.pk).status
    if statuses == {"cancelled"}:
        assert status == OrderStatus.CANCELLED
    elif statuses <= {"cancelled", "delivered"}:
        assert status == OrderStatus.COMPLETED
    else:
        assert status == OrderStatus.PLACED


def parts_of(order) -> list[VendorOrder]:
    return list(
        VendorOrder.objects.filter(order=order).select_related("vendor", "order").order_by("pk")
    )


def assert_history(order) -> None:
    """Each part's events are a path through the table that ends where the part is."""
    for part in parts_of(order):
        events = VendorOrderEvent.objects.filter(vendor_order=part).order_by("pk")
        path = list(events.values_list("status", flat=True))
        assert path[-1] == part.status
        assert all(after in targets(_PART, before) for before, after in pairwise(path))


@pytest.mark.django_db
def test_any_sequence_of_tries_keeps_the_table_and_the_stock():
    vendors = make_vendor(), make_vendor(province_slug="son-la")
    packs = [make_pack(vendor=vendor, stock=STOCK) for vendor in vendors]
    owners = [make_member(vendor.organisation) for vendor in vendors]

    @settings(max_examples=25, deadline=None)
    @given(tries=tries)
    def holds(tries) -> None:
        StockRecord.objects.filter(product__in=packs).update(num_in_stock=STOCK, num_allocated=0)
        order = make_order(*zip(packs, _QUANTITIES, strict=True))
        for who, to in tries:
            before = [part.status for part in parts_of(order)]
            with contextlib.suppress(MarketplaceError):
                if who == _BUYER:
                    cancel_order(order=Order.objects.get(pk=order.pk))
                else:
                    part = parts_of(order)[who]
                    move_vendor_order(part, to=to, acting_user=owners[who], note="vì bão")
            for was, part in zip(before, parts_of(order), strict=True):
                assert part.status == was or part.status in targets(_PART, was)
            assert_books(packs, order)
            assert_order_follows(order)
        assert_history(order)

    holds()


@pytest.mark.parametrize(
    ("status", "by_hand"),
    [
        ("pending", []),
        ("new", ["accepted", "cancelled"]),
        ("accepted", ["packed", "cancelled"]),
        ("packed", ["shipped", "cancelled"]),
        ("shipped", ["delivered"]),
        ("delivered", []),
        ("cancelled", []),
        ("expired", []),
    ],
)
def test_what_a_vendors_people_may_do(status, by_hand):
    assert moves_by_hand(status) == by_hand
