"""What all rules stand on: the market, its paper, and one world per run that leaves no trace."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from marketplace.kernel.errors import MarketplaceError
from storefront.cards.models import CardAttempt, CardDispute
from storefront.order.models import Order
from tests.money.aid import Campaign
from tests.money.goods import Shelf
from tests.money.hands import PRICES, VOUCHERS, Market
from tests.money.paper import CARD, CASH, Attempt, Dispute, PaperOrder, Part

#: Which of those that there are.
ANY = st.integers(0, 11)


def refused(call: Callable[[], object]) -> str:
    """The code of the refusal; empty where there was none."""
    try:
        call()
    except MarketplaceError as refusal:
        return refusal.code
    return ""


class Ground(RuleBasedStateMachine):
    market: ClassVar[Market]

    def __init__(self) -> None:
        super().__init__()
        self.market.forget()
        # As Django's own test cases do: what is durable in life may be undone here.
        self._day = transaction.atomic()
        self._day._from_testcase = True  # type: ignore[attr-defined]
        self._day.__enter__()
        self.shelves: list[Shelf] = []
        for vendor, shelf in enumerate(PRICES):
            for price, stock in shelf:
                self.shelves.append(Shelf(len(self.shelves), vendor, price, stock, stock))
        self.campaigns = [Campaign(**one) for one in VOUCHERS]
        #: What lies in them, and the codes that were put in.
        self.baskets: dict[int, dict[Shelf, int]] = {}
        self.codes: dict[int, list[Campaign]] = {}
        self.orders: list[PaperOrder] = []
        self.transfers = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._day.__exit__(None, None, None)

    @staticmethod
    def one(some: list[Any], pick: int) -> Any:
        return some[pick % len(some)]

    def by_way(self, way: str, *statuses: str) -> list[PaperOrder]:
        return [one for one in self.orders if one.way == way and one.status in statuses]

    def parts(self, *ways: str, status: tuple[str, ...] = ()) -> list[tuple[PaperOrder, Part]]:
        return [
            (order, part)
            for order in self.orders
            for part in order.parts
            if (not ways or order.way in ways) and (not status or part.status in status)
        ]

    def row(self, order: PaperOrder) -> Order:
        return Order.objects.get(pk=order.pk)

    def intent_of(self, attempt: Attempt) -> dict[str, Any] | None:
        """At the card provider."""
        books = self.market.stripe.books
        number = attempt.intent
        if attempt.session:
            number = books.sessions[attempt.session]["payment_intent"] or ""
        return books.intents.get(number)

    def is_paid(self, attempt: Attempt) -> bool:
        intent = self.intent_of(attempt)
        return intent is not None and intent["status"] == "succeeded"

    def hear(self, order: PaperOrder, attempt: Attempt) -> None:
        """We learn how this attempt stands at the provider."""
        if self.is_paid(attempt):
            others = CardAttempt.objects.filter(payment__order=order.pk).exclude(pk=attempt.pk)
            order.learn_paid(attempt, is_paid_otherwise=any(one.left for one in others))

    def hear_of_disputes(self, *numbers: str, is_sure: bool = False) -> None:
        """How they stand at the card's bank, if this event was new, or we have asked (``is_sure``).

        What it took is at most what was left.
        """
        books = self.market.stripe.books
        for number in numbers:
            row = CardDispute.objects.filter(external_id=number).first()
            if row is None:
                continue
            order = next(o for o in self.orders if o.pk == row.attempt.payment.order_id)
            attempt = next(one for one in order.attempts if one.pk == row.attempt_id)
            known = order.disputes.setdefault(number, Dispute(attempt.is_needed))
            known.is_needed = attempt.is_needed
            there = {"needs_response": "open"}.get(*[books.disputes[number]["status"]] * 2)
            assert row.state in ({there} if is_sure else {there, known.state})
            known.state, known.taken = row.state, row.taken
            assert 0 <= row.taken <= (row.amount if row.state == "lost" else 0)

    def at_card_provider(self) -> list[tuple[PaperOrder, Attempt]]:
        """Attempts that a buyer can pay there now."""
        return [
            (order, attempt)
            for order in self.orders
            for attempt in order.attempts
            if (attempt.intent or attempt.session) and self._is_open(attempt)
        ]

    def _is_open(self, attempt: Attempt) -> bool:
        intent = self.intent_of(attempt)
        if attempt.session:
            is_waiting = self.market.stripe.books.sessions[attempt.session]["status"] == "open"
            return is_waiting and (intent is None or intent["status"] != "canceled")
        return intent is not None and intent["status"] not in ("succeeded", "canceled")

    def began(self, order: PaperOrder) -> None:
        """The payment was begun: cash is due at the door, the card provider has an intent."""
        if order.status != "pending":
            return
        if order.way == CASH:
            order.confirm()
        elif order.way == CARD and len(order.attempts) == 1 and not order.attempts[0].intent:
            row = CardAttempt.objects.get(payment__order=order.pk)
            order.attempts[0].intent = row.intent_id or ""
