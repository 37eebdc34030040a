"""Gate and score as one pure function over columns, asked with one row or with many.

The answer for a pair depends on the pair alone: not on the direction, the engine that recalled it
or what else was asked. Nothing here reads a database, a clock or a setting.
"""

import functools
from dataclasses import dataclass

import numpy as np

from .columns import Ints, Needs, Rows, Supplies
from .facts import Facts
from .gate import NEAR, STAGES, Bits, Gate, failed_bits
from .scoring import EXACT_BITS, FULL, points_of, values_of, worth_of

#: More than any worth: what one failed gate counts.
_FAILED = 1 << EXACT_BITS + 7
#: Pairs are gathered anew where at least one in so many has fallen.
_WORTH = 8


class Judged:
    """Pairs, best first: rows of the columns that were asked, scores and parts.

    ``failed`` is 0 for a match, else bits of Gate. ``values`` and ``points`` are (part, pair) in
    the order of scoring.PARTS; a pair's points add up to its ``score``.
    """

    def __init__(
        self, facts: Facts, failed: Bits, values: list[Ints], worth: Ints, order: Ints
    ) -> None:
        """All but ``order`` in any order; a column of values may have one entry for all."""
        self._facts, self._failed, self._order = facts, failed, order
        self._values, self._worth = values, worth

    def __len__(self) -> int:
        return len(self._order)

    @functools.cached_property
    def rows(self) -> Ints:
        return self._facts.rows.take(self._order)

    @functools.cached_property
    def failed(self) -> Ints:
        return self._failed.take(self._order).astype(np.int64)

    @functools.cached_property
    def score(self) -> Ints:
        return self._worth.take(self._order) >> EXACT_BITS

    @functools.cached_property
    def values(self) -> Ints:
        size = len(self._facts)
        return np.stack([np.broadcast_to(one, size).take(self._order) for one in self._values])

    @functools.cached_property
    def points(self) -> Ints:
        return np.stack(points_of(list(self.values)))

    @functools.cached_property
    def facts(self) -> Facts:
        return self._facts.take(self._order)

    def part(self, places: slice) -> "Judged":
        return Judged(self._facts, self._failed, self._values, self._worth, self._order[places])


@dataclass(frozen=True)
class Verdict:
    matches: Judged
    near_misses: Judged


def judge_supplies(need: Needs, supplies: Supplies, rows: Rows, *, near: bool = True) -> Verdict:
    """One need (columns of length one) against these rows of supplies."""

    def liken(those: Rows) -> Ints:
        return supplies_likeness(need, supplies, those)

    return _judge(Facts(supplies, need, rows, liken, is_of_one_need=True), near=near)


def judge_needs(supply: Supplies, needs: Needs, rows: Rows, *, near: bool = True) -> Verdict:
    """One supply (columns of length one) against these rows of needs."""

    def liken(those: Rows) -> Ints:
        return needs_likeness(supply, needs, those)

    return _judge(Facts(supply, needs, rows, liken, is_of_one_need=False), near=near)


def supplies_likeness(need: Needs, supplies: Supplies, rows: Rows) -> Ints:
    """Thousandths of the likest phrase's tokens and pairs that each supply's names have."""
    best = np.zeros(len(supplies.key[rows]), dtype=np.int64)
    if not len(need.phrases):
        return best + FULL
    for phrase in range(len(need.phrases)):
        ids = need.phrases.of(phrase)
        share = FULL * np.arange(len(ids) + 1) // max(len(ids), 1)
        best = np.maximum(best, share[supplies.words.count(ids)[rows]])
    return best


def needs_likeness(supply: Supplies, needs: Needs, rows: Rows) -> Ints:
    """The same, from the other side: few phrases share anything."""
    best = (np.diff(needs.phrase_from) == 0) * FULL
    shared = needs.phrases.count(supply.words.of(0))
    those = np.flatnonzero(shared)
    share = FULL * shared.take(those).astype(np.int64) // needs.phrases.sizes.take(those)
    np.maximum.at(best, needs.phrase_owners.take(those), share)
    return best[rows]


def _judge(facts: Facts, *, near: bool) -> Verdict:
    """Stage by stage, the cheap first: each leaves fewer pairs to the next."""
    may_fail = NEAR if near else 0
    failed = np.zeros(len(facts), dtype=np.uint16)
    for stage in STAGES:
        failed = failed | failed_bits(facts, stage)
        kept = np.flatnonzero(_may_pass(failed, may_fail))
        if (len(failed) - len(kept)) * _WORTH >= len(failed):
            facts, failed = facts.take(kept), failed.take(kept)
    kept = np.flatnonzero(_may_pass(failed, may_fail))
    if len(kept) < len(failed):
        facts, failed = facts.take(kept), failed.take(kept)
    return _ordered(facts, failed)


def _may_pass(failed: Bits, may_fail: int) -> np.ndarray:
    if not may_fail:
        return failed == 0
    return (failed & Gate.GOODS == 0) & (np.bitwise_count(failed) <= may_fail)


def _ordered(facts: Facts, failed: Bits) -> Verdict:
    """In the order: fewest failed gates, score, exact score, the older row."""
    values = values_of(facts)
    worth = np.broadcast_to(worth_of(values), len(facts))
    fits = len(failed) - np.count_nonzero(failed)
    rank = _FAILED - worth
    if fits < len(failed):
        rank += np.bitwise_count(failed) * np.int64(_FAILED)
    order = _order(rank, facts.keys)
    judged = Judged(facts, failed, values, worth, order)
    return Verdict(judged.part(slice(fits)), judged.part(slice(fits, None)))


def _order(rank: Ints, keys: Ints) -> Ints:
    """By rank, of equal rank by key: both packed into one number, which sorts fastest."""
    bits = len(rank).bit_length()
    by_key = np.argsort(keys)
    packed = rank.take(by_key) << bits | np.arange(len(rank))
    packed.sort()
    return by_key.take(packed & ((1 << bits) - 1))
