"""What vendors give back: by line, of parcels that came back, of transfers and cash."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from marketplace.kernel.clock import today
from marketplace.kernel.ids import new_public_id
from storefront.cards.models import CardAttempt
from storefront.refunds.deciding import approve_refund, decline_refund, note_paid_in_cash
from storefront.refunds.errors import RefundRefused
from storefront.refunds.models import Refund
from storefront.refunds.services import Wanted, propose_refund
from storefront.transfers.models import Transfer
from storefront.transfers.services.refunds import record_refund
from tests.money.ground import ANY, refused
from tests.money.hands import part_of
from tests.money.paper import (
    BEFORE_DISPATCH,
    CARD,
    CASH,
    OPEN,
    TRANSFER,
)
from tests.money.shops import Shops


class Refunds(Shops):
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
        # What is with a carrier, or came back, is shelved with its parcel, not by a word.
        is_there = all(one.state == "delivered" for one in part.parcels)
        on_shelf = on_shelf and is_there
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
        back = line.share(units, off, with_shipping=with_shipping)
        is_paid = not order.is_disputed and back.total <= self._left_of_payment(order, part)
        code = refused(ask)
        if not back.total:
            assert code == "nothing"
            return
        if not is_paid:
            assert code == "not_paid"
            return
        assert not code
        made = Refund.objects.get(form_key=key)
        assert ask().pk == made.pk
        assert (made.goods, made.shipping) == (back.goods, back.shipping)
        line.give_up(units, on_shelf=on_shelf)
        part.ask({line: back})
        part.grant({line: back})
        if order.way == TRANSFER:
            part.given_up += made.total
        elif order.way == CASH:
            part.notes[made.pk] = made.total
        if part.status == "shipped":
            self._moved(order, part)

    @staticmethod
    def _may_be_refunded(order, part, line, units, off):
        """Of what is open and paid, so much of the line; all that has not left is cancelled instead."""
        if part.status not in OPEN or (order.way == CASH and part.status != "delivered"):
            return False
        if units + off == 0 or units > line.left.units or off > line.left.goods:
            return False
        left = sum(one.left.units for one in part.lines)
        return part.status not in BEFORE_DISPATCH or not 0 < left <= units

    def _left_of_payment(self, order, part):
        if order.way == CARD:
            return max(one.left for one in CardAttempt.objects.filter(payment__order=order.pk))
        if order.way == TRANSFER:
            return part.total - part.given_up
        return part.came - part.gone_back - sum(part.notes.values())

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

    @precondition(lambda self: [one for one in self.parts() if one[1].asked])
    @rule(pick=ANY, is_granted=st.sampled_from([True, True, False]))
    def decide(self, pick, is_granted):
        """About goods that came back."""
        order, part = self.one([one for one in self.parts() if one[1].asked], pick)
        pk = next(iter(part.asked))
        of = part.asked[pk]
        total = sum(back.total for back in of.values())
        row = Refund.objects.select_related(
            "vendor_order__vendor__organisation", "vendor_order__order"
        ).get(pk=pk)
        hand = {"acting_user": self.owner(part)}
        if not is_granted:
            decline_refund(refund=row, note="còn nguyên", **hand)
            part.decline(of)
        else:
            if order.is_disputed or self._left_of_payment(order, part) < total:
                with pytest.raises(RefundRefused):
                    approve_refund(refund=row, **hand)
                return
            approve_refund(refund=row, **hand)
            part.grant(of)
            if order.way == TRANSFER:
                part.given_up += total
        del part.asked[pk]
