"""What a person with pencil and paper would note of shelves, orders, parcels and money.

Plain values: nothing here asks the product. Amounts are whole đồng.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.money.aid import LOSSES, Use, apportion
from tests.money.goods import Back, PaperLine, Shelf

CASH, TRANSFER, CARD = "cod", "vietqr", "card"
WAYS = (CASH, TRANSFER, CARD)
BEFORE_DISPATCH = ("new", "accepted", "packed")
OPEN = (*BEFORE_DISPATCH, "shipped", "delivered", "returned")
OVER = ("cancelled", "expired")
_turns = itertools.count(1)
UNDER_WAY = ("on_way", "failed", "returning")


@dataclass(eq=False)
class Parcel:
    pk: int
    units: dict[PaperLine, int]
    state: str = "on_way"


@dataclass(eq=False)
class Part:
    """One vendor's part of an order; ``aid`` is what ``aid_payer`` pays of its delivery."""

    pk: int
    vendor: int
    shipping: int
    aid: int
    aid_payer: str
    lines: list[PaperLine]
    status: str = "pending"
    parcels: list[Parcel] = field(default_factory=list)
    was_sold: bool = False
    #: Granted: the buyer's money for goods and delivery, others' for delivery.
    gone: Back = field(default_factory=Back)
    #: Paid to the vendor directly, and paid back by it.
    came: int = 0
    gone_back: int = 0
    given_up: int = 0
    #: Of what a card's bank took back, what the marketplace bears.
    borne: int = 0
    #: Transferred to the vendor by those who pay discounts and deliveries.
    from_payers: Counter[str] = field(default_factory=Counter)
    #: Refunds in cash that are granted and not handed back yet.
    notes: dict[int, int] = field(default_factory=dict)
    #: Refunds that wait for a decision: what they are of.
    asked: dict[int, dict[PaperLine, Back]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        worth = [line.price for line in self.lines]
        shares = apportion(self.shipping, worth), apportion(self.aid, worth)
        for line, shipping, aid in zip(self.lines, *shares, strict=True):
            line.shipping, line.aid = shipping, aid

    @property
    def total(self) -> int:
        return sum(line.paid for line in self.lines) + self.shipping

    @property
    def stands(self) -> bool:
        """As a sale: not before it is one, nor after its end."""
        return self.was_sold and self.status not in OVER

    @property
    def standing(self) -> int:
        return self.total - self.gone.total if self.stands else 0

    @property
    def payers_owe(self) -> Counter[str]:
        """The vendor, by payer; negative: the vendor owes it back."""
        owe: Counter[str] = Counter()
        if self.stands:
            owe[self.aid_payer] += self.aid - self.gone.aid
            for line in self.lines:
                if line.campaign is not None:
                    owe[line.campaign.payer] += line.discount - line.discount_gone
        owe[LOSSES] += self.borne
        owe.subtract(self.from_payers)
        return Counter({payer: amount for payer, amount in owe.items() if amount})

    @property
    def owed_back(self) -> int:
        """By its vendor, of a transfer."""
        due = self.came if self.status in OVER else self.came - self.total + self.given_up
        return max(0, due - self.gone_back)

    @property
    def unsent(self) -> dict[PaperLine, int]:
        return {line: line.held for line in self.lines if line.held}

    @property
    def ends_as(self) -> str:
        """Where a part on its way has come: still there, or all of it has arrived or come back."""
        if self.unsent or any(one.state in UNDER_WAY for one in self.parcels):
            return "shipped"
        is_there = any(one.state == "delivered" for one in self.parcels)
        return "delivered" if is_there else "returned"

    def ask(self, of: dict[PaperLine, Back]) -> None:
        """So much of the lines is held for a refund."""
        for line, back in of.items():
            line.back += back

    def decline(self, of: dict[PaperLine, Back]) -> None:
        for line, back in of.items():
            line.back += -back

    def grant(self, of: dict[PaperLine, Back]) -> None:
        """What was asked for is given up, by the vendor and by those who paid a part of it."""
        for line, back in of.items():
            self.gone += back
            line.discount_back(back.discount)


@dataclass(eq=False)
class Attempt:
    """At the card provider: an intent, or a hosted page whose intent comes later."""

    pk: int
    intent: str = ""
    session: str = ""
    #: What we have heard of.
    came: int = 0
    #: Its turn in the queue to be closed; 0: none.
    closing: int = 0
    #: The order stands by it.
    is_needed: bool = False


@dataclass(eq=False)
class Dispute:
    """What we have heard of it, and what the bank took; ``is_booked``: somebody said of what.

    ``is_needed``: of the payment by which the order stands, not of a second one.
    """

    is_needed: bool
    state: str = ""
    taken: int = 0
    is_booked: bool = False

    @property
    def unbooked(self) -> int:
        return self.taken if self.is_needed and not self.is_booked else 0

    @property
    def freezes(self) -> bool:
        return self.state == "open" or bool(self.unbooked)


@dataclass(eq=False)
class PaperOrder:
    pk: int
    number: str
    basket: int
    way: str
    parts: list[Part]
    checkout_key: str
    status: str = "pending"
    confirmations: int = 0
    attempts: list[Attempt] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    #: Disputes of the card's holder, by their number at the provider.
    disputes: dict[str, Dispute] = field(default_factory=dict)

    @property
    def is_disputed(self) -> bool:
        """As far as we have heard; a lost one until somebody has said what it was about."""
        return any(one.freezes for one in self.disputes.values())

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def standing(self) -> int:
        return sum(part.standing for part in self.parts)

    @property
    def borne(self) -> int:
        return sum(part.borne for part in self.parts)

    @property
    def came(self) -> int:
        """What the books know of."""
        if self.way == CARD:
            return sum(attempt.came for attempt in self.attempts)
        return sum(part.came for part in self.parts)

    @property
    def lines(self) -> list[PaperLine]:
        return [line for part in self.parts for line in part.lines]

    def hold(self) -> None:
        """Goods, and what others pay of them."""
        for line in self.lines:
            line.hold()
        for use in self.uses:
            use.count()

    def confirm(self) -> None:
        self.status = "placed"
        self.confirmations += 1
        for part in self.parts:
            part.status, part.was_sold = "new", True

    def end(self, parts: Iterable[Part], status: str) -> None:
        """These parts are over: goods are free again, nobody is to pay any more."""
        over = list(parts)
        for part in over:
            part.status = status
            for line in part.lines:
                line.let_go()
        ended = {line for part in over for line in part.lines}
        for use in self.uses:
            if ended & {*use.lines}:
                use.end(len([one for one in use.lines if one.discount > one.discount_gone]))
        for attempt in self.attempts:
            if not attempt.came and not attempt.closing:
                attempt.closing = next(_turns)

    def follow(self) -> None:
        """The order from its parts."""
        seen = {part.status for part in self.parts}
        if seen <= {"cancelled", "returned"}:
            self.status = "cancelled"
        elif seen <= {"cancelled", "returned", "delivered"}:
            self.status = "completed"

    def learn_paid(self, attempt: Attempt, *, is_paid_otherwise: bool) -> None:
        """The card provider has all of it: the order stands, or the money goes back."""
        if attempt.came:
            return
        attempt.came, attempt.closing = self.total, 0
        if not is_paid_otherwise and self.status == "pending":
            self.confirm()
            attempt.is_needed = True
        elif not is_paid_otherwise:
            self.revive()
            attempt.is_needed = self.status == "placed"

    def all_transfers_in(self) -> None:
        if any(part.came < part.total for part in self.parts):
            return
        if self.status == "pending":
            self.confirm()
        elif not any(part.gone_back for part in self.parts):
            self.revive()

    def revive(self) -> None:
        """Out of time, and paid all the same: it stands where everything is still there."""
        wanted: dict[Shelf, int] = {}
        for line in self.lines:
            wanted[line.shelf] = wanted.get(line.shelf, 0) + line.quantity
        is_there = all(one.free >= n for one, n in wanted.items())
        if self.status == "expired" and is_there and all(use.may_count for use in self.uses):
            self.hold()
            self.confirm()
