"""A sale that stands, and what takes it back: refunds in part, the end of the order."""

import datetime

from django.conf import settings
from django.db.models import Sum

from marketplace.kernel.clock import now, today
from marketplace.kernel.money import apportion
from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.errors import Unbalanced
from storefront.ledger.models import LineBack, Sale, SaleLine
from storefront.ledger.rates import part_of, share
from storefront.ledger.withholding import line_taxes
from storefront.order.happenings import Confirmed, Delivered, Ended, Refunded, Returned
from storefront.vendors.models import VendorOrder

from .posting import post


def record_sale(happening: Confirmed) -> None:
    """Buyer owes, vendor is owed; commission and tax are kept back. Its figures never change."""
    part = VendorOrder.objects.select_related("vendor__organisation", "order").get(
        pk=happening.vendor_order.pk
    )
    if not Sale.objects.filter(vendor_order=part).exists():
        book_sale(part, on=today())


def book_sale(part: VendorOrder, *, on: datetime.date) -> None:
    """A sale with the rates of that day; the books do not know it yet."""
    lines = list(part.lines.order_by("pk"))
    taxes = line_taxes(lines, vendor=part.vendor, payment_method=part.order.payment_method, on=on)
    commission = share(part.goods_total, part.commission_bp)
    tax = sum(one.vat + one.pit for one in taxes)
    sale = Sale.objects.create(
        vendor_order=part,
        vendor=part.vendor,
        sold_on=on,
        goods=part.goods_total,
        shipping=part.shipping_charge,
        commission_bp=part.commission_bp,
        commission=commission,
        tax=tax,
    )
    SaleLine.objects.bulk_create(
        SaleLine(
            sale=sale,
            line=line,
            goods=int(line.line_price_incl_tax),
            supply_kind=one.rate.kind if one.rate else "",
            vat_bp=one.rate.vat_bp if one.rate else 0,
            pit_bp=one.rate.pit_bp if one.rate else 0,
            vat=one.vat,
            pit=one.pit,
            legal_reference=one.rate.legal_reference if one.rate else "",
        )
        for line, one in zip(lines, taxes, strict=True)
    )
    post(
        kind=PostingKind.SALE,
        occasion=f"sale:{part.number}",
        vendor=part.vendor,
        vendor_order=part,
        legs=[
            (Account.BUYER, part, part.total),
            (Account.VENDOR, part, commission + tax - part.goods_total),
            (Account.SHIPPING, part, -part.shipping_charge),
            (Account.COMMISSION, part, -commission),
            (Account.TAX, part, -tax),
        ],
    )


def record_delivery(happening: Delivered) -> None:
    """The time for claims begins."""
    start_claims(happening.vendor_order, at=now(), is_delivered=True)


def record_return(happening: Returned) -> None:
    """All came back: nothing was delivered, and what is not given back may be settled in time."""
    start_claims(happening.vendor_order, at=now(), is_delivered=False)


def start_claims(part: VendorOrder, *, at: datetime.datetime, is_delivered: bool) -> None:
    """From ``at`` on the days for claims run, once; then the sale may be settled."""
    due = at + datetime.timedelta(days=settings.CLAIM_WINDOW_DAYS)
    if is_delivered:
        sales = Sale.objects.filter(vendor_order=part, delivered_at=None)
        sales.update(delivered_at=at, due_at=due)
    else:
        Sale.objects.filter(vendor_order=part, due_at=None).update(due_at=due)


def record_refund(happening: Refunded) -> None:
    """Goods and delivery are taken back, with their share of commission and tax, to the đồng.

    Unbalanced where more would go back than the sale had.
    """
    sale = _locked(happening.vendor_order)
    if sale is not None:
        wanted = {line.pk: goods for line, goods in happening.lines}
        _take_back(
            sale,
            kind=PostingKind.REFUND,
            occasion=f"refund:{happening.vendor_order.number}:{happening.cause}",
            goods=happening.goods,
            shipping=happening.shipping,
            by_line=wanted,
        )


def record_end(happening: Ended) -> None:
    """Whatever is left of the sale is taken back; an order that was never confirmed had none."""
    sale = _locked(happening.vendor_order)
    if sale is not None:
        goods, shipping = _taken_back(sale)
        _take_back(
            sale,
            kind=PostingKind.END,
            occasion=f"end:{happening.vendor_order.number}",
            goods=sale.goods - goods,
            shipping=sale.shipping - shipping,
            by_line={},
        )
        Sale.objects.filter(pk=sale.pk, due_at=None).update(due_at=now())


def _locked(part: VendorOrder) -> Sale | None:
    """The sale, nobody else at it until the transaction ends; the last row that anybody takes."""
    return (
        Sale.objects.select_for_update(of=("self",))
        .select_related("vendor", "vendor_order")
        .filter(vendor_order=part)
        .first()
    )


def _taken_back(sale: Sale) -> tuple[int, int]:
    """Goods and delivery that went back so far."""
    kinds = (PostingKind.REFUND, PostingKind.END)
    back = dict(
        sale.vendor_order.entries.filter(
            posting__kind__in=kinds, account__in=(Account.REFUNDS, Account.SHIPPING)
        )
        .order_by()
        .values_list("account")
        .annotate(Sum("amount"))
    )
    return back.get(Account.REFUNDS, 0), back.get(Account.SHIPPING, 0)


def _take_back(
    sale: Sale,
    *,
    kind: PostingKind,
    occasion: str,
    goods: int,
    shipping: int,
    by_line: dict[int, int],
) -> None:
    part = sale.vendor_order
    if sale.vendor_order.postings.filter(occasion=occasion).exists():
        return
    goods_before, shipping_before = _taken_back(sale)
    if (
        min(goods, shipping) < 0
        or goods_before + goods > sale.goods
        or shipping_before + shipping > sale.shipping
    ):
        raise Unbalanced(f"{occasion}: more back than was sold")
    back = _lines_back(sale, goods, by_line)
    commission = part_of(sale.commission, part=goods, of=sale.goods, before=goods_before)
    tax = sum(one.vat + one.pit for one in back)
    posting = post(
        kind=kind,
        occasion=occasion,
        vendor=sale.vendor,
        vendor_order=part,
        legs=[
            (Account.BUYER, part, -goods - shipping),
            (Account.REFUNDS, part, goods),
            (Account.SHIPPING, part, shipping),
            (Account.COMMISSION, part, commission),
            (Account.TAX, part, tax),
            (Account.VENDOR, part, -commission - tax),
        ],
    )
    if posting is not None:
        for one in back:
            one.posting = posting
        LineBack.objects.bulk_create(back)


def _lines_back(sale: Sale, goods: int, by_line: dict[int, int]) -> list[LineBack]:
    """How much of each line, with its taxes; without a word on lines in proportion to what is left."""
    lines = list(sale.lines.annotate(gone=Sum("back__goods", default=0)).order_by("pk"))
    if by_line:
        shares = [by_line.get(line.line_id, 0) for line in lines]
    else:
        shares = apportion(goods, [line.goods - line.gone for line in lines])
    if sum(shares) != goods or any(
        not 0 <= one <= line.goods - line.gone for one, line in zip(shares, lines, strict=True)
    ):
        raise Unbalanced(f"{sale}: the lines do not give {goods} back")
    return [
        LineBack(
            sale_line=line,
            goods=one,
            vat=part_of(line.vat, part=one, of=line.goods, before=line.gone),
            pit=part_of(line.pit, part=one, of=line.goods, before=line.gone),
        )
        for one, line in zip(shares, lines, strict=True)
        if one
    ]
