"""Matches follow what changes: supplies, demands, and all that certificates and vendors are about."""

from collections import defaultdict

from django.db.models import Q

from catalog.supply.models import Supply
from search.models import Change

from .models import Demand
from .services import match_demand, match_supply, rematch

Kind = Change.Kind
#: More supplies than this at once are quicker matched all together.
_MANY = 200


def follow(changed: set[tuple[str, int]]) -> None:
    """Match anew the demands and supplies that these changes are about."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for kind, number in changed:
        numbers[kind].add(number)
    supplies = _supplies(numbers)
    if len(supplies) > _MANY:
        for _progress in rematch():
            pass
        return
    for demand in Demand.objects.filter(pk__in=numbers[Kind.DEMAND]).order_by("pk"):
        match_demand(demand=demand)
    for supply in sorted(supplies):
        match_supply(supply=supply)


def _supplies(numbers: dict[str, set[int]]) -> set[int]:
    """Those that changed themselves, and those of products, producers and vendors that did."""
    found: set[int] = set()
    for kind, way in (
        (Kind.SUPPLY, "pk"),
        (Kind.PRODUCT, "product"),
        (Kind.PRODUCER, "product__producer"),
        (Kind.PARTNER, "vendor__partner"),
        (Kind.ORGANISATION, "product__producer__organisation"),
    ):
        if numbers[kind]:
            of_kind = Supply.objects.filter(Q(**{f"{way}__in": numbers[kind]}))
            found |= {*of_kind.values_list("pk", flat=True)}
    return found
