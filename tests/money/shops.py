"""What vendors do: accept, pack, send in parcels, deliver, call off, refund by line, pay back."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from marketplace.kernel.clock import today
from marketplace.kernel.errors import IllegalTransition, MarketplaceError
from marketplace.kernel.ids import new_public_id
from storefront.cards.models import CardAttempt
from storefront.order.models import Line
from storefront.refunds.deciding import note_paid_in_cash
from storefront.refunds.errors import RefundRefused
from storefront.refunds.models import Refund
from storefront.refunds.services import Wanted, propose_refund
from storefront.shipments import services as parcels
from storefront.shipments.models import Shipment
from storefront.transfers.models import Transfer
from storefront.transfers.services.refunds import record_refund
from storefront.vendors.services import move_vendor_order
from tests.money.ground import ANY, Ground, refused
from tests.money.hands import part_of
from tests.money.paper import (
    BEFORE_DISPATCH,
    CARD,
    CASH,
    OPEN,
    TRANSFER,
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
        row = part_of(part.pk)
        returning = any(one.state == "returning" for one in part.parcels)
        nothing_there = part.parcels and all(one.state == "returned" for one in part.parcels)
        if to == "delivered" and (part.unsent or returning or nothing_there):
            with pytest.raises(MarketplaceError):
                move_vendor_order(row, to=to, acting_user=self.owner(part))
            return
        unsent = part.unsent
        move_vendor_order(row, to=to, acting_user=self.owner(part))
        part.status = to
        if to == "shipped":
            self._sent(part, unsent, row.shipments.get().pk)
        elif to == "delivered":
            for one in part.parcels:
                one.state = "delivered" if one.state in UNDER_WAY else one.state
            self._arrived(order, part)

    def _sent(self, part, units, pk):
        for line, quantity in units.items():
            line.send(quantity)
        part.parcels.append(Parcel(pk, units))

    def _arrived(self, order, part):
        if order.way == CASH:
            part.came = part.total
        order.follow()

    @precondition(lambda self: self.to_send())
    @rule(pick=ANY, units=st.integers(1, 2))
    def send_some(self, pick, units):
        """One parcel of several; the delivery charge stays what it was."""
        _order, part = self.one(self.to_send(), pick)
        line = next(iter(part.unsent))
        units = min(units, line.held)
        row = part_of(part.pk)
        made = parcels.create_shipment(
            vendor_order=row,
            lines=[(self.row_of(part, line), units)],
            carrier="",
            tracking="",
            acting_user=self.owner(part),
        )
        part.status = "shipped"
        self._sent(part, {line: units}, made.pk)

    def to_send(self) -> list[tuple[PaperOrder, Part]]:
        paid_before = self.parts(CARD, TRANSFER, status=("packed", "shipped"))
        return [one for one in paid_before if one[1].unsent]

    def row_of(self, part, line):
        product = self.market.packs[line.shelf.pack]
        return Line.objects.get(vendor_order=part.pk, product=product)

    @precondition(lambda self: self.on_the_way())
    @rule(pick=ANY, what=st.sampled_from(["arrives", "arrives", "fails"]))
    def a_parcel(self, pick, what):
        order, part, parcel = self.one(self.on_the_way(), pick)
        row = Shipment.objects.select_related(
            "vendor_order__vendor__organisation", "vendor_order__order"
        ).get(pk=parcel.pk)
        hand = {"acting_user": self.owner(part)}
        if what == "arrives":
            parcels.deliver_shipment(shipment=row, **hand)
            parcel.state = "delivered"
            if not part.is_outstanding:
                part.status = "delivered"
                self._arrived(order, part)
        elif what == "fails" and parcel.state == "on_way":
            parcels.fail_shipment(shipment=row, reason="không ai ở nhà", **hand)
            parcel.state = "failed"

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

    @precondition(lambda self: self.parts())
    @rule(
        pick=ANY,
        units=st.integers(0, 3),
        off=st.sampled_from([0, 0, 5_000]),
        on_shelf=st.booleans(),
        with_shipping=st.booleans(),
    )
    def refund(self, pick, units, off, on_shelf, with_shipping):
        order, part = self.one(self.parts(), pick)
        line = part.lines[pick % len(part.lines)]
        # What is with a carrier is shelved when it comes back, not by a word.
        on_shelf = on_shelf and part.status != "shipped"
        units *= not (part.status == "shipped" and part.unsent)
        key, pk = new_public_id(), self.row_of(part, line).pk

        def ask() -> Refund:
            return propose_refund(
                vendor_order=part_of(part.pk),
                wanted=[Wanted(pk, units, reduction=off, restock=on_shelf)],
                with_shipping=with_shipping,
                reason="vỡ",
                form_key=key,
                acting_user=self.owner(part),
            )

        if not self._may_be_refunded(order, part, line, units, off):
            with pytest.raises(RefundRefused):
                ask()
            return
        left = self._left_of_payment(order, part)
        goods = min(line.shelf.price * units, line.goods - line.back_goods - off) + off
        code = refused(ask)
        if code:  # of nothing; or with its share of delivery more than is left of what was paid
            most = goods + part.shipping - part.back_shipping
            assert most > left if code == "not_paid" else goods == 0
            return
        made = Refund.objects.get(form_key=key)
        assert ask().pk == made.pk
        assert made.total <= left
        assert made.goods == goods
        assert 0 <= made.shipping <= (part.shipping - part.back_shipping) * with_shipping
        line.refund(units, goods, on_shelf=on_shelf)
        part.back_goods += goods
        part.back_shipping += made.shipping
        if order.way == TRANSFER:
            part.given_up += made.total
        elif order.way == CASH:
            part.notes[made.pk] = made.total

    @staticmethod
    def _may_be_refunded(order, part, line, units, off):
        """Of what is open and paid, so much of the line; all that has not left is cancelled instead."""
        if part.status not in OPEN or (order.way == CASH and part.status != "delivered"):
            return False
        if units + off == 0 or units > line.quantity - line.back:
            return False
        if off > line.goods - line.back_goods:
            return False
        left = sum(one.quantity - one.back for one in part.lines)
        return part.status not in BEFORE_DISPATCH or not 0 < left <= units

    def _left_of_payment(self, order, part):
        if order.way == CARD:
            return max(one.left for one in CardAttempt.objects.filter(payment__order=order.pk))
        return part.total - (part.given_up if order.way == TRANSFER else part.back)

    @precondition(lambda self: [one for one in self.parts(TRANSFER) if one[1].owed_back])
    @rule(pick=ANY)
    def pay_back_a_transfer(self, pick):
        owing = [part for _order, part in self.parts(TRANSFER) if part.owed_back]
        part = self.one(owing, pick)
        transfer = Transfer.objects.select_related(
            "vendor_order__vendor__organisation", "vendor_order__order"
        ).get(vendor_order=part.pk)
        assert transfer.owed == part.owed_back
        for _time in range(2):
            record_refund(
                transfer=transfer,
                amount=transfer.owed,
                paid_on=today(),
                proof=f"FT-{part.gone_back}",
                acting_user=self.owner(part),
            )
        part.gone_back += part.owed_back

    @precondition(lambda self: [one for one in self.parts(CASH) if one[1].notes])
    @rule(pick=ANY)
    def hand_cash_back(self, pick):
        part = self.one([part for _order, part in self.parts(CASH) if part.notes], pick)
        pk, amount = part.notes.popitem()
        for _time in range(2):
            refund = Refund.objects.select_related(
                "vendor_order__vendor__organisation", "vendor_order__order"
            ).get(pk=pk)
            note_paid_in_cash(refund=refund, proof="tận tay", acting_user=self.owner(part))
        part.gone_back += amount
