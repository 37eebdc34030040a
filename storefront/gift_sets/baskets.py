"""Gift sets in a basket: put in, more or fewer of them, taken out; always all parts of it."""

from django.db import transaction
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from marketplace.kernel.clock import today
from storefront.basket.models import Basket
from storefront.basket.services import MAX_LINES, MAX_QUANTITY, hold_open
from storefront.gift_sets.models import GiftSet

from .errors import SetRefused
from .selectors import SetView, set_view

Line = get_model("basket", "Line")


def put_set_in(*, basket: Basket, gift_set: GiftSet, count: int = 1) -> int:
    """``count`` more of the set; how many lie in the basket now. SetRefused in words."""
    view = set_view(gift_set.public_id, on=today())
    with transaction.atomic():
        hold_open(basket)
        _write(basket, view, _held(basket, view) + count)
    basket._lines = None
    return _held(basket, view)


def set_sets(*, basket: Basket, gift_set: GiftSet, count: int) -> None:
    """So many of the set, whatever it was; 0 takes it out, whatever became of its parts."""
    with transaction.atomic():
        hold_open(basket)
        if count < 1:
            Line.objects.filter(basket=basket, gift_set=gift_set).delete()
        else:
            _write(basket, set_view(gift_set.public_id, on=today()), count)
    basket._lines = None


def _held(basket: Basket, view: SetView) -> int:
    first = view.lines[0]
    quantity = (
        Line.objects.filter(
            basket=basket, gift_set=view.gift_set, stockrecord=first.line.stockrecord_id
        )
        .values_list("quantity", flat=True)
        .first()
    )
    return (quantity or 0) // first.quantity


def _write(basket: Basket, view: SetView, count: int) -> None:
    if view.problem:
        raise SetRefused(view.problem, code="not_to_be_had")
    if count > view.left:
        raise SetRefused(
            _("There are parts for %(left)d of these sets only.") % {"left": view.left},
            code="not_enough",
        )
    if any(line.quantity * count > MAX_QUANTITY for line in view.lines):
        raise SetRefused(_("These are too many for one order."), code="too_many")
    records = [line.line.stockrecord_id for line in view.lines]
    mine = Line.objects.filter(basket=basket, gift_set=view.gift_set)
    mine.exclude(stockrecord__in=records).delete()  # its maker has taken them out of it
    for line in view.lines:
        Line.objects.update_or_create(
            basket=basket,
            line_reference=f"{line.pack.pk}_{line.line.stockrecord_id}_s{view.gift_set.pk}",
            defaults={"quantity": line.quantity * count},
            create_defaults={
                "quantity": line.quantity * count,
                "product": line.pack,
                "stockrecord": line.line.stockrecord,
                "gift_set": view.gift_set,
                "price_incl_tax": line.unit_price,
            },
        )
    if basket.lines.count() > MAX_LINES:
        raise SetRefused(
            _("The basket is full: it holds %(limit)d different packs.") % {"limit": MAX_LINES},
            code="full",
        )


def cap_sets(*, basket: Basket) -> None:
    """After two baskets became one: each set is whole again, as many as its first part says."""
    sets = GiftSet.objects.filter(
        pk__in=basket.lines.exclude(gift_set=None).values("gift_set")
    ).prefetch_related("parts")
    for gift_set in sets:
        parts = {part.stockrecord_id: part.quantity for part in gift_set.parts.all()}
        lines = basket.lines.filter(gift_set=gift_set, stockrecord__in=parts)
        counts = [line.quantity // parts[line.stockrecord_id] for line in lines] or [0]
        for record, quantity in parts.items():
            basket.lines.filter(gift_set=gift_set, stockrecord=record).update(
                quantity=quantity * max(counts)
            )
