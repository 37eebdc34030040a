"""What a card's holder and bank do: deny a payment, win or lose; and who says what a lost one was of."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from storefront.cards.models import CardDispute
from storefront.cards.services.bearing import owed_back
from storefront.disagreements.gone import Booked, book
from storefront.refunds.booking import GoneLine, GonePart
from storefront.refunds.deciding import decline_refund
from storefront.refunds.errors import RefundRefused
from storefront.refunds.models import Refund
from tests.money.aid import apportion
from tests.money.goods import Back, PaperLine
from tests.money.ground import ANY, Ground
from tests.money.hands import part_of
from tests.money.paper import OVER, PaperOrder


class Bank(Ground):
    def _to_deny(self):
        """Payments that came, each denied once."""
        books = self.market.stripe.books
        denied = {one["payment_intent"] for one in books.disputes.values()}
        paid = [one for one in books.intents.values() if one["status"] == "succeeded"]
        return [one for one in paid if one["id"] not in denied]

    @precondition(lambda self: self._to_deny())
    @rule(pick=ANY, share=st.sampled_from([1, 1, 2]), is_heard=st.booleans())
    def a_cards_holder_denies_a_payment(self, pick, share, is_heard):
        """All of it or a half; we hear of it now or later."""
        intent = self.one(self._to_deny(), pick)
        made = self.market.stripe.books.new_dispute(intent["id"])
        made["amount"] //= share
        if is_heard:
            self._tell(self.market.stripe.books.events[-1])

    @precondition(lambda self: self._open_disputes())
    @rule(pick=ANY, outcome=st.sampled_from(["won", "lost"]), is_heard=st.booleans())
    def the_bank_decides(self, pick, outcome, is_heard):
        number = self.one(self._open_disputes(), pick)
        self.market.stripe.books.close_dispute(number, outcome)
        if is_heard:
            self._tell(self.market.stripe.books.events[-1])

    def _open_disputes(self):
        books = self.market.stripe.books
        return [key for key, one in books.disputes.items() if one["status"] == "needs_response"]

    def _lost(self) -> list[tuple[PaperOrder, str]]:
        return [
            (order, number)
            for order in self.orders
            for number, one in order.disputes.items()
            if one.unbooked
        ]

    @precondition(lambda self: self._lost())
    @rule(pick=ANY, how=st.sampled_from(["goods", "units", "borne"]))
    def an_operator_says_what_a_lost_one_was_of(self, pick, how):
        """To the đồng, of what is left of the order's parts; else nothing is booked."""
        order, number = self.one(self._lost(), pick)
        self._book(order, number, how)

    def _book(self, order: PaperOrder, number: str, how: str) -> None:
        dispute = order.disputes[number]
        left = dispute.taken
        said, granted = [], []
        for part in order.parts:
            row = part_of(part.pk)
            owed = min(left, max(0, owed_back(row)))
            left -= owed
            if part.status in OVER:
                said.append(Booked(GonePart(row, []), owed))
                continue
            if how == "borne" and part.status == "delivered":
                most = sum(line.left.total for line in part.lines) - part.borne
                said.append(Booked(GonePart(row, []), owed, borne=min(left, most)))
                left -= said[-1].borne
                continue
            lines, of = [], {}
            for line in part.lines:
                goods = min(left, line.left.goods)
                is_there = part.status in ("delivered", "returned")
                units = line.left.units * (how == "units" and is_there and goods == line.left.goods)
                lines.append(GoneLine(self.row_of(part, line).pk, units, goods))
                of[line] = units, goods
                left -= goods
            delivery = min(left, sum(line.left.shipping for line in part.lines))
            left -= delivery
            said.append(Booked(GonePart(row, lines, delivery), owed))
            shares = apportion(delivery, [line.left.shipping for line in part.lines])
            granted.append((part, self._backs(of, shares)))
        found = CardDispute.objects.get(external_id=number)
        hand = {"reason": "Chủ thẻ khiếu nại", "acting_user": self.market.office[0]}
        if left:
            with pytest.raises(RefundRefused) as refusal:
                book(found=found, parts=said, **hand)
            assert refusal.value.code == "sum"
            return
        for _time in range(2):
            book(found=found, parts=said, **hand)
        dispute.is_booked = True
        for one in said:
            part = next(part for part in order.parts if part.pk == one.gone.vendor_order.pk)
            part.borne += one.borne
        for part, of in granted:
            for line, back in of.items():
                line.give_up(back.units, on_shelf=False)
            part.ask(of)
            part.grant(of)

    @staticmethod
    def _backs(of: dict[PaperLine, tuple[int, int]], shares: list[int]) -> dict[PaperLine, Back]:
        return {
            line: line.in_proportion(units, goods, shipping)
            for (line, (units, goods)), shipping in zip(of.items(), shares, strict=True)
        }

    def _close_all_disputes(self) -> None:
        for turn, number in enumerate(self._open_disputes()):
            self.market.stripe.books.close_dispute(number, ("won", "lost")[turn % 2])

    def _book_all_lost(self) -> None:
        """What was only asked for is declined: the bank has given it back."""
        for order, number in self._lost():
            for part in order.parts:
                for pk in list(part.asked):
                    row = Refund.objects.select_related(
                        "vendor_order__vendor__organisation", "vendor_order__order"
                    ).get(pk=pk)
                    decline_refund(refund=row, note="bank", acting_user=self.owner(part))
                    part.decline(part.asked.pop(pk))
            self._book(order, number, "goods")
