"""The cheapest plan of a problem, or which limit has to give."""

import math
import time
from dataclasses import replace

from .costs import SCALE
from .narrowing import bounds_of
from .problem import Impossible, Plan, Problem, Relaxation
from .programme import GAP, SECONDS
from .solving import Model

#: So many candidates are tried before others are; fewer than twice as many are looked at at once.
_LIKELY = 30
#: For a search whose turn comes when the time is over.
_LEAST_SECONDS = 0.5


def plan(problem: Problem) -> Plan | Impossible:
    """Within the limits at the least cost; where there is none, each way out by itself."""
    return _cheapest(problem) or Impossible(tuple(_relaxations(problem)))


def _cheapest(problem: Problem) -> Plan | None:
    """Few candidates are ever used. Those that a cheap plan may hold are tried first, then all whose
    bound is below what was found: with the others no plan is cheaper."""
    every, until = problem.candidates, time.monotonic() + SECONDS
    bounds = bounds_of(problem) if len(every) >= 2 * _LIKELY else None
    if bounds is None:
        return Model(problem).cheapest(seconds=SECONDS) if every else None
    usable = (place for place, bound in enumerate(bounds) if math.isfinite(bound))
    order = sorted(usable, key=bounds.__getitem__)
    best: Plan | None = None
    tried, wanted = 0, _LIKELY
    while tried < wanted:
        tried = wanted
        likely = tuple(every[place] for place in sorted(order[:tried]))
        model = Model(replace(problem, candidates=likely))
        seconds = max(_LEAST_SECONDS, until - time.monotonic())
        found = model.cheapest(seconds=seconds, known=best)
        if found is None:
            wanted = tried if best else min(2 * tried, len(order))
            continue
        rest = (int(bounds[place] * SCALE) for place in order[tried:])
        if best is not None and best.total < found.total:
            found = replace(found, picks=best.picks)
        best = replace(found, bound=min(found.bound, found.total, *rest))
        enough = best.total * (1 - GAP) / SCALE
        wanted = sum(bounds[place] < enough for place in order)
    return best


def _relaxations(problem: Problem) -> list[Relaxation]:
    """Raising one limit while the other stays; where no limit helps, asking for less."""
    found = []
    limits = problem.limits
    if limits.suppliers is not None and problem.candidates:
        needed = Model(problem).fewest_suppliers()
        if needed is not None:
            found.append(Relaxation("max_suppliers", limits.suppliers, needed))
    if limits.provinces is not None and problem.candidates:
        needed = Model(problem).fewest_provinces()
        if needed is not None:
            found.append(Relaxation("max_provinces", limits.provinces, needed))
    for number, want in enumerate(problem.wants):
        most = Model(problem).most_of(number) if problem.candidates else 0
        if most < want.total:
            found.append(Relaxation("quantity", want.total, most, number))
    return found
