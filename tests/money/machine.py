"""Everything together, and what holds after each step of anybody."""

import sys

from django.db import connection
from hypothesis.stateful import invariant

from catalog.partner.models import StockRecord
from storefront.cards.models import CardAttempt, CardRefund
from storefront.cards.services.refunding import unanswered
from storefront.ledger.checking import faults
from storefront.ledger.models import Payout, Posting
from storefront.order.models import Order
from storefront.order.reconciliation import disagreements
from storefront.vendors.models import VendorOrder
from storefront.vouchers.models import Campaign
from tests.money.bank import Bank
from tests.money.buyers import Buyers
from tests.money.hands import confirmations_received, confirmations_written, sums
from tests.money.office import Office
from tests.money.paper import CARD
from tests.money.payers import PAYERS, Payers
from tests.money.refunds import Refunds


class Marketplace(Buyers, Refunds, Office, Payers, Bank):
    """Orders, parcels, money and books move under many hands; paper says where they must stand."""

    @invariant()
    def each_posting_and_all_of_them_sum_to_zero(self):
        by_posting = sums("posting")
        assert set(by_posting.values()) <= {0}
        assert len(by_posting) == Posting.objects.count()
        assert sum(sums("account").values()) == 0
        assert faults() == []
        if connection.vendor == "postgresql":  # what it checks at the end of a transaction
            connection.check_constraints()

    @invariant()
    def one_order_per_basket_in_the_state_that_paper_says(self):
        rows = list(Order.objects.order_by("pk").values_list("pk", "basket", "status", "total"))
        assert rows == [(one.pk, one.basket, one.status, one.total) for one in self.orders]
        parts = VendorOrder.objects.order_by("pk").values_list("pk", "status", "shipping_charge")
        assert list(parts) == sorted(
            (part.pk, part.status, part.shipping) for _order, part in self.parts()
        )

    @invariant()
    def stock_is_what_there_was_less_what_left_and_what_is_promised(self):
        records = {one.product_id: one for one in StockRecord.objects.all()}
        for shelf in self.shelves:
            record = records[self.market.packs[shelf.pack].pk]
            assert (record.num_in_stock, record.num_allocated or 0) == (shelf.house, shelf.promised)
            assert 0 <= shelf.promised <= shelf.house <= shelf.initial
            lines = [line for order in self.orders for line in order.lines if line.shelf is shelf]
            assert sum(line.held for line in lines) == shelf.promised
        assert disagreements() == []

    @invariant()
    def exactly_one_confirmation_per_order(self):
        known = confirmations_written()
        for order in self.orders:
            written, sent = known.get(order.pk, (0, 0))
            assert written == order.confirmations <= 1
            assert confirmations_received(order.number) == sent

    @invariant()
    def what_was_captured_is_orders_less_refunds(self):
        """What the buyer owes is what stands of the order, less what came and has stayed."""
        owes = sums("vendor_order__order", account="buyer")
        by_part = sums("vendor_order", account="buyer")
        for order in self.orders:
            back = self._gone_back(order)
            assert owes.get(order.pk, 0) == order.standing - order.came + back - order.borne
            if order.way != CARD:
                for part in order.parts:
                    stayed = part.came - part.gone_back
                    assert by_part.get(part.pk, 0) == part.standing - stayed
            elif order.came:  # what is still to go back makes up the difference
                stayed = order.came - back + self._unbooked(order)
                assert stayed >= order.standing - order.borne

    def _gone_back(self, order) -> int:
        """To the buyer, as far as we have heard: refunds as the provider says, and lost disputes."""
        if order.way != CARD:
            return sum(part.gone_back for part in order.parts)
        gone = 0
        for row in CardRefund.objects.filter(attempt__payment__order=order.pk, state="done"):
            there = self.market.stripe.books.refunds[row.external_id or ""]
            assert there["amount"] == row.amount
            assert there["payment_intent"] == row.attempt.intent_id
            gone += row.amount
        return gone + sum(one.taken for one in order.disputes.values())

    @staticmethod
    def _unbooked(order) -> int:
        return sum(one.unbooked for one in order.disputes.values())

    @invariant()
    def no_more_left_a_payment_than_came(self):
        for attempt in CardAttempt.objects.all():
            refunds = attempt.refunds.exclude(state="failed").values_list("amount", flat=True)
            taken = attempt.disputes.values_list("taken", flat=True)
            assert attempt.promised_back == sum(refunds) + sum(taken) <= attempt.received

    @invariant()
    def payers_owe_what_they_give_and_no_budget_is_overspent(self):
        rows = {one.codes.get().code: one for one in Campaign.objects.all()}
        for paper in self.campaigns:
            row = rows[paper.code]
            assert 0 <= row.committed == paper.committed <= paper.budget == row.budget
            assert row.uses == paper.uses <= (paper.uses_all or sys.maxsize)
        owed = sums("vendor_order", "account")
        for _order, part in self.parts():
            for payer, account in PAYERS.items():
                assert owed.get((part.pk, account), 0) == part.payers_owe[payer]

    @invariant()
    def vendors_have_collected_what_came_to_them(self):
        """From buyers and from payers."""
        by_part = sums("vendor_order", account="collected")
        for order, part in self.parts():
            stayed = 0 if order.way == CARD else part.came - part.gone_back
            assert by_part.get(part.pk, 0) == stayed + part.from_payers.total()

    @invariant()
    def the_gateway_holds_what_came_by_card_less_what_left_it(self):
        cards = [order for order in self.orders if order.way == CARD]
        stayed = sum(order.came - self._gone_back(order) for order in cards)
        amounts = {"paid": 0, "sent": 0}
        for state, amount in Payout.objects.values_list("state", "amount"):
            amounts[state] = amounts.get(state, 0) + amount
        accounts = sums("account")
        assert accounts.get("gateway", 0) == stayed - amounts["paid"]
        assert accounts.get("underway", 0) == -amounts["sent"]

    def teardown(self):
        """Every event comes, every task is done: the provider has what stands of the orders."""
        try:
            if sys.exc_info()[0] is None:
                self._settle()
        finally:
            super().teardown()

    def _settle(self):
        self._work(minutes=2)
        self._close_all_disputes()
        for event in list(self.market.stripe.books.events):
            self._tell(event)
        self.each_night_the_books_are_compared()
        self._work()
        self._book_all_lost()
        while unanswered():
            self.refused_refunds_are_asked_for_again()
            self._work()
        self._work()
        self.each_posting_and_all_of_them_sum_to_zero()
        self.one_order_per_basket_in_the_state_that_paper_says()
        self.stock_is_what_there_was_less_what_left_and_what_is_promised()
        self.exactly_one_confirmation_per_order()
        self.what_was_captured_is_orders_less_refunds()
        self.payers_owe_what_they_give_and_no_budget_is_overspent()
        books = self.market.stripe.books
        came = sum(one["amount_received"] for one in books.intents.values())
        back = sum(one["amount"] for one in books.refunds.values() if one["status"] != "failed")
        cards = self.by_way(CARD, "pending", "placed", "completed", "cancelled", "expired")
        lost = sum(one.taken for order in cards for one in order.disputes.values())
        assert not any(self._unbooked(order) for order in cards)
        assert came - back - lost == sum(one.standing - one.borne for one in cards)
        for order in self.orders:
            if order.status in ("placed", "completed"):
                assert confirmations_received(order.number) == 1
