"""Baskets that hold each other's goods, ordered, called off and run out of time by many at once."""

from collections.abc import Callable
from functools import partial

import pytest

from marketplace.kernel.clock import now
from storefront.order.models import Line, Order
from storefront.order.reconciliation import disagreements
from storefront.order.services import cancel_order, expire_order
from storefront.payment.services import begin_payment
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.concurrency.buyers import ordering
from tests.concurrency.threads import at_once
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_basket


def cross(*, threads: int) -> None:
    """x then y, y then x; what one takes another gives back, in every way an order may end."""
    vendors = make_vendor(), make_vendor(province_slug="son-la")
    owners = [make_member(vendor.organisation) for vendor in vendors]
    packs = [make_pack(vendor=vendor, stock=3 * threads) for vendor in vendors]
    endings: list[Callable[[Order], object]] = [
        lambda order: cancel_order(order=order),
        lambda order: expire_order(order=order, at=order.expires_at),
        lambda order: begin_payment(order=order),
        lambda order: call_off(order, owners),
    ]

    def live(number: int) -> str:
        one, other = packs if number % 2 else packs[::-1]
        order = ordering(make_basket((one, 1), (other, 2)))()
        endings[number % len(endings)](order)
        return Order.objects.get(pk=order.pk).status

    answers = at_once([partial(live, number) for number in range(threads)])

    wanted = ["cancelled", "expired", "placed", "cancelled"] * threads
    assert answers == wanted[:threads]
    assert disagreements() == []
    for pack in packs:
        held = sum(Line.objects.filter(product=pack).values_list("num_allocated", flat=True))
        assert stock_of(pack).num_allocated == held
    assert Order.objects.filter(status="placed", expires_at__lt=now()).count() == 0


def call_off(order: Order, owners: list) -> None:
    """Each vendor its own part, the second first."""
    begin_payment(order=order)
    parts = VendorOrder.objects.filter(order=order).select_related("vendor__organisation", "order")
    for part in parts.order_by("-pk"):
        owner = next(one for one in owners if part.vendor.organisation.memberships.filter(user=one))
        move_vendor_order(part, to="cancelled", acting_user=owner, note="hết hàng")


def deadlocks(server) -> int:
    """So many PostgreSQL has seen and ended since it was started."""
    return server.log.read_text().count("deadlock detected")


@pytest.mark.postgresql
def test_crossing_baskets_never_wait_in_a_circle_on_postgresql(on_postgresql, postgresql_server):
    before = deadlocks(postgresql_server)

    cross(threads=40)

    assert deadlocks(postgresql_server) == before


@pytest.mark.postgresql
@pytest.mark.soak
def test_two_hundred_crossing_baskets_on_postgresql(on_postgresql, postgresql_server):
    before = deadlocks(postgresql_server)

    cross(threads=200)

    assert deadlocks(postgresql_server) == before


def test_crossing_baskets_never_wait_in_a_circle_on_sqlite(on_sqlite):
    cross(threads=16)
