"""Gate and score against brute force: no constraint missed or broken, both directions the same."""

import dataclasses
import functools

import numpy as np
import pytest

from search.matching.columns import Needs, Supplies
from search.matching.gate import Gate
from search.matching.judging import Judged, judge_needs, judge_supplies
from search.matching.recall import InProcess
from search.matching.scoring import PARTS
from tests.search.matching import oracle
from tests.search.matching.market import make_needs, make_supplies

_NAMES = [part.name for part in PARTS]


@functools.cache
def _market(supplies: int, needs: int) -> tuple[Supplies, Needs]:
    return make_supplies(919, supplies), make_needs(26, needs)


def _told(found: Judged) -> dict[int, tuple[int, frozenset[str], dict[str, int]]]:
    """By row: score, gates failed, points."""
    return {
        int(row): (
            int(score),
            _gates(int(failed)),
            dict(zip(_NAMES, map(int, points), strict=True)),
        )
        for row, score, failed, points in zip(
            found.rows, found.score, found.failed, found.points.T, strict=True
        )
    }


def _gates(failed: int) -> frozenset[str]:
    return frozenset(str(gate.name) for gate in Gate if failed & gate)


def _expected(pairs: dict[int, oracle.Answer], *, fails: range):
    return {
        row: (answer.score, answer.failed, answer.points)
        for row, answer in pairs.items()
        if len(answer.failed) in fails and "GOODS" not in answer.failed
    }


def _agrees_for_needs(supplies: Supplies, needs: Needs, some: np.ndarray) -> int:
    recall, rows = InProcess(supplies, needs), oracle.plain(supplies)
    wanted = oracle.plain(needs)
    matches = 0
    for number in some:
        need = needs.one(number)
        answers = {
            row: oracle.judge(supply, wanted[number])
            for row, supply in enumerate(rows)
            if oracle.goods_in_common(supply, wanted[number])
        }
        verdict = judge_supplies(need, supplies, recall.supply_rows(need))
        assert _told(verdict.matches) == _expected(answers, fails=range(1))
        assert _told(verdict.near_misses) == _expected(answers, fails=range(1, 3))
        matches += len(verdict.matches)
    return matches


def _agrees_for_supplies(supplies: Supplies, needs: Needs, some: np.ndarray) -> int:
    recall, rows = InProcess(supplies, needs), oracle.plain(supplies)
    wanted = oracle.plain(needs)
    matches = 0
    for number in some:
        supply = supplies.one(number)
        answers = {
            row: oracle.judge(rows[number], need)
            for row, need in enumerate(wanted)
            if oracle.goods_in_common(rows[number], need)
        }
        verdict = judge_needs(supply, needs, recall.need_rows(supply))
        assert _told(verdict.matches) == _expected(answers, fails=range(1))
        assert _told(verdict.near_misses) == _expected(answers, fails=range(1, 3))
        matches += len(verdict.matches)
    return matches


def test_300_needs_against_all_supplies_are_judged_as_by_brute_force():
    supplies, needs = _market(1200, 800)

    matches = _agrees_for_needs(supplies, needs, np.arange(300))

    assert matches > 300


def test_300_supplies_against_all_needs_are_judged_as_by_brute_force():
    supplies, needs = _market(1200, 800)

    matches = _agrees_for_supplies(supplies, needs, np.arange(0, 1200, 4))

    assert matches > 300


def test_both_directions_find_the_same_pairs_with_the_same_scores():
    supplies, needs = _market(1200, 800)
    recall = InProcess(supplies, needs)
    forward, backward = {}, {}

    for number in range(len(needs)):
        need = needs.one(number)
        found = judge_supplies(need, supplies, recall.supply_rows(need), near=False).matches
        forward |= {(row, number): told for row, told in _told(found).items()}
    for number in range(len(supplies)):
        supply = supplies.one(number)
        found = judge_needs(supply, needs, recall.need_rows(supply), near=False).matches
        backward |= {(number, row): told for row, told in _told(found).items()}

    assert forward == backward
    assert len(forward) > 1000


def test_where_nobody_is_left_nothing_is_found():
    supplies, needs = _market(1200, 800)
    impossible = dataclasses.replace(needs, certified_until=needs.end * 2)

    for near in (True, False):
        for supply in (supplies.one(0), supplies.one(1199)):
            verdict = judge_needs(supply, impossible, slice(None), near=near)
            assert len(verdict.matches) == len(verdict.matches.rows) == 0
        for rows in (slice(0, 0), np.array([], dtype=np.int64)):
            assert len(judge_needs(supplies.one(0), needs, rows, near=near).near_misses) == 0
            assert len(judge_supplies(needs.one(0), supplies, rows, near=near).near_misses) == 0


@pytest.mark.soak
def test_everything_against_everything_is_judged_as_by_brute_force():
    supplies, needs = make_supplies(7, 6000), make_needs(8, 3000)

    assert _agrees_for_needs(supplies, needs, np.arange(len(needs)))
    assert _agrees_for_supplies(supplies, needs, np.arange(len(supplies)))
