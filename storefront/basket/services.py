"""Putting packs into a basket and changing how many; safe from two tabs at once.

Each write first touches the basket's row under the condition that it is still open, so that
nothing slips into a basket that is just being ordered.
"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from oscar.core.loading import get_model

from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord
from catalog.partner.sale import Obstacle, certified, obstacle, unlicensed, words_of
from catalog.partner.strategy import Strategy
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError

from .models import Basket

Line = get_model("basket", "Line")

MAX_QUANTITY = 999
MAX_LINES = 50


class BasketRefused(MarketplaceError):
    code = "basket_refused"


class NotEnough(BasketRefused):
    """Fewer are left than asked for; ``left`` says how many, ``held`` how many lie here already."""

    code = "not_enough"

    def __init__(self, *, left: int, held: int) -> None:
        words = ngettext(
            "Only %(left)d is left. Please ask for fewer.",
            "Only %(left)d are left. Please ask for fewer.",
            left,
        )
        if held:
            words = ngettext(
                "Only %(left)d is left, and %(held)d in your basket already.",
                "Only %(left)d are left, and %(held)d in your basket already.",
                left,
            )
        super().__init__(words % {"left": left, "held": held})
        self.left = left
        self.held = held


def buyable_pack(public_id: str) -> Product | None:
    """The pack size of that public id with all that selling asks about, or None."""
    if not public_id.isalnum():
        return None
    return (
        Product.objects.filter(public_id=public_id, structure=Product.CHILD)
        .select_related("parent__product_class", "parent__producer", "parent__criteria_set")
        .first()
    )


def put_in(*, basket: Basket, pack: Product, quantity: int) -> int:
    """Add ``quantity`` of a pack; the quantity that now lies in the basket.

    Refused where the pack cannot be sold today, fewer are left, or a limit is reached.
    """
    stockrecord = _sellable(pack)
    with transaction.atomic():
        hold_open(basket)
        line, created = Line.objects.get_or_create(
            basket=basket,
            line_reference=f"{pack.pk}_{stockrecord.pk}",
            defaults={
                "product": pack,
                "stockrecord": stockrecord,
                "quantity": quantity,
                **_price_now(pack, stockrecord),
            },
        )
        if created and basket.lines.count() > MAX_LINES:
            raise BasketRefused(
                _("The basket is full: it holds %(limit)d different packs.") % {"limit": MAX_LINES},
                code="full",
            )
        wanted = quantity if created else line.quantity + quantity
        held = wanted - quantity
        _check_quantity(wanted, left=stockrecord.net_stock_level, held=held)
        if not created:
            Line.objects.filter(pk=line.pk).update(quantity=F("quantity") + quantity)
    _forget_lines(basket)
    return wanted


def set_quantity(*, basket: Basket, line_id: int, quantity: int) -> None:
    """So many of a line, whatever it was. A line that is gone already is refused.

    Fewer may always be asked for; what is left limits only.
    """
    with transaction.atomic():
        hold_open(basket)
        line = _own_line(basket, line_id)
        if line is None:
            raise BasketRefused(_("This line is no longer in the basket."), code="gone")
        _check_quantity(quantity, left=line.stockrecord.net_stock_level)
        Line.objects.filter(pk=line.pk).update(quantity=quantity)
    _forget_lines(basket)


def step_quantity(*, basket: Basket, line_id: int, step: int) -> None:
    """One more or one fewer of a line; refused below 1 and beyond what is left.

    Fewer than too many are always right: a line that holds more than is left comes down to that.
    """
    with transaction.atomic():
        hold_open(basket)
        line = _own_line(basket, line_id)
        if line is None:
            raise BasketRefused(_("This line is no longer in the basket."), code="gone")
        left = line.stockrecord.net_stock_level
        wanted = line.quantity + step
        if step < 0 and 1 <= left < wanted:
            wanted = left
        _check_quantity(wanted, left=left)
        Line.objects.filter(pk=line.pk).update(quantity=wanted)
    _forget_lines(basket)


def cap_by_stock(*, basket: Basket) -> int:
    """Bring lines down to what is left of their packs; how many lines. Call it in a transaction.

    A sold-out line keeps its quantity: the basket's page says that it is sold out.
    """
    capped = 0
    for line in basket.lines.filter(gift_set=None).select_related("stockrecord").order_by("pk"):
        most = min(MAX_QUANTITY, line.stockrecord.net_stock_level)
        if 1 <= most < line.quantity:
            capped += Line.objects.filter(pk=line.pk, quantity=line.quantity).update(quantity=most)
    _forget_lines(basket)
    return capped


def take_out(*, basket: Basket, line_id: int) -> tuple[Product, int] | None:
    """Remove a line: the pack and how many there were, to put back; None where it was gone."""
    with transaction.atomic():
        hold_open(basket)
        line = (
            Line.objects.filter(basket=basket, pk=line_id, gift_set=None)
            .select_related("product__parent")
            .first()
        )
        if line is not None:
            line.delete()
    _forget_lines(basket)
    return (line.product, line.quantity) if line is not None else None


def _own_line(basket: Basket, line_id: int) -> Any:
    """None for another basket's, and for a part of a gift set, which is changed as one."""
    lines = Line.objects.filter(basket=basket, pk=line_id, gift_set=None)
    return lines.select_related("stockrecord").first()


def hold_open(basket: Basket) -> None:
    """Keep the basket's row until commit; refused where it was ordered meanwhile."""
    if basket.pk is None:
        basket.save()
    if not Basket.objects.filter(pk=basket.pk, status=Basket.OPEN).update(status=Basket.OPEN):
        raise BasketRefused(
            _("This basket has just been ordered. Start a new one by adding again."), code="closed"
        )


def _sellable(pack: Product) -> StockRecord:
    on = today()
    stockrecord = (
        StockRecord.objects.filter(product=pack)
        .select_related("partner__vendor")
        .order_by("pk")
        .first()
    )
    reason = obstacle(
        pack,
        stockrecord,
        is_certified=bool(certified([pack.parent_id], on=on)),
        is_licensed=not unlicensed([pack.parent or pack]),
        on=on,
    )
    if reason is None and stockrecord.net_stock_level < 1:
        reason = Obstacle.SOLD_OUT
    if reason is not None:
        vendor = getattr(stockrecord.partner, "vendor", None) if stockrecord else None
        raise BasketRefused(words_of(reason, vendor), code=reason.value)
    return stockrecord


def _price_now(pack: Product, stockrecord: StockRecord) -> dict[str, object]:
    """Kept with the line, so that the buyer is told when the price moves."""
    price = Strategy().pricing_policy(pack, stockrecord)
    return {
        "price_currency": price.currency,
        "price_excl_tax": price.excl_tax,
        "price_incl_tax": price.incl_tax,
        "tax_code": price.tax_code,
    }


def _check_quantity(quantity: int, *, left: int, held: int = 0) -> None:
    if not 1 <= quantity <= MAX_QUANTITY:
        raise BasketRefused(
            _("Choose between 1 and %(limit)d.") % {"limit": MAX_QUANTITY}, code="quantity"
        )
    if quantity > left:
        raise NotEnough(left=max(0, left), held=held)


def _forget_lines(basket: Basket) -> None:
    basket._lines = None
