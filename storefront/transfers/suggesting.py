"""For which transfer some money may be, with the reasons; a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from marketplace.kernel.text import key
from storefront.vendors.selectors import Desk

from .models import BankTransaction, Transfer
from .references import nearly_in, squeezed
from .selectors import candidates_for

_MOST = 5
#: How many awaited transfers are looked at; more are found by their number.
_LOOKED_AT = 500
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class Suggestion:
    transfer: Transfer
    points: int
    reasons: tuple[str, ...]


def suggestions_for(
    desk: Desk, money: Iterable[BankTransaction]
) -> list[tuple[BankTransaction, list[Suggestion]]]:
    """For each, the likeliest transfers first, with at least one reason. One query for all."""
    candidates = list(candidates_for(desk)[:_LOOKED_AT])
    return [(one, _likely(one, candidates)) for one in money]


def _likely(money: BankTransaction, candidates: Sequence[Transfer]) -> list[Suggestion]:
    found = [_judged(money, one) for one in candidates]
    likely = sorted((one for one in found if one.reasons), key=lambda one: -one.points)
    return likely[:_MOST]


def _judged(money: BankTransaction, transfer: Transfer) -> Suggestion:
    said = f"{money.description} {money.payer}"
    order = transfer.vendor_order.order
    reasons: list[tuple[int, str]] = []
    if nearly_in(transfer.reference, said):
        reasons.append((6, _("the reference is nearly right")))
    if squeezed(order.number) in squeezed(said):
        reasons.append((5, _("the order's number is named")))
    if money.amount == transfer.missing:
        reasons.append((3, _("it is exactly what is missing")))
    if _names(order.shipping_address.first_name if order.shipping_address else "", said):
        reasons.append((2, _("the buyer's name is in it")))
    if transfer.claimed_at and reasons:
        reasons.append((1, _("the buyer says that it was transferred")))
    return Suggestion(
        transfer, sum(points for points, _why in reasons), tuple(why for _points, why in reasons)
    )


def _names(name: str, said: str) -> bool:
    """All words of a name of two words or more, in the order in which they are written."""
    folded = key(name)
    return len(folded.split()) >= _SHORTEST_NAME and folded in key(said)
