"""How much of a line's money belongs to some of its units; whole đồng, none lost.

What belongs to the first ``n`` of a line's units is rounded down once, and some units get the
difference of two such sums. So whatever the steps, the last units take the rest, and all of them
together get exactly what the line brought. What others than the buyer paid for it goes the same
way, back to them (docs/vouchers.md).
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Amounts:
    """Units, and đồng for goods and delivery that the buyer paid.

    ``discount`` and ``delivery_aid`` are what others paid for the same goods and delivery.
    """

    quantity: int
    goods: int
    shipping: int
    discount: int = 0
    delivery_aid: int = 0

    @property
    def total(self) -> int:
        """What the buyer gets back."""
        return self.goods + self.shipping


class NotThatMuch(ValueError):
    """More units, or more money, than is left of the line."""


def share_of(
    sold: Amounts, back: Amounts, *, quantity: int, reduction: int = 0, with_shipping: bool = True
) -> Amounts:
    """What goes back for ``quantity`` more units, and ``reduction`` đồng off the price.

    ``sold`` is the whole line, ``back`` what went back of it before. Money that went back as a
    reduction is not given twice: the units get what is left of the line at most. Whoever paid a
    discount gets its share of the units, and of a reduction as much in proportion as the buyer.
    Raises NotThatMuch.
    """
    if quantity < 0 or reduction < 0:
        raise ValueError("neither units nor money can be negative")
    if back.quantity + quantity > sold.quantity:
        raise NotThatMuch
    left = sold.goods - back.goods
    if reduction > left:
        raise NotThatMuch
    before, of = back.quantity, sold.quantity
    goods = min(_step(sold.goods, before, quantity, of), left - reduction)
    discount_left = sold.discount - back.discount
    off = _in_proportion(discount_left, reduction, left)
    discount = min(_step(sold.discount, before, quantity, of), discount_left - off)
    shipping = aid = 0
    if with_shipping:
        shipping = min(_step(sold.shipping, before, quantity, of), sold.shipping - back.shipping)
        aid = min(
            _step(sold.delivery_aid, before, quantity, of), sold.delivery_aid - back.delivery_aid
        )
    return Amounts(quantity, goods + reduction, shipping, discount + off, aid)


def with_others(sold: Amounts, back: Amounts, more: Amounts) -> Amounts:
    """``more`` of the buyer's money, with what others had paid for the same in proportion."""
    return replace(
        more,
        discount=_in_proportion(sold.discount - back.discount, more.goods, sold.goods - back.goods),
        delivery_aid=_in_proportion(
            sold.delivery_aid - back.delivery_aid, more.shipping, sold.shipping - back.shipping
        ),
    )


def _in_proportion(left: int, part: int, of: int) -> int:
    return left * part // of if of else 0


def _step(whole: int, before: int, more: int, of: int) -> int:
    return whole * (before + more) // of - whole * before // of
