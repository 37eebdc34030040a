"""Vouchers' codes in a basket: put in, taken out, kept when two baskets become one."""

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.kernel.clock import today
from storefront.vouchers.applying import Applied, unknown_words
from storefront.vouchers.codes import LENGTH, normal
from storefront.vouchers.errors import VoucherRefused

from .contents import basket_contents
from .models import Basket
from .services import hold_open

MOST_CODES = 5


def put_in_code(*, basket: Basket, typed: str) -> Applied:
    """The voucher with what it gives, kept in the basket; also where other goods would mend it.

    Refused in words where it is unknown, over, not yet begun or used up; then nothing has changed.
    """
    text = normal(typed)
    if not text:
        raise VoucherRefused(_("Please type the code as it is printed."), code="empty")
    if len(text) not in LENGTH:
        raise VoucherRefused(unknown_words(text), code="unknown")
    with transaction.atomic():
        hold_open(basket)
        basket.refresh_from_db(fields=["codes"])
        if text not in basket.codes:
            if len(basket.codes) >= MOST_CODES:
                raise VoucherRefused(
                    _("There are %(most)d vouchers in your basket already.") % {"most": MOST_CODES},
                    code="full",
                )
            basket.codes = [*basket.codes, text]
        contents = basket_contents(basket, on=today())
        applied = next(one for one in contents.vouchers if one.text == text)
        if applied.problem and not applied.waits:
            basket.codes = [one for one in basket.codes if one != text]
            raise VoucherRefused(applied.problem, code="refused")
        Basket.objects.filter(pk=basket.pk).update(codes=basket.codes)
    return applied


def take_out_code(*, basket: Basket, typed: str) -> None:
    """Taken out; also what was not there."""
    with transaction.atomic():
        hold_open(basket)
        basket.refresh_from_db(fields=["codes"])
        basket.codes = [one for one in basket.codes if one != normal(typed)]
        Basket.objects.filter(pk=basket.pk).update(codes=basket.codes)


def join_codes(basket: Basket, other: Basket) -> None:
    """Those of both, as many as one basket holds."""
    codes = list(dict.fromkeys([*basket.codes, *other.codes]))[:MOST_CODES]
    if codes != basket.codes:
        basket.codes = codes
        Basket.objects.filter(pk=basket.pk).update(codes=codes)
