"""How much of each line has gone back: never more than it brought, by one guarded UPDATE each."""

from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext as _

from marketplace.kernel.money import apportion
from storefront.order.models import Line
from storefront.vendors.models import VendorOrder

from .errors import RefundRefused
from .models import LineBalance
from .shares import Amounts


def balances_of(vendor_order: VendorOrder) -> dict[int, LineBalance]:
    """By line; not written yet where nothing of the part went back. Delivery is shared by value."""
    lines = list(Line.objects.filter(vendor_order=vendor_order).order_by("pk"))
    known = {one.line_id: one for one in LineBalance.objects.filter(line__in=lines)}
    if not lines or len(known) == len(lines):
        return known
    worth = [line.price for line in lines]
    shares = apportion(vendor_order.shipping_charge, worth)
    aids = apportion(vendor_order.delivery_aid, worth)
    return {
        line.pk: LineBalance(
            line=line,
            quantity=line.quantity,
            goods=line.paid,
            shipping=share,
            discount=line.discount,
            delivery_aid=aid,
        )
        for line, share, aid in zip(lines, shares, aids, strict=True)
    }


def open_balances(vendor_order: VendorOrder) -> dict[int, LineBalance]:
    """As ``balances_of``, written; the part's row must be locked."""
    found = balances_of(vendor_order)
    missing = [one for one in found.values() if one.pk is None]
    if missing:
        LineBalance.objects.bulk_create(missing)
    return found


def take(line_id: int, amounts: Amounts) -> None:
    """So much more of the line goes back. RefundRefused where it is not there (any more)."""
    taken = LineBalance.objects.filter(
        line=line_id,
        quantity__gte=F("back_quantity") + amounts.quantity,
        goods__gte=F("back_goods") + amounts.goods,
        shipping__gte=F("back_shipping") + amounts.shipping,
        discount__gte=F("back_discount") + amounts.discount,
        delivery_aid__gte=F("back_delivery_aid") + amounts.delivery_aid,
    ).update(
        back_quantity=F("back_quantity") + amounts.quantity,
        back_goods=F("back_goods") + amounts.goods,
        back_shipping=F("back_shipping") + amounts.shipping,
        back_discount=F("back_discount") + amounts.discount,
        back_delivery_aid=F("back_delivery_aid") + amounts.delivery_aid,
    )
    if not taken:
        raise too_much()


def put_back(line_amounts: Iterable[tuple[int, Amounts]]) -> None:
    """What was proposed does not go back after all."""
    for line_id, amounts in line_amounts:
        LineBalance.objects.filter(line=line_id).update(
            back_quantity=F("back_quantity") - amounts.quantity,
            back_goods=F("back_goods") - amounts.goods,
            back_shipping=F("back_shipping") - amounts.shipping,
            back_discount=F("back_discount") - amounts.discount,
            back_delivery_aid=F("back_delivery_aid") - amounts.delivery_aid,
        )


def too_much() -> RefundRefused:
    return RefundRefused(
        _("So much is not left of this order. Please look at what was refunded already."),
        code="too_much",
    )
