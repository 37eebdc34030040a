"""Buying the same once more: today's packs, prices and certificates, as far as there are any."""

from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from marketplace.kernel.errors import MarketplaceError
from storefront.basket.models import Basket
from storefront.basket.services import NotEnough, put_in

from .models import Line, Order


def put_in_again(*, order: Order, basket: Basket) -> list[tuple[str, str]]:
    """The order's packs are in ``basket``; what is not, or not all of it, with the reason.

    Where fewer are left than were bought, those are put in.
    """
    packs = Product.objects.select_related(
        "parent__product_class", "parent__producer", "parent__criteria_set"
    ).in_bulk(Line.objects.filter(order=order).values_list("product_id", flat=True))
    missing = []
    for line in Line.objects.filter(order=order).order_by("pk"):
        pack = packs.get(line.product_id)
        reason = _("It is no longer offered here.") if pack is None else _put(basket, pack, line)
        if reason:
            missing.append((line.title, reason))
    return missing


def _put(basket: Basket, pack: Product, line: Line) -> str:
    """Why not, or why not all; empty where all of it is in."""
    try:
        put_in(basket=basket, pack=pack, quantity=line.quantity)
    except NotEnough as shortage:
        rest = shortage.left - shortage.held
        if rest > 0:
            put_in(basket=basket, pack=pack, quantity=rest)
        return str(shortage)
    except MarketplaceError as refusal:
        return str(refusal)
    return ""
