"""What a person with pencil and paper would note of shelves, orders, parcels and money.

Plain values: nothing here asks the product. Amounts are whole đồng.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

CASH, TRANSFER, CARD = "cod", "vietqr", "card"
WAYS = (CASH, TRANSFER, CARD)
BEFORE_DISPATCH = ("new", "accepted", "packed")
OPEN = (*BEFORE_DISPATCH, "shipped", "delivered", "returned")
OVER = ("cancelled", "expired")
_turns = itertools.count(1)
UNDER_WAY = ("on_way", "failed", "returning")


@dataclass(eq=False)
class Shelf:
    """A pack: how many were there at first, how many lie in the house, and are promised of them."""

    pack: int
    vendor: int
    price: int
    initial: int
    house: int
    promised: int = 0

    @property
    def free(self) -> int:
        return self.house - self.promised


@dataclass(eq=False)
class PaperLine:
    shelf: Shelf
    quantity: int
    #: Promised and still in the house; with carriers and buyers; refunded, or asked to be.
    held: int = 0
    out: int = 0
    back: int = 0
    back_goods: int = 0

    @property
    def goods(self) -> int:
        return self.shelf.price * self.quantity

    def hold(self) -> None:
        self.held = self.quantity
        self.shelf.promised += self.quantity

    def let_go(self) -> None:
        self.shelf.promised -= self.held
        self.held = 0

    def send(self, units: int) -> None:
        self.held -= units
        self.out += units
        self.shelf.promised -= units
        self.shelf.house -= units

    def come_back(self, units: int, *, on_shelf: bool = True) -> None:
        """On the shelf again, or spoiled; no more than are away."""
        units = min(units, self.out)
        self.out -= units
        self.shelf.house += units * on_shelf

    def refund(self, units: int, goods: int, *, on_shelf: bool) -> None:
        """Units in the house first: on sale again, or thrown away."""
        self.back += units
        self.back_goods += goods
        unsent = min(units, self.held)
        self.held -= unsent
        self.shelf.promised -= unsent
        if not on_shelf:
            self.shelf.house -= unsent
        else:
            self.come_back(units - unsent)


@dataclass(eq=False)
class Parcel:
    pk: int
    units: dict[PaperLine, int]
    state: str = "on_way"


@dataclass(eq=False)
class Part:
    """One vendor's part of an order."""

    pk: int
    vendor: int
    shipping: int
    lines: list[PaperLine]
    status: str = "pending"
    parcels: list[Parcel] = field(default_factory=list)
    was_sold: bool = False
    back_goods: int = 0
    back_shipping: int = 0
    #: Paid to the vendor directly, and paid back by it.
    came: int = 0
    gone_back: int = 0
    given_up: int = 0
    #: Of delivery, refunds that are granted and those that wait for a decision.
    held_shipping: int = 0
    #: Refunds in cash that are granted and not handed back yet.
    notes: dict[int, int] = field(default_factory=dict)
    #: Refunds that wait for a decision: what they are of, goods, delivery.
    asked: dict[int, tuple[dict[PaperLine, tuple[int, int]], int, int]] = field(
        default_factory=dict
    )

    @property
    def total(self) -> int:
        return sum(line.goods for line in self.lines) + self.shipping

    @property
    def back(self) -> int:
        return self.back_goods + self.back_shipping

    @property
    def standing(self) -> int:
        """What of its sale stands: none before it is one, none after its end."""
        return self.total - self.back if self.was_sold and self.status not in OVER else 0

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

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def standing(self) -> int:
        return sum(part.standing for part in self.parts)

    @property
    def came(self) -> int:
        """What the books know of."""
        if self.way == CARD:
            return sum(attempt.came for attempt in self.attempts)
        return sum(part.came for part in self.parts)

    @property
    def lines(self) -> list[PaperLine]:
        return [line for part in self.parts for line in part.lines]

    def confirm(self) -> None:
        self.status = "placed"
        self.confirmations += 1
        for part in self.parts:
            part.status, part.was_sold = "new", True

    def end(self, parts: Iterable[Part], status: str) -> None:
        """These parts are over: goods are free again, nobody is to pay any more."""
        for part in parts:
            part.status = status
            for line in part.lines:
                line.let_go()
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
        elif not is_paid_otherwise:
            self.revive()

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
        if self.status == "expired" and all(one.free >= n for one, n in wanted.items()):
            for line in self.lines:
                line.hold()
            self.confirm()
