"""What vendors do: accept, pack, send in parcels, deliver, take back, call off."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from marketplace.kernel.errors import IllegalTransition, MarketplaceError
from storefront.order.models import Line
from storefront.refunds.models import Refund
from storefront.shipments import services as parcels
from storefront.shipments.models import Shipment
from storefront.vendors.services import move_vendor_order
from tests.money.ground import ANY, Ground
from tests.money.hands import part_of, sums
from tests.money.paper import (
    BEFORE_DISPATCH,
    CASH,
    OPEN,
    UNDER_WAY,
    PaperOrder,
    Parcel,
    Part,
)

NEXT = {"new": "accepted", "accepted": "packed", "packed": "shipped", "shipped": "delivered"}


class Shops(Ground):
    def owner(self, part: Part) -> Any:
        return self.market.owners[part.vendor]

    @precondition(lambda self: self.parts(status=tuple(NEXT)))
    @rule(pick=ANY, steps=st.integers(1, 4))
    def move_on(self, pick, steps):
        order, part = self.one(self.parts(status=tuple(NEXT)), pick)
        for _step in range(steps):
            if part.status in NEXT:
                self._move_on(order, part, NEXT[part.status])

    def _move_on(self, order, part, to):
        row, hand = part_of(part.pk), {"acting_user": self.owner(part)}
        is_returning = any(one.state == "returning" for one in part.parcels)
        if to == "delivered" and (part.unsent or is_returning):
            with pytest.raises(MarketplaceError):
                move_vendor_order(row, to=to, **hand)
            return
        unsent = part.unsent
        move_vendor_order(row, to=to, **hand)
        part.status = to
        if to == "shipped":
            self._sent(part, unsent, row.shipments.get().pk)
        elif to == "delivered":
            for one in part.parcels:
                one.state = "delivered" if one.state in UNDER_WAY else one.state
            self._moved(order, part)

    def _sent(self, part, units, pk):
        for line, quantity in units.items():
            line.send(quantity)
        part.parcels.append(Parcel(pk, units))

    def _moved(self, order, part):
        """A parcel is where it goes: the part may be over, and cash may have come."""
        if part.status in ("shipped", "delivered"):
            part.status = part.ends_as
        if order.way == CASH and any(one.state == "delivered" for one in part.parcels):
            collected = sums("account", vendor_order=part.pk)["collected"]
            part.came = part.standing if part.status == "delivered" else collected
            assert 0 < part.came <= part.standing
        order.follow()

    @precondition(lambda self: self.to_send())
    @rule(pick=ANY, units=st.integers(1, 2))
    def send_some(self, pick, units):
        """One parcel of several; the delivery charge stays what it was."""
        _order, part = self.one(self.to_send(), pick)
        line = next(iter(part.unsent))
        units = min(units, line.held)
        made = parcels.create_shipment(
            vendor_order=part_of(part.pk),
            lines=[(self.row_of(part, line), units)],
            carrier="",
            tracking="",
            acting_user=self.owner(part),
        )
        part.status = "shipped"
        self._sent(part, {line: units}, made.pk)

    def to_send(self) -> list[tuple[PaperOrder, Part]]:
        return [one for one in self.parts(status=("packed", "shipped")) if one[1].unsent]

    def row_of(self, part, line):
        product = self.market.packs[line.shelf.pack]
        return Line.objects.get(vendor_order=part.pk, product=product)

    @precondition(lambda self: self.on_the_way())
    @rule(
        pick=ANY,
        what=st.sampled_from(["arrives", "arrives", "fails", "turns", "is back"]),
        on_shelf=st.booleans(),
    )
    def a_parcel(self, pick, what, on_shelf):
        order, part, parcel = self.one(self.on_the_way(), pick)
        row = Shipment.objects.select_related(
            "vendor_order__vendor__organisation", "vendor_order__order"
        ).get(pk=parcel.pk)
        hand = {"acting_user": self.owner(part)}
        is_returning = parcel.state == "returning"
        if what == "arrives" and not is_returning:
            parcels.deliver_shipment(shipment=row, **hand)
            parcel.state = "delivered"
            self._moved(order, part)
        elif what == "fails" and parcel.state == "on_way":
            parcels.fail_shipment(shipment=row, reason="không ai ở nhà", **hand)
            parcel.state = "failed"
        elif what == "turns" and not is_returning:
            parcels.send_back_shipment(shipment=row, reason="không nhận", **hand)
            parcel.state = "returning"
        elif is_returning:
            parcels.return_shipment(shipment=row, restock=on_shelf, **hand)
            parcel.state = "returned"
            for line, units in parcel.units.items():
                line.come_back(units, on_shelf=on_shelf)
            self._came_back(order, part, parcel)
            self._moved(order, part)

    def _came_back(self, order, part, parcel):
        """Of its goods what is not refunded yet is to be; what nobody has paid is not owed."""
        of = {
            line: line.share(min(quantity, line.left.units))
            for line, quantity in parcel.units.items()
            if line.left.units
        }
        made = Refund.objects.filter(shipment=parcel.pk).first()
        total = sum((back.total for back in of.values()), start=0)
        assert (made.total if made else 0) == total
        if made is None:
            return
        part.ask(of)
        if order.way == CASH:
            assert made.state == "settled"
            part.grant(of)
        else:
            assert made.state == "proposed"
            part.asked[made.pk] = of

    def on_the_way(self) -> list[tuple[PaperOrder, Part, Parcel]]:
        return [
            (order, part, parcel)
            for order, part in self.parts(status=("shipped",))
            for parcel in part.parcels
            if parcel.state in UNDER_WAY
        ]

    @precondition(lambda self: self.parts(status=(*OPEN, "cancelled")))
    @rule(pick=ANY)
    def call_off(self, pick):
        order, part = self.one(self.parts(status=(*OPEN, "cancelled")), pick)
        row, hand = part_of(part.pk), {"acting_user": self.owner(part), "note": "hết hàng"}
        if part.status not in BEFORE_DISPATCH:
            with pytest.raises(IllegalTransition):
                move_vendor_order(row, to="cancelled", **hand)
            return
        move_vendor_order(row, to="cancelled", **hand)
        order.end([part], "cancelled")
        order.follow()

    @precondition(lambda self: self.orders)
    @rule(pick=ANY, to=st.sampled_from(["new", "delivered", "shipped", "expired", "nonsense"]))
    def try_a_step_that_there_is_not(self, pick, to):
        _order, part = self.one(self.parts(), pick)
        if NEXT.get(part.status) != to:
            with pytest.raises(IllegalTransition):
                move_vendor_order(part_of(part.pk), to=to, acting_user=self.owner(part))
