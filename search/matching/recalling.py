"""Which recall the installation uses, and the one that asks the database alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from catalog.supply.models import Supply
from marketplace.kernel.clock import today

from . import codes
from .columns import Ints, Needs, Supplies
from .models import Demand, DemandLine
from .need_columns import open_on
from .recall import Recall
from .supply_columns import on_offer

_makers: list[Callable[[], Recall | None]] = []


def register_recall(maker: Callable[[], Recall | None]) -> None:
    """``maker()`` answers with the recall of the engine in use, None where it has none of its own."""
    _makers[:] = [maker]


def current_recall() -> Recall:
    """The engine's where it has one, else the database's."""
    found = _makers[0]() if _makers else None
    return found or InDatabase()


@dataclass(frozen=True)
class InDatabase:
    """Recall by criteria set, in SQL. A need without a set is compared with all supplies."""

    def supplies_for(self, need: Needs) -> Ints:
        named = codes.named(int(need.groups[0]), codes.GROUPS)
        found = Supply.objects.filter(**on_offer())
        if named:
            found = found.filter(product__criteria_set__code__in=named)
        return _keys(found.order_by("pk").values_list("pk", flat=True))

    def needs_for(self, supply: Supplies) -> Ints:
        own = {*codes.named(int(supply.group[0]), codes.GROUPS)}
        demands = Demand.objects.filter(open_on(today()))
        lines = DemandLine.objects.filter(demand__in=demands.values("pk")).order_by("pk")
        return _keys(
            pk for pk, groups in lines.values_list("pk", "groups") if not groups or own & {*groups}
        )


def _keys(keys: Iterable[int]) -> Ints:
    return np.fromiter(keys, dtype=np.int64)
