"""What happens by itself, at the card provider, and in the office: queue, time, events, payouts."""

import datetime
import time

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from marketplace.kernel.clock import now
from storefront.cards.models import CardAttempt, CardRefund
from storefront.cards.services.reconciling import compare_books, settle_open_attempts
from storefront.cards.services.refunding import ask_again, unanswered
from storefront.ledger.accounts import OF_PAYERS, OF_VENDOR
from storefront.ledger.bank_file import Answer
from storefront.ledger.errors import PayoutRefused
from storefront.ledger.models import Payout, PayoutRun, Sale
from storefront.ledger.services.paying_out import approve_run, drop_run, make_run
from storefront.ledger.services.results import take_results
from storefront.order.models import Order
from storefront.order.services import expire_orders
from tests.money.ground import ANY, Ground, refused
from tests.money.hands import sums, work
from tests.money.paper import CARD


class Office(Ground):
    @rule()
    def the_queue_is_worked_on(self):
        self._work()

    @rule()
    def a_minute_later(self):
        """What requests that died have left is taken up."""
        self._work(minutes=2)

    def _work(self, *, minutes: int = 0) -> None:
        work(minutes=minutes)
        if minutes:
            for order in self.orders:
                self.began(order)
        waiting = [
            (attempt.closing, order, attempt)
            for order in self.orders
            for attempt in order.attempts
            if attempt.closing
        ]
        for _turn, order, attempt in sorted(waiting, key=lambda one: one[0]):
            attempt.closing = 0
            self.hear(order, attempt)

    @precondition(lambda self: [one for one in self.orders if one.status == "pending"])
    @rule(pick=ANY)
    def the_time_to_pay_is_over(self, pick):
        order = self.one([one for one in self.orders if one.status == "pending"], pick)
        late = now() - datetime.timedelta(minutes=1)
        Order.objects.filter(pk=order.pk).update(expires_at=late)
        assert expire_orders() == 1
        assert expire_orders() == 0
        order.status = "expired"
        order.end(order.parts, "expired")

    @precondition(lambda self: self.market.stripe.books.events)
    @rule(pick=st.integers(0, 40), times=st.integers(1, 2))
    def an_event_comes(self, pick, times):
        """Any of all that ever happened there, again and again, in any order."""
        self._tell(self.one(self.market.stripe.books.events, pick), times=times)

    def _tell(self, event, *, times: int = 1) -> None:
        for _time in range(times):
            assert self.market.tell(event) == 200
        about = event["data"]["object"]["id"]
        disputed = self.market.stripe.books.disputes.get(about, {})
        known = {about, disputed.get("payment_intent", about)}  # a dispute brings its payment
        for order in self.orders:
            for attempt in order.attempts:
                intent = self.intent_of(attempt)
                if known & ({attempt.session, intent["id"] if intent else ""} - {""}):
                    self.hear(order, attempt)
        self.hear_of_disputes(about)

    @precondition(lambda self: self.market.stripe.books.events)
    @rule(pick=st.integers(0, 40), how=st.sampled_from(["badly signed", "stale"]))
    def an_event_that_is_not_theirs(self, pick, how):
        event = self.one(self.market.stripe.books.events, pick)
        wrong = {"badly signed": {"secret": "whsec_other"}, "stale": {"at": time.time() - 3_600}}
        assert self.market.tell(event, **wrong[how]) == 400

    @precondition(lambda self: any(order.way == CARD for order in self.orders))
    @rule()
    def each_night_the_books_are_compared(self):
        """What nobody told us of, in the order in which the provider lists it."""
        compare_books()
        found = {}
        for order in self.orders:
            for attempt in order.attempts:
                intent = self.intent_of(attempt)
                if intent is not None:
                    found[intent["id"]] = order, attempt
        for number in self.market.stripe.books.intents:
            if number in found:
                self.hear(*found[number])
        self.hear_of_disputes(*self.market.stripe.books.disputes, is_sure=True)

    @precondition(lambda self: any(order.way == CARD for order in self.orders))
    @rule()
    def attempts_that_wait_too_long_are_looked_at(self):
        at_provider = CardAttempt.objects.exclude(intent_id=None, session_id=None)
        waiting = at_provider.filter(state__in=("opening", "open")).order_by("pk")
        keys = list(waiting.values_list("pk", flat=True))
        waiting.update(created_at=now() - datetime.timedelta(minutes=10))
        settle_open_attempts()
        known = {one.pk: (order, one) for order in self.orders for one in order.attempts}
        for key in keys:
            self.hear(*known[key])

    @precondition(lambda self: CardRefund.objects.filter(state="done").exists())
    @rule(pick=ANY)
    def a_refund_is_sent_back_by_the_cards_bank(self, pick):
        """We hear of it by an event, or at night, or when everything is over."""
        books = self.market.stripe.books
        going = [one for one in books.refunds.values() if one["status"] == "succeeded"]
        if going:
            books.fail_refund(self.one(going, pick)["id"])

    @precondition(lambda self: unanswered())
    @rule()
    def refused_refunds_are_asked_for_again(self):
        for row in unanswered():
            ask_again(refund=row, acting_user=self.market.office[0])

    @precondition(lambda self: self.parts(status=("delivered", "returned", "cancelled")))
    @rule()
    def the_time_for_claims_is_over(self):
        past = now() - datetime.timedelta(minutes=1)
        Sale.objects.filter(due_at__isnull=False).update(due_at=past)

    @precondition(lambda self: self.orders and not PayoutRun.objects.filter(state="made").exists())
    @rule()
    def a_payout_run_is_made(self):
        """Of what vendors are owed by settled orders; no more than that."""
        code = refused(lambda: make_run(acting_user=self.market.office[0]))
        if code:
            assert code == "nothing"
            return
        run = PayoutRun.objects.get(state="made")
        over = self.parts(status=("delivered", "returned", "cancelled"))
        settled = {part.pk for order, part in over if not part.asked and not order.is_disputed}
        for payout in run.payouts.all():
            items = list(payout.items.all())
            assert payout.amount == sum(item.amount for item in items) > 0
            for item in items:
                assert item.vendor_order_id in settled
                assert item.amount == self._owed(item.vendor_order_id)

    def _owed(self, part: int) -> int:
        order = next(one for one in self.orders if any(p.pk == part for p in one.parts))
        accounts = sums("account", vendor_order=part)
        between_us = [*OF_VENDOR, *OF_PAYERS, *([] if order.way == CARD else ["buyer"])]
        return -sum(accounts.get(one, 0) for one in between_us)

    @precondition(lambda self: PayoutRun.objects.filter(state="made").exists())
    @rule()
    def a_second_person_approves_it(self):
        """Unless something has changed since, or the gateway has not so much: then it is dropped."""
        run = PayoutRun.objects.get(state="made")
        with pytest.raises(PayoutRefused):
            approve_run(run=run, acting_user=self.market.office[0])
        items = [item for payout in run.payouts.all() for item in payout.items.all()]
        is_same = all(item.amount == self._owed(item.vendor_order_id) for item in items)
        code = refused(lambda: approve_run(run=run, acting_user=self.market.office[1]))
        if code:
            assert code in ("changed", "funds")
            drop_run(run=run, acting_user=self.market.office[1])
        else:
            assert is_same
            accounts = sums("account")
            assert accounts["gateway"] + accounts["underway"] >= 0

    @precondition(lambda self: Payout.objects.filter(state__in=("sent", "paid")).exists())
    @rule(pick=ANY, is_paid=st.booleans())
    def the_bank_answers(self, pick, is_paid):
        known = list(Payout.objects.filter(state__in=("sent", "paid")).order_by("pk"))
        answer = Answer(self.one(known, pick).reference, is_paid=is_paid, bank_id="", reason="")
        for _time in range(2):
            take_results(answers=[answer], acting_user=self.market.office[0])
