"""The rows of a new order, written within the transaction of ``services.place_order``."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from oscar.core import prices
from oscar.core.loading import get_class, get_model

from catalog.catalogue.vat import vat_percent
from catalog.partner.strategy import Strategy
from marketplace.kernel import audit
from marketplace.kernel.clock import now, today
from marketplace.kernel.money import vat_included
from storefront.address.destination import Destination
from storefront.basket.contents import ContentLine, Contents, VendorGroup
from storefront.basket.models import Basket
from storefront.invoices.details import InvoiceWords, keep_words
from storefront.invoices.services import ask_invoice
from storefront.order.gifts import Gift
from storefront.order.models import Line, Order, ShippingAddress
from storefront.order.statuses import OrderStatus
from storefront.order.terms import seller, terms, terms_in_both
from storefront.payment.models import Payment
from storefront.payment.providers import provider as provider_named
from storefront.shipping.budgets import hold_deliveries
from storefront.shipping.methods import VendorParcels
from storefront.vendors.models import VendorOrder, VendorOrderEvent
from storefront.vendors.statuses import VendorOrderStatus
from storefront.vouchers.buyers import digests
from storefront.vouchers.services.using import use_vouchers


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Who buys, where it goes, how it is paid, and whether the buyer said to be 18 or older."""

    address: Destination
    email: str
    phone: str
    user: Any
    payment_method: str
    checkout_key: str
    language: str
    of_age: bool
    invoice: InvoiceWords | None
    gift: Gift | None


def write_order(basket: Basket, contents: Contents, agreement: Agreement) -> Order:
    """Stock reserved, then order, lines, address, vendors' parts and payment; all pending.

    Lines + delivery = total = payment = sum of the vendors' parts, by construction and by the
    tables' constraints. Raises OutOfStock; the caller's roll-back undoes what was written.
    """
    priced = _priced(basket, contents)
    provider = provider_named(agreement.payment_method)
    creator = get_class("order.utils", "OrderCreator")()
    delivery = Decimal(contents.delivery)
    vouchers = contents.vouchers_used
    net = sum((_net(line) for line in contents.lines), Decimal(0))
    order: Order = creator.place_order(
        priced,
        prices.Price(currency="VND", excl_tax=net + delivery, incl_tax=Decimal(contents.total)),
        VendorParcels(agreement.address.commune),
        prices.Price(currency="VND", excl_tax=delivery, incl_tax=delivery),
        user=agreement.user,
        shipping_address=_shipping_address(agreement),
        order_number=get_class("order.utils", "OrderNumberGenerator")().order_number(priced),
        status=OrderStatus.PENDING.value,
        guest_email=agreement.email,
        payment_method=agreement.payment_method,
        expires_at=now() + provider.window(),
        language=agreement.language,
        checkout_key=agreement.checkout_key,
        discount_total=contents.discount,
        frozen_terms=_frozen_terms(contents, agreement),
        is_gift=agreement.gift is not None,
        gift_message=agreement.gift.message if agreement.gift else "",
    )
    _write_parts(order, contents)
    if vouchers:
        use_vouchers(
            order,
            vouchers,
            lines={
                one.pk: line
                for one, line in zip(priced.all_lines(), order.lines.order_by("pk"), strict=True)
            },
            buyers=digests(email=agreement.email, phone=agreement.phone),
        )
    _ask_invoice(order, agreement)
    provider.prepare(
        Payment.objects.create(order=order, provider=provider.code, amount=contents.total)
    )
    audit.record(
        action="order.placed",
        target=order,
        acting_user=agreement.user,
        number=order.number,
        total=order.total,
        vendors=[group.vendor.public_id for group in contents.groups],
    )
    return order


def _priced(basket: Basket, contents: Contents) -> Basket:
    """The basket read anew, each line with the claim to keep; the same lines as ``contents``."""
    priced = Basket.objects.get(pk=basket.pk)
    priced.strategy = Strategy()
    snapshots = {line.pk: _snapshot(line) for line in contents.lines}
    for line in priced.all_lines():
        line.snapshot = snapshots[line.pk]
    return priced


def _snapshot(line: ContentLine) -> dict[str, Any]:
    certificate = line.certificate
    assert certificate is not None  # noqa: S101  # else the line would be blocked
    return {
        "title": line.full_title[:255],
        "producer_name": line.recognised.producer.name if line.recognised.producer else "",
        "certificate_id": certificate.certificate_id,
        "certificate_code": certificate.code,
        "decision_number": certificate.decision_number,
        "star": certificate.star,
        "certificate_last_day": certificate.last_day,
        "gift_set_title": line.gift_set.title if line.gift_set else "",
        **_discount(line),
    }


def _discount(line: ContentLine) -> dict[str, Any]:
    """What the buyer pays for it, and who pays the rest; nothing where there is no voucher."""
    if not line.discount:
        return {}
    return {
        "line_price_incl_tax": Decimal(line.to_pay),
        "discount_payer": line.discount_payer,
        "discount_province_id": line.discount_province_id,
    }


def _net(line: ContentLine) -> Decimal:
    rate = vat_percent(line.recognised.vat_class, on=today())
    return Decimal(line.to_pay - vat_included(line.revenue, rate_percent=rate))


def _shipping_address(agreement: Agreement) -> ShippingAddress:
    address = agreement.address
    return ShippingAddress.objects.create(
        first_name=address.name,
        line1=address.street,
        commune=address.commune,
        commune_name=address.commune.full_name,
        province_name=address.province.name_vi,
        former_ward=address.former_ward,
        former_district=address.former_district,
        country=get_model("address", "Country").objects.get(iso_3166_1_a2="VN"),
        phone_number=agreement.phone,
        notes=address.note,
    )


def _write_parts(order: Order, contents: Contents) -> None:
    held: list[tuple[int, VendorOrder]] = []
    for position, group in enumerate(contents.groups, start=1):
        part = VendorOrder.objects.create(
            order=order,
            vendor=group.vendor,
            number=f"{order.number}-{position}",
            goods_total=group.goods,
            discount_total=group.discount,
            shipping_charge=group.delivery or 0,
            total=group.total,
            **_delivery_aid(group),
            commission_bp=settings.COMMISSION_BASIS_POINTS,
        )
        free = group.sent.free if group.sent is not None else None
        if part.delivery_aid and free is not None and free.budget_id is not None:
            held.append((free.budget_id, part))
        VendorOrderEvent.objects.create(vendor_order=part, status=VendorOrderStatus.PENDING)
        Line.objects.filter(order=order, partner_id=group.vendor.partner_id).update(
            vendor_order=part
        )
    hold_deliveries(held)


def _delivery_aid(group: VendorGroup) -> dict[str, Any]:
    """What others than buyer and vendor pay of its delivery; nothing where nobody does."""
    sent = group.sent
    if sent is None or not sent.aid:
        return {}
    assert sent.free is not None  # noqa: S101  # what makes it free names its payer
    return {
        "delivery_aid": sent.aid,
        "delivery_payer": sent.free.payer,
        "delivery_province_id": sent.free.province_id,
    }


def _ask_invoice(order: Order, agreement: Agreement) -> None:
    """Of every seller, where the buyer wants one; a member's account keeps the words."""
    if agreement.invoice is None:
        return
    ask_invoice(order=order, **asdict(agreement.invoice), acting_user=agreement.user)
    if agreement.user is not None:
        keep_words(user=agreement.user, words=agreement.invoice)


def _frozen_terms(contents: Contents, agreement: Agreement) -> dict[str, Any]:
    """What the buyer saw and agreed to, independent of any row that may change later."""
    return {
        "terms": terms(),
        "translations": terms_in_both(),
        "payment": agreement.payment_method,
        "of_age": agreement.of_age,
        "sellers": [seller(group.vendor) for group in contents.groups],
        "delivery": {group.vendor.public_id: group.delivery for group in contents.groups},
        "carriage": {
            group.vendor.public_id: group.sent.frozen() for group in contents.groups if group.sent
        },
        "lines": [
            {
                "pack": line.pack.public_id,
                "title": line.full_title,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "total": line.total,
                "discount": line.discount,
                "vat_class": line.recognised.vat_class,
                "vat_percent": str(vat_percent(line.recognised.vat_class, on=today())),
                "vat": int(line.to_pay - _net(line)),
            }
            for line in contents.lines
        ],
        "vouchers": [
            {
                "code": one.code.code if one.code else "",
                "title": one.title,
                "amount": one.amount,
                "payer": one.campaign.payer if one.campaign else "",
                "payer_name": one.campaign.payer_name if one.campaign else "",
            }
            for one in contents.vouchers_used
        ],
    }
