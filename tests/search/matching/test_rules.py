"""What the score promises: parts add up, and nobody loses by offering more."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.supply.standards import ProducerType, Standard
from catalog.supply.units import Unit
from search.matching import codes
from search.matching.columns import Matrix
from search.matching.judging import judge_supplies
from search.matching.recall import InProcess
from search.matching.scoring import PARTS
from tests.search.matching.market import make_needs, make_supplies

_SUPPLIES, _NEEDS = make_supplies(5, 400), make_needs(6, 300)
_RECALL = InProcess(_SUPPLIES, _NEEDS)


def _scaled(matrix: Matrix, number: int, by: int) -> Matrix:
    return Matrix(matrix.whole() * number // by)


#: What a vendor may better, and how.
_BETTER = {
    "a lower price": lambda s: {"tier_price": _scaled(s.tier_price, 9, 10)},
    "more capacity": lambda s: {"left": _scaled(s.left, 2, 1)},
    "a nearer place": lambda s: {"km": _scaled(s.km, 1, 2)},
    "a longer reach": lambda s: {"reach": s.reach * 2},
    "a kept promise": lambda s: {"promised": s.promised + 1, "kept": s.kept + 1},
    "another standard": lambda s: {
        "held": s.held | 1 << codes.STANDARDS.index("halal"),
        "held_until": Matrix(
            np.maximum(
                s.held_until.whole(),
                np.array([[10**6 * (code == "halal")] for code in codes.STANDARDS]),
            )
        ),
    },
    "one more star": lambda s: {
        "star": Matrix(np.where(s.star.whole() > 0, np.minimum(s.star.whole() + 1, 5), 0))
    },
    "a longer certificate": lambda s: {"live_until": Matrix(s.live_until.whole() + 400)},
    "led by women, by the young, of a minority": lambda s: {"traits": s.traits | 0b111},
    "all year round": lambda s: {"season": s.season * 0},
    "a smaller first order": lambda s: {"minimum": np.maximum(s.minimum // 2, 1)},
}
#: A smaller order may be at a dearer tier, so that only the gate is promised.
_GATE_ONLY = {"a smaller first order", "more capacity"}


def _answer(supply, need):
    matches = judge_supplies(need, supply, slice(None), near=False).matches
    return int(matches.score[0]) if len(matches) else None


@pytest.mark.parametrize("better", _BETTER)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nobody_loses_by_offering_more(better, data):
    need = _NEEDS.one(data.draw(st.integers(0, len(_NEEDS) - 1)))
    rows = judge_supplies(need, _SUPPLIES, _RECALL.supply_rows(need), near=False).matches.rows
    if not len(rows):
        return
    supply = _SUPPLIES.one(int(data.draw(st.sampled_from(rows.tolist()))))
    before = _answer(supply, need)

    after = _answer(dataclasses.replace(supply, **_BETTER[better](supply)), need)

    assert after is not None
    assert after >= before or better in _GATE_ONLY


@settings(max_examples=80, deadline=None)
@given(row=st.integers(0, len(_NEEDS) - 1))
def test_parts_add_up_and_stay_within_their_weights(row):
    need = _NEEDS.one(row)
    verdict = judge_supplies(need, _SUPPLIES, _RECALL.supply_rows(need))

    for judged in (verdict.matches, verdict.near_misses):
        assert (judged.points.sum(axis=0) == judged.score).all()
        assert ((judged.values >= 0) & (judged.values <= 1000)).all()
        weights = np.array([[part.weight] for part in PARTS])
        assert ((judged.points >= 0) & (judged.points <= weights)).all()


@settings(max_examples=80, deadline=None)
@given(row=st.integers(0, len(_NEEDS) - 1))
def test_the_best_stand_first_and_those_that_fail_least_before_others(row):
    need = _NEEDS.one(row)
    verdict = judge_supplies(need, _SUPPLIES, _RECALL.supply_rows(need))

    assert (np.diff(verdict.matches.score) <= 0).all()
    fails = [bin(failed).count("1") for failed in verdict.near_misses.failed.tolist()]
    ranks = list(zip(fails, (-verdict.near_misses.score).tolist(), strict=True))
    assert ranks == sorted(ranks)


def test_weights_make_a_hundred():
    assert sum(part.weight for part in PARTS) == 100


def test_codes_fit_into_their_columns():
    assert len(codes.STANDARDS) < 63
    assert len(set(codes.STANDARDS)) == len(codes.STANDARDS)


def test_every_code_that_can_be_said_has_its_bit():
    assert set(codes.STANDARDS) == set(Standard.values)
    assert set(codes.UNITS) == set(Unit.values)
    assert set(codes.FORMS) | set(codes.TRAITS) == set(ProducerType.values)
