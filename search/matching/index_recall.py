"""Recall by the search engine in use, complete although the index is a moment behind the database.

What changed and is not in the index yet stands in the outbox, and a row leaves it only after the index
shows it. So the outbox is read first, what it names is added to what the engine finds, and nothing can
fall between. Without an answer in time the database recalls.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Q

from catalog.supply.models import Supply
from marketplace.kernel.clock import today
from search.engine.choosing import current_engine
from search.engine.guard import Guard
from search.engine.protocol import Engine, EngineUnavailable
from search.models import Change

from . import entries, goods
from .columns import Ints, Needs, Supplies
from .models import DemandLine
from .recall import Recall
from .recalling import InDatabase

Kind = Change.Kind
#: More than these and the database is quicker than asking twice.
_MOST_WAITING = 2_000
#: Longer than a page's: a set of a large market is many thousand numbers.
_guard = Guard(patience=3.0)


def engine_recall() -> Recall:
    return IndexRecall(current_engine())


@dataclass(frozen=True)
class IndexRecall:
    """See recall.Recall: by criteria set or words, out of the index and the outbox."""

    engine: Engine
    otherwise: Recall = field(default_factory=InDatabase)

    def supplies_for(self, need: Needs) -> Ints:
        asked = goods.asked_by_need(need)
        waiting = _waiting(Kind.SUPPLY, Kind.PRODUCT)
        found = None if waiting is None else self._found(entries.SUPPLY, asked)
        if waiting is None or found is None:
            return self.otherwise.supplies_for(need)
        late = Q(pk__in=waiting[Kind.SUPPLY]) | Q(product__in=waiting[Kind.PRODUCT])
        return _keys(found, Supply.objects.filter(late).values_list("pk", flat=True))

    def needs_for(self, supply: Supplies) -> Ints:
        waiting = _waiting(Kind.DEMAND)
        asked = goods.asked_by_supply(supply)
        found = None if waiting is None else self._found(entries.NEED, asked)
        if waiting is None or found is None:
            return self.otherwise.needs_for(supply)
        late = DemandLine.objects.filter(demand__in=waiting[Kind.DEMAND])
        return _keys(found, late.values_list("pk", flat=True))

    def _found(self, kind: str, asked: frozenset[str] | None) -> list[int] | None:
        within = {} if asked is None else {goods.FIELD: asked}
        day = today().toordinal()
        try:
            return _guard.ask(lambda: self.engine.recall(kind, day=day, within=within))
        except EngineUnavailable:
            return None


def _waiting(*kinds: str) -> dict[str, set[int]] | None:
    """Numbers in the outbox by kind; None where they are too many."""
    rows = Change.objects.filter(kind__in=kinds).values_list("kind", "number")[: _MOST_WAITING + 1]
    told: dict[str, set[int]] = {kind: set() for kind in kinds}
    for count, (kind, number) in enumerate(rows, start=1):
        if count > _MOST_WAITING:
            return None
        told[kind].add(number)
    return told


def _keys(found: list[int], late: Iterable[int]) -> Ints:
    return np.fromiter(sorted({*found, *late}), dtype=np.int64)
