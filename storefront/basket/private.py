"""How many packs lie in the visitor's basket, for the count in the header of every page."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from oscar.core.loading import get_model

from .models import Basket


def own_lines(request: HttpRequest) -> tuple[QuerySet[Any], str] | None:
    """Lines of the open baskets that are the visitor's by name or by cookie, not yet merged."""
    mine = Q()
    if request.user.is_authenticated:
        mine |= Q(basket__owner=request.user.pk)
    by_cookie = _basket_of_cookie(request)
    if by_cookie is not None:
        mine |= Q(basket=by_cookie, basket__owner=None)
    if not mine:
        return None
    return get_model("basket", "Line").objects.filter(mine, basket__status=Basket.OPEN), "quantity"


def count_packs(_request: HttpRequest, quantities: list[str]) -> int:
    return sum(map(int, quantities))


def _basket_of_cookie(request: HttpRequest) -> int | None:
    signed = request.COOKIES.get(settings.OSCAR_BASKET_COOKIE_OPEN)  # type: ignore[misc]
    if not signed:
        return None
    try:
        return int(Signer().unsign(signed))
    except (BadSignature, ValueError):
        return None
