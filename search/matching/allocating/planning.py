"""The cheapest plan of a problem, or which limit has to give."""

from .problem import Impossible, Plan, Problem, Relaxation
from .solving import Model


def plan(problem: Problem) -> Plan | Impossible:
    """Within the limits at the least cost; where there is none, each way out by itself."""
    found = Model(problem).cheapest() if problem.candidates else None
    return found or Impossible(tuple(_relaxations(problem)))


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
