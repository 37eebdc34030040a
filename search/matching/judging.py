"""Gate and score as one pure function over columns, asked with one row or with many.

The answer for a pair depends on the pair alone: not on the direction, the engine that recalled it
or what else was asked. Nothing here reads a database, a clock or a setting.
"""

import dataclasses
from dataclasses import dataclass
from typing import cast

import numpy as np

from .columns import Ints, Needs, Part, Rows, Supplies
from .facts import Papers, Trade, papers_of, trade_of
from .gate import NEAR, Gate, failed_papers, failed_trade
from .scoring import FULL, exact_of, points_of, values_of

#: A score has this many points; exact scores are below this many thousandths of points.
_HUNDRED = 128
_EXACT = 2**20


@dataclass(frozen=True)
class Judged:
    """Pairs, best first: rows of the columns that were asked, scores and parts.

    ``failed`` is 0 for a match, else bits of Gate. ``values`` and ``points`` are (part, pair) in
    the order of scoring.PARTS; a pair's points add up to its ``score``.
    """

    rows: Ints
    failed: Ints
    score: Ints
    values: Ints
    points: Ints
    papers: Papers
    trade: Trade

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, places: Ints) -> "Judged":
        return Judged(
            rows=self.rows[places],
            failed=self.failed[places],
            score=self.score[places],
            values=self.values[:, places],
            points=self.points[:, places],
            papers=cast("Papers", Part(self.papers, places, len(places))),
            trade=cast("Trade", Part(self.trade, places, len(places))),
        )


@dataclass(frozen=True)
class Verdict:
    matches: Judged
    near_misses: Judged


def judge_supplies(need: Needs, supplies: Supplies, rows: Rows, *, near: bool = True) -> Verdict:
    """One need (columns of length one) against these rows of supplies."""
    likeness = supplies_likeness(need, supplies, rows)
    return _judge(supplies.take(rows), need, likeness, _numbers(rows, len(supplies)), near=near)


def judge_needs(supply: Supplies, needs: Needs, rows: Rows, *, near: bool = True) -> Verdict:
    """One supply (columns of length one) against these rows of needs."""
    likeness = needs_likeness(supply, needs)[rows]
    return _judge(supply, needs.take(rows), likeness, _numbers(rows, len(needs)), near=near)


def _numbers(rows: Rows, size: int) -> Ints:
    return np.arange(size)[rows] if isinstance(rows, slice) else rows


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


def needs_likeness(supply: Supplies, needs: Needs) -> Ints:
    """The same, from the other side."""
    shared = needs.phrases.count(supply.words.of(0)).astype(np.int64)
    each = FULL * shared // np.maximum(needs.phrases.sizes, 1)
    begins, ends = needs.phrase_from[:-1], needs.phrase_from[1:]
    best = np.full(len(needs), FULL, dtype=np.int64)
    some = begins < ends
    if some.any():
        best[some] = np.maximum.reduceat(each, begins[some])
    return best


def _judge(s: Supplies, n: Needs, likeness: Ints, numbers: Ints, *, near: bool) -> Verdict:
    """The papers first: they leave few pairs whose amounts and prices are looked at."""
    papers = papers_of(s, n)
    failed = failed_papers(s, n, likeness, papers)
    may_fail = NEAR if near else 0
    kept = np.flatnonzero((failed & Gate.GOODS == 0) & (np.bitwise_count(failed) <= may_fail))
    pairs = _Pairs(s, n, likeness, numbers, failed).take(kept)
    papers = cast("Papers", Part(papers, kept, len(kept)))
    trade = trade_of(pairs.s, pairs.n)
    failed = pairs.failed | failed_trade(pairs.s, pairs.n, trade)
    pairs = dataclasses.replace(pairs, failed=failed)
    fails = np.bitwise_count(failed)
    return _split(_scored(pairs, papers, trade, np.flatnonzero(fails <= may_fail)))


def _split(judged: Judged) -> Verdict:
    """Matches come first: they fail nothing."""
    matches = np.arange(int((judged.failed == 0).sum()))
    return Verdict(judged.take(matches), judged.take(np.arange(len(matches), len(judged))))


@dataclass(frozen=True)
class _Pairs:
    """Both sides and what is known of each pair."""

    s: Supplies
    n: Needs
    likeness: Ints
    numbers: Ints
    failed: Ints

    def take(self, rows: Ints) -> "_Pairs":
        return _Pairs(
            self.s.take(rows) if len(self.s) == len(self.numbers) else self.s,
            self.n.take(rows) if len(self.n) == len(self.numbers) else self.n,
            self.likeness[rows],
            self.numbers[rows],
            self.failed[rows],
        )


def _scored(every: _Pairs, papers: Papers, trade: Trade, rows: Ints) -> Judged:
    """In the order: fewest failed gates, score, exact score, the older row."""
    pairs = every.take(rows)
    some_papers = cast("Papers", Part(papers, rows, len(rows)))
    some_trade = cast("Trade", Part(trade, rows, len(rows)))
    values = values_of(pairs.s, pairs.n, pairs.likeness, some_papers, some_trade)
    points = points_of(values)
    score = points.sum(axis=0)
    is_one_need = len(every.n) == 1
    keys = pairs.s.key if is_one_need else pairs.n.key
    fails = np.bitwise_count(pairs.failed).astype(np.int64)
    rank = (fails * _HUNDRED + _HUNDRED - score) * _EXACT
    order = np.lexsort((np.broadcast_to(keys, score.shape), rank - exact_of(values)))
    ranked = rows[order]
    return Judged(
        rows=pairs.numbers[order],
        failed=pairs.failed[order],
        score=score[order],
        values=values[:, order],
        points=points[:, order],
        papers=cast("Papers", Part(papers, ranked, len(ranked))),
        trade=cast("Trade", Part(trade, ranked, len(ranked))),
    )
