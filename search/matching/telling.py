"""What was found, as programs and pages show it: names, parts and reasons of the rows shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import translation

from catalog.supply.models import Supply

from .columns import Needs, Supplies
from .judging import Judged
from .matching import ForNeed, ForSupply
from .models import DemandLine
from .reasons import Failed, Pair, failed_of, part_label, reasons_of
from .scoring import FULL, PARTS


@dataclass(frozen=True)
class ToldPart:
    """``value`` in thousandths; ``points`` out of ``weight``."""

    name: str
    label: str
    value: int
    weight: int
    points: int
    reason: str


@dataclass(frozen=True)
class Told:
    """A judged pair in the active language."""

    line: int
    demand: int
    supply: int
    score: int
    parts: list[ToldPart]
    failed: list[Failed]

    @property
    def reasons(self) -> list[str]:
        return [part.reason for part in self.parts if part.reason]


def tell_need(found: ForNeed, judged: Judged, *, most: int | None = None) -> Iterator[Told]:
    """The best ``most`` of what was found for a need."""
    for place, row in enumerate(judged.rows[:most]):
        yield _told(found.supplies.one(int(row)), found.need, judged, place)


def tell_supply(found: ForSupply, judged: Judged, *, most: int | None = None) -> Iterator[Told]:
    for place, row in enumerate(judged.rows[:most]):
        yield _told(found.supply, found.needs.one(int(row)), judged, place)


def _told(supply: Supplies, need: Needs, judged: Judged, place: int) -> Told:
    pair = Pair.of(supply, need, judged.facts.take(np.array([place])))
    values = [int(value) for value in judged.values[:, place]]
    points = [int(value) for value in judged.points[:, place]]
    parts = [
        ToldPart(part.name, part_label(part.name), value, part.weight, got, reason)
        for part, value, got, reason in zip(
            PARTS, values, points, reasons_of(pair, values), strict=True
        )
    ]
    return Told(
        line=int(need.key[0]),
        demand=int(need.demand[0]),
        supply=int(supply.key[0]),
        score=int(judged.score[place]),
        parts=parts,
        failed=failed_of(pair, int(judged.failed[place])),
    )


@dataclass(frozen=True)
class Names:
    """Public ids by key."""

    supply: dict[int, tuple[str, str]]
    line: dict[int, tuple[str, int]]


def names_of(told: Iterable[Told]) -> Names:
    """Two queries."""
    every = list(told)
    supplies = Supply.objects.filter(pk__in={one.supply for one in every})
    lines = DemandLine.objects.filter(pk__in={one.line for one in every})
    return Names(
        supply={
            pk: (public_id, producer)
            for pk, public_id, producer in supplies.values_list(
                "pk", "public_id", "product__producer__public_id"
            )
        },
        line={
            pk: (demand, position)
            for pk, demand, position in lines.values_list("pk", "demand__public_id", "position")
        },
    )


def to_json(told: Told, english: Told, names: Names) -> dict[str, Any]:
    """One match or near miss; reasons in both languages. docs/matching.md has the schema."""
    supply, producer = names.supply[told.supply]
    demand, position = names.line[told.line]
    found: dict[str, Any] = {
        "supply": supply,
        "demand": demand,
        "line": position,
        "producer": producer,
        "score": told.score,
        "parts": [
            {
                "name": part.name,
                "value": part.value / FULL,
                "weight": part.weight,
                "points": part.points,
            }
            for part in told.parts
        ],
        "reasons": told.reasons,
        "reasons_en": english.reasons,
    }
    if told.failed:
        found["failed"] = [
            {
                "gate": vi.gate,
                "wanted": vi.wanted,
                "has": vi.has,
                "wanted_en": en.wanted,
                "has_en": en.has,
            }
            for vi, en in zip(told.failed, english.failed, strict=True)
        ]
    return found


def in_language(code: str, tell: Iterator[Told]) -> list[Told]:
    with translation.override(code):
        return list(tell)
