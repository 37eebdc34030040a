"""Two clerks who send the same goods, and two parcels that arrive at once."""

import pytest
from django.db.models import Sum

from storefront.shipments import services
from storefront.shipments.errors import ShipmentRefused
from storefront.shipments.models import Shipment, ShipmentLine
from tests.concurrency.threads import at_once
from tests.factories import stock_of
from tests.storefront.shipments.sending import again, packed_order

ROUNDS = 6


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    """The same on both."""
    request.getfixturevalue(request.param)


def test_two_parcels_of_the_same_goods_never_hold_more_than_was_sold(database):
    for _ in range(ROUNDS):
        packed = packed_order()

        answers = at_once(
            [lambda packed=packed: packed.send(2, 1), lambda packed=packed: packed.send(2, 2)]
        )

        refused = [one for one in answers if isinstance(one, Exception)]
        assert [type(one) for one in refused] == [ShipmentRefused]
        (sent,) = (one for one in answers if isinstance(one, Shipment))
        for number, sold in ((0, 3), (1, 2)):
            line = packed.line(number)
            units = ShipmentLine.objects.filter(line=line).aggregate(sum=Sum("quantity"))["sum"]
            record = stock_of(packed.packs[number])
            assert units + line.num_allocated == sold
            assert (record.num_in_stock, record.num_allocated) == (10 - units, line.num_allocated)
        assert list(packed.part.shipments.all()) == [sent]
        assert packed.part.events.filter(status="shipped").count() == 1


def test_of_the_last_two_parcels_the_later_one_completes_the_order(database):
    for _ in range(ROUNDS):
        packed = packed_order()
        first, second = packed.send(3, 0), packed.send(0, 2)

        answers = at_once(
            [
                lambda one=one, packed=packed: services.deliver_shipment(
                    shipment=again(one), acting_user=packed.owner
                )
                for one in (first, second)
            ]
        )

        assert not [one for one in answers if isinstance(one, Exception)], answers
        packed.order.refresh_from_db()
        assert (packed.part.status, packed.order.status) == ("delivered", "completed")
        assert packed.part.events.filter(status="delivered").count() == 1


def test_what_came_back_is_put_on_the_shelf_once(database):
    for _ in range(ROUNDS):
        packed = packed_order()
        shipment = packed.send(3, 2)
        services.send_back_shipment(
            shipment=again(shipment), reason="khách từ chối", acting_user=packed.owner
        )
        seen = [again(shipment) for _clerk in range(3)]

        answers = at_once(
            [
                lambda one=one, packed=packed: services.return_shipment(
                    shipment=one, acting_user=packed.owner
                )
                for one in seen
            ]
        )

        assert sorted(type(one).__name__ for one in answers) == [
            "ChangedMeanwhile",
            "ChangedMeanwhile",
            "Shipment",
        ]
        assert stock_of(packed.packs[0]).num_in_stock == 10
