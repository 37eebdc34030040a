"""How much of a line's money belongs to some of its units; whole đồng, none lost.

What belongs to the first ``n`` of a line's units is rounded down once, and some units get the
difference of two such sums. So whatever the steps, the last units take the rest, and all of them
together get exactly what the line brought.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amounts:
    """Units, and đồng for goods and delivery."""

    quantity: int
    goods: int
    shipping: int

    @property
    def total(self) -> int:
        return self.goods + self.shipping


class NotThatMuch(ValueError):
    """More units, or more money, than is left of the line."""


def share_of(
    sold: Amounts, back: Amounts, *, quantity: int, reduction: int = 0, with_shipping: bool = True
) -> Amounts:
    """What goes back for ``quantity`` more units, and ``reduction`` đồng off the price.

    ``sold`` is the whole line, ``back`` what went back of it before. Money that went back as a
    reduction is not given twice: the units get what is left of the line at most. Raises
    NotThatMuch.
    """
    if quantity < 0 or reduction < 0:
        raise ValueError("neither units nor money can be negative")
    if back.quantity + quantity > sold.quantity:
        raise NotThatMuch
    left = sold.goods - back.goods
    if reduction > left:
        raise NotThatMuch
    goods = min(_step(sold.goods, back.quantity, quantity, sold.quantity), left - reduction)
    shipping = min(
        _step(sold.shipping, back.quantity, quantity, sold.quantity), sold.shipping - back.shipping
    )
    return Amounts(quantity, goods + reduction, shipping if with_shipping else 0)


def _step(whole: int, before: int, more: int, of: int) -> int:
    return whole * (before + more) // of - whole * before // of
