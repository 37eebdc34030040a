"""The answers of `match_demand` and `match_supply` to programs."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from .matching import match_needs, match_supplies
from .models import Demand
from .scoring import RULES_VERSION
from .telling import Told, in_language, names_of, tell_need, tell_supply, to_json

#: Near misses that are told; matches are all told.
_MOST_NEAR = 100


def answer_demand(demand: Demand, *, on: datetime.date) -> dict[str, Any]:
    """All supplies that fit, best first, and the best of those that nearly do."""
    matches: list[dict[str, Any]] = []
    near: list[dict[str, Any]] = []
    for found in match_needs(demand.pk, on=on):
        matches += _rows(partial(tell_need, found, found.verdict.matches))
        near += _rows(partial(tell_need, found, found.verdict.near_misses, most=_MOST_NEAR))
    return _answer(matches, near, on=on)


def answer_supply(supply: int, *, on: datetime.date) -> dict[str, Any]:
    """All lines of open demands that it fits, best first, and the best that it nearly does."""
    found = match_supplies(supply, on=on)
    if found is None:
        return _answer([], [], on=on)
    return _answer(
        _rows(partial(tell_supply, found, found.verdict.matches)),
        _rows(partial(tell_supply, found, found.verdict.near_misses, most=_MOST_NEAR)),
        on=on,
    )


def _rows(tell: Callable[[], Iterator[Told]]) -> list[dict[str, Any]]:
    vietnamese, english = in_language("vi", tell()), in_language("en", tell())
    names = names_of(vietnamese)
    return [to_json(vi, en, names) for vi, en in zip(vietnamese, english, strict=True)]


def _answer(
    matches: list[dict[str, Any]], near: list[dict[str, Any]], *, on: datetime.date
) -> dict[str, Any]:
    return {
        "rules": RULES_VERSION,
        "day": on.isoformat(),
        "matches": sorted(matches, key=_by_score),
        "near_misses": sorted(near, key=lambda one: (len(one["failed"]), *_by_score(one))),
    }


def _by_score(one: dict[str, Any]) -> tuple[int, int]:
    """Best first; lines of a demand in their order."""
    return -one["score"], one["line"]
