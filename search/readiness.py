"""The facet "ready for supermarkets": several checks chosen mean one supply that passes all of them.

Values of a facet are alternatives, so each set of checks is a value of its own: a document holds all
sets that some supply of it passes whole, at most 63, and a choice of checks asks for one value.
"""

from collections.abc import Iterable, Mapping

from catalog.supply.readiness import Check

_BITS = {check.value: 1 << place for place, check in enumerate(Check)}


def value_of(checks: Iterable[str]) -> str:
    """The facet's value for these checks together."""
    return f"r{sum(_BITS[check] for check in frozenset(checks)):02}"


def values_of(supplies: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """What a document holds whose supplies pass these checks each."""
    found: set[int] = set()
    for checks in supplies:
        held = sum(_BITS[check] for check in frozenset(checks))
        part = held
        while part:
            found.add(part)
            part = (part - 1) & held
    return tuple(f"r{mask:02}" for mask in sorted(found))


def counts_of(counted: Mapping[str, int], chosen: Iterable[str]) -> dict[str, int]:
    """By check, how many would be found with it beside those chosen."""
    wanted = frozenset(chosen)
    return {check: counted.get(value_of(wanted | {check}), 0) for check in _BITS}
