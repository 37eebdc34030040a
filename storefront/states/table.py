"""The table of moves: from → to → by whom → what it needs, for everything that has states here.

Plain words only, so that whoever names states may read it. ``moving.move`` is the one function
that follows it; docs/states.md prints it, and a test holds the two together.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Mover(enum.StrEnum):
    """On whose account something moves."""

    BUYER = "buyer"
    #: Somebody with the role in the vendor's workspace.
    VENDOR = "vendor"
    OPERATOR = "operator"
    #: What the way to pay has shown: a bank's statement, the card provider, the carrier at the door.
    PAYMENT = "payment"
    TIME = "time"
    #: It follows what has become of its parts.
    PARTS = "parts"


@dataclass(frozen=True)
class Move:
    """``needs`` says what must hold besides; whoever asks for the move sees to it."""

    from_: str
    to: str
    by: frozenset[Mover]
    needs: str = ""


def _moves(*rows: tuple[str, str, Iterable[Mover], str]) -> tuple[Move, ...]:
    return tuple(Move(from_, to, frozenset(by), needs) for from_, to, by, needs in rows)


_HANDS = (Mover.BUYER, Mover.VENDOR, Mover.OPERATOR)
_UNDISPATCHED = "no parcel has left; stock goes back, what was paid is owed back"
_LATE = "paid in full all the same, and everything is still there, certified and verified"

#: By the label of the model.
TABLE: dict[str, tuple[Move, ...]] = {
    "order.order": _moves(
        ("pending", "placed", [Mover.PAYMENT], "all of its money is in, or due at the door"),
        ("pending", "cancelled", [Mover.BUYER, Mover.OPERATOR], _UNDISPATCHED),
        ("pending", "expired", [Mover.TIME], "its time to be paid is over; stock goes back"),
        (
            "placed",
            "completed",
            [Mover.PARTS],
            "all parts are over, and of one at least something was delivered",
        ),
        ("placed", "cancelled", [Mover.BUYER, Mover.OPERATOR], _UNDISPATCHED),
        ("placed", "cancelled", [Mover.PARTS], "all parts are cancelled or came back"),
        ("expired", "placed", [Mover.PAYMENT], _LATE),
    ),
    "vendors.vendororder": _moves(
        ("pending", "new", [Mover.PAYMENT], "the order is placed"),
        ("pending", "cancelled", [Mover.BUYER, Mover.OPERATOR], "with the whole order"),
        ("pending", "expired", [Mover.TIME], "with the whole order"),
        ("new", "accepted", [Mover.VENDOR], ""),
        ("new", "cancelled", _HANDS, _UNDISPATCHED),
        ("accepted", "packed", [Mover.VENDOR], ""),
        ("accepted", "cancelled", _HANDS, _UNDISPATCHED),
        ("packed", "shipped", [Mover.VENDOR], "the first parcel leaves the house"),
        ("packed", "cancelled", _HANDS, _UNDISPATCHED),
        (
            "shipped",
            "delivered",
            [Mover.VENDOR, Mover.PARTS],
            "nothing is unsent or under way, something arrived; cash is in",
        ),
        ("shipped", "returned", [Mover.PARTS], "nothing is unsent or under way, all came back"),
        ("expired", "new", [Mover.PAYMENT], _LATE),
    ),
    "shipments.shipment": _moves(
        ("on_way", "delivered", [Mover.VENDOR], "the buyer has it"),
        ("on_way", "failed", [Mover.VENDOR], "a reason that the buyer reads"),
        ("on_way", "returning", [Mover.VENDOR], "a reason that the buyer reads"),
        ("failed", "on_way", [Mover.VENDOR], "the carrier tries again"),
        ("failed", "delivered", [Mover.VENDOR], "the buyer has it"),
        ("failed", "returning", [Mover.VENDOR], "a reason that the buyer reads"),
        ("returning", "returned", [Mover.VENDOR], "its goods are there; on sale again or not"),
    ),
    "payment.payment": _moves(
        ("created", "due", [Mover.PAYMENT], "it is collected at the door"),
        ("created", "captured", [Mover.PAYMENT], "all of it has come"),
        ("created", "cancelled", [Mover.PAYMENT], "another attempt takes its place"),
        (
            "created",
            "cancelled",
            [Mover.BUYER, Mover.OPERATOR, Mover.TIME, Mover.PARTS],
            "its order is over",
        ),
        ("due", "captured", [Mover.PARTS], "the last parcel is delivered"),
        ("due", "cancelled", [Mover.BUYER, Mover.OPERATOR, Mover.PARTS], "its order is over"),
        (
            "cancelled",
            "captured",
            [Mover.PAYMENT],
            "given up, and paid at that moment all the same",
        ),
    ),
    "cards.cardattempt": _moves(
        ("opening", "open", [Mover.PAYMENT], "the provider has made an intent or a page"),
        ("opening", "succeeded", [Mover.PAYMENT], "the provider has received the whole amount"),
        ("opening", "cancelled", [Mover.PAYMENT], "closed there, or never opened"),
        ("open", "succeeded", [Mover.PAYMENT], "the provider has received the whole amount"),
        ("open", "cancelled", [Mover.PAYMENT], "closed there"),
        (
            "cancelled",
            "succeeded",
            [Mover.PAYMENT],
            "given up by us, and paid at that moment all the same",
        ),
    ),
    "cards.cardrefund": _moves(
        ("asked", "sent", [Mover.PAYMENT], "the provider has taken it"),
        ("asked", "done", [Mover.PAYMENT], "the provider has paid"),
        ("asked", "failed", [Mover.PAYMENT], "the provider refuses; the promise is taken back"),
        ("sent", "done", [Mover.PAYMENT], "the provider has paid"),
        ("sent", "failed", [Mover.PAYMENT], "the provider refuses; the promise is taken back"),
        ("done", "failed", [Mover.PAYMENT], "a bank sent it back days after it was booked"),
    ),
    "refunds.refund": _moves(
        (
            "proposed",
            "approved",
            [Mover.VENDOR, Mover.OPERATOR],
            "an owner or operator, or within the threshold; so much was paid and is left",
        ),
        (
            "proposed",
            "declined",
            [Mover.VENDOR, Mover.OPERATOR],
            "an owner, an operator, or who proposed it; what it held is free again",
        ),
        ("proposed", "declined", [Mover.PARTS], "its part is over; all of it is owed back"),
        ("approved", "settled", [Mover.PAYMENT], "as much has gone back"),
        ("approved", "settled", [Mover.VENDOR], "cash was handed back, with a note"),
        ("approved", "settled", [Mover.PARTS], "its parcel came back before anybody had paid"),
        ("settled", "approved", [Mover.PAYMENT], "the card's bank sent it back"),
    ),
    "transfers.transfer": _moves(
        ("awaiting", "paid", [Mover.PAYMENT], "as much has come, by statement or by word"),
        ("paid", "awaiting", [Mover.VENDOR], "a match is taken back before the order stands"),
    ),
    "transfers.bankaccount": _moves(
        ("waiting", "verified", [Mover.VENDOR], "an owner opened the mailed link"),
        ("waiting", "retired", [Mover.VENDOR], "another account was entered"),
        ("verified", "retired", [Mover.VENDOR], "an owner, with the password"),
    ),
    "ledger.payoutrun": _moves(
        ("made", "approved", [Mover.OPERATOR], "a second person; nothing has changed since"),
        ("made", "dropped", [Mover.OPERATOR], "its orders are payable again"),
    ),
    "ledger.payout": _moves(
        ("made", "sent", [Mover.OPERATOR], "with its run, approved"),
        ("made", "dropped", [Mover.OPERATOR], "with its run"),
        ("sent", "paid", [Mover.OPERATOR], "the bank's answer"),
        ("sent", "refused", [Mover.OPERATOR], "the bank's answer; payable again"),
        ("paid", "returned", [Mover.OPERATOR], "the receiving bank sent it back; payable again"),
    ),
}

#: What a new row may begin as.
BEGINS: dict[str, frozenset[str]] = {
    "order.order": frozenset({"pending"}),
    "vendors.vendororder": frozenset({"pending"}),
    "shipments.shipment": frozenset({"on_way"}),
    "payment.payment": frozenset({"created", "captured"}),
    "cards.cardattempt": frozenset({"opening"}),
    "cards.cardrefund": frozenset({"asked", "done"}),
    "refunds.refund": frozenset({"proposed"}),
    "transfers.transfer": frozenset({"awaiting", "paid"}),
    "transfers.bankaccount": frozenset({"waiting"}),
    "ledger.payoutrun": frozenset({"made"}),
    "ledger.payout": frozenset({"made"}),
}


def targets(kind: str, from_: str, *, by: Mover | None = None) -> frozenset[str]:
    """Where something of this kind may go from there; anybody's moves without ``by``."""
    return frozenset(
        move.to for move in TABLE[kind] if move.from_ == from_ and (by is None or by in move.by)
    )


def sources(kind: str, to: str, *, by: Mover | None = None) -> frozenset[str]:
    """From where something of this kind may come there."""
    return frozenset(
        move.from_ for move in TABLE[kind] if move.to == to and (by is None or by in move.by)
    )
