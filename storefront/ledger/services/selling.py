"""A sale that stands, and what takes it back: refunds in part, the end of the order."""

import datetime

from django.conf import settings
from django.db.models import Q, Sum

from marketplace.kernel.clock import now, today
from storefront.ledger.accounts import DISCOUNTS, Account, PostingKind
from storefront.ledger.errors import Unbalanced
from storefront.ledger.models import LineBack, Sale, SaleLine
from storefront.ledger.rates import share
from storefront.ledger.withholding import line_taxes
from storefront.order.happenings import Confirmed, Delivered, Ended, Refunded, Returned
from storefront.vendors.models import VendorOrder

from .discounting import paid_by_others
from .posting import Leg, post
from .returning import all_lines_back, commission_back, lines_back


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
    commission = share(sum(line.revenue for line in lines), part.commission_bp)
    tax = sum(one.vat + one.pit for one in taxes)
    sale = Sale.objects.create(
        vendor_order=part,
        vendor=part.vendor,
        sold_on=on,
        goods=part.goods_total,
        discount=part.discount_total,
        shipping=part.shipping_charge + part.delivery_aid,
        delivery_aid=part.delivery_aid,
        commission_bp=part.commission_bp,
        commission=commission,
        tax=tax,
    )
    SaleLine.objects.bulk_create(
        SaleLine(
            sale=sale,
            line=line,
            goods=line.price,
            discount=line.discount,
            payer=line.discount_payer,
            province_id=line.discount_province_id,
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
            Leg(Account.BUYER, part, part.total),
            Leg(Account.VENDOR, part, commission + tax - part.goods_total),
            Leg(Account.SHIPPING, part, -sale.shipping),
            *paid_by_others(
                part,
                [(line.discount_payer, line.discount_province_id, line.discount) for line in lines],
                delivery_aid=part.delivery_aid,
            ),
            Leg(Account.COMMISSION, part, -commission),
            Leg(Account.TAX, part, -tax),
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
        back = lines_back(
            sale,
            paid=happening.goods,
            by_line={line.pk: goods for line, goods in happening.lines},
            discounts={line.pk: amount for line, amount in happening.discounts},
        )
        _take_back(
            sale,
            kind=PostingKind.REFUND,
            occasion=f"refund:{happening.vendor_order.number}:{happening.cause}",
            back=back,
            shipping=happening.shipping + happening.delivery_aid,
            delivery_aid=happening.delivery_aid,
        )


def record_end(happening: Ended) -> None:
    """Whatever is left of the sale is taken back; an order that was never confirmed had none."""
    sale = _locked(happening.vendor_order)
    if sale is not None:
        shipping, delivery_aid = _delivery_taken_back(sale)
        _take_back(
            sale,
            kind=PostingKind.END,
            occasion=f"end:{happening.vendor_order.number}",
            back=all_lines_back(sale),
            shipping=sale.shipping - shipping,
            delivery_aid=sale.delivery_aid - delivery_aid,
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


def _delivery_taken_back(sale: Sale) -> tuple[int, int]:
    """Delivery that went back so far, and what of it went to others than the buyer."""
    back = sale.vendor_order.entries.filter(
        posting__kind__in=(PostingKind.REFUND, PostingKind.END)
    ).aggregate(
        shipping=Sum("amount", filter=Q(account=Account.SHIPPING), default=0),
        discounts=Sum("amount", filter=Q(account__in=DISCOUNTS), default=0),
    )
    of_goods = LineBack.objects.filter(sale_line__sale=sale).aggregate(
        all=Sum("discount", default=0)
    )["all"]
    return back["shipping"], -back["discounts"] - of_goods


def _take_back(
    sale: Sale,
    *,
    kind: PostingKind,
    occasion: str,
    back: list[LineBack],
    shipping: int,
    delivery_aid: int,
) -> None:
    """``shipping`` with what others paid of it, which is ``delivery_aid``."""
    part = sale.vendor_order
    if sale.vendor_order.postings.filter(occasion=occasion).exists():
        return
    shipping_before, aid_before = _delivery_taken_back(sale)
    if (
        not 0 <= delivery_aid <= shipping
        or shipping_before + shipping > sale.shipping
        or aid_before + delivery_aid > sale.delivery_aid
    ):
        raise Unbalanced(f"{occasion}: more back than was sold")
    goods, discount = sum(one.goods for one in back), sum(one.discount for one in back)
    commission = commission_back(sale, back)
    tax = sum(one.vat + one.pit for one in back)
    posting = post(
        kind=kind,
        occasion=occasion,
        vendor=sale.vendor,
        vendor_order=part,
        legs=[
            Leg(Account.BUYER, part, discount + delivery_aid - goods - shipping),
            Leg(Account.REFUNDS, part, goods),
            Leg(Account.SHIPPING, part, shipping),
            *paid_by_others(
                part,
                [(one.sale_line.payer, one.sale_line.province_id, -one.discount) for one in back],
                delivery_aid=-delivery_aid,
            ),
            Leg(Account.COMMISSION, part, commission),
            Leg(Account.TAX, part, tax),
            Leg(Account.VENDOR, part, -commission - tax),
        ],
    )
    if posting is not None:
        for one in back:
            one.posting = posting
        LineBack.objects.bulk_create(back)
