"""What of each line of a sale goes back, with the commission and taxes that were kept for it."""

from django.db.models import Sum

from marketplace.kernel.money import apportion
from storefront.ledger.errors import Unbalanced
from storefront.ledger.models import LineBack, Sale, SaleLine
from storefront.ledger.rates import part_of
from storefront.payers import Payer


def lines_back(
    sale: Sale, *, paid: int, by_line: dict[int, int], discounts: dict[int, int]
) -> list[LineBack]:
    """For ``paid`` đồng of the buyer's; without a word on lines in proportion to what is left.

    By line also what others had paid. Unbalanced where it is more than is left, or not ``paid``.
    """
    lines = _lines(sale)
    shares = (
        [by_line.get(line.line_id, 0) for line in lines]
        if by_line
        else apportion(paid, [_paid_left(line) for line in lines])
    )
    if sum(shares) != paid or any(
        not 0 <= one <= _paid_left(line) for one, line in zip(shares, lines, strict=True)
    ):
        raise Unbalanced(f"{sale}: the lines do not give {paid} back")
    given = [
        discounts.get(line.line_id, 0) if by_line or discounts else _in_proportion(line, one)
        for one, line in zip(shares, lines, strict=True)
    ]
    if any(
        not 0 <= one <= line.discount - line.discount_gone  # type: ignore[attr-defined]
        for one, line in zip(given, lines, strict=True)
    ):
        raise Unbalanced(f"{sale}: more of a discount back than was given")
    return [
        _back(line, one + discount, discount)
        for line, one, discount in zip(lines, shares, given, strict=True)
        if one or discount
    ]


def all_lines_back(sale: Sale) -> list[LineBack]:
    """All that is left of them."""
    return [
        _back(line, line.goods - line.gone, line.discount - line.discount_gone)  # type: ignore[attr-defined]
        for line in _lines(sale)
        if line.goods > line.gone  # type: ignore[attr-defined]
    ]


def commission_back(sale: Sale, back: list[LineBack]) -> int:
    """The commission that was kept for these, by what the vendor got for them."""
    before = LineBack.objects.filter(sale_line__sale=sale).select_related("sale_line")
    return part_of(
        sale.commission,
        part=sum(_revenue(one) for one in back),
        of=sum(line.revenue for line in sale.lines.all()),
        before=sum(_revenue(one) for one in before),
    )


def _lines(sale: Sale) -> list[SaleLine]:
    return list(
        sale.lines.annotate(
            gone=Sum("back__goods", default=0), discount_gone=Sum("back__discount", default=0)
        ).order_by("pk")
    )


def _paid_left(line: SaleLine) -> int:
    gone = line.gone - line.discount_gone  # type: ignore[attr-defined]
    return line.goods - line.discount - gone


def _in_proportion(line: SaleLine, paid: int) -> int:
    left, discount = _paid_left(line), line.discount - line.discount_gone  # type: ignore[attr-defined]
    return discount * paid // left if left else 0


def _back(line: SaleLine, goods: int, discount: int) -> LineBack:
    """``goods`` at the vendor's price, ``discount`` of it not the buyer's."""
    one = LineBack(sale_line=line, goods=goods, discount=discount)
    gone = line.gone - (line.discount_gone if line.payer == Payer.VENDOR else 0)  # type: ignore[attr-defined]
    one.vat, one.pit = (
        part_of(tax, part=_revenue(one), of=line.revenue, before=gone)
        for tax in (line.vat, line.pit)
    )
    return one


def _revenue(back: LineBack) -> int:
    return back.goods - (back.discount if back.sale_line.payer == Payer.VENDOR else 0)
