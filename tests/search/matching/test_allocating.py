"""The cheapest plan against trying everything, its promises, and what is said where there is none."""

import random
import subprocess
import sys
from dataclasses import replace

import pytest

from search.matching.allocating.freight import Rate
from search.matching.allocating.narrowing import bounds_of
from search.matching.allocating.planning import plan
from search.matching.allocating.problem import (
    Candidate,
    Impossible,
    Limits,
    Plan,
    Problem,
    Want,
)
from search.matching.allocating.solving import Model
from tests.database import ROOT
from tests.search.matching.enumeration import least_cost, least_costs_with
from tests.search.matching.sized import make_problem


def candidate(**values) -> Candidate:
    return Candidate(
        **{
            "want": 0,
            "supply": 1,
            "vendor": 1,
            "province": 1,
            "unit_atoms": 1000,
            "grams": 1000,
            "minimum": 1,
            "tiers": ((1, 40_000),),
            "left": {0: 10},
            "rate": Rate(0, 0),
            **values,
        }
    )


def want(units: int = 10, **values) -> Want:
    return Want(
        **{
            "line": 0,
            "months": {0: units * 1000},
            "is_total": True,
            "total": units * 1000,
            "most": units * 1000,
            "orders": 1,
            **values,
        }
    )


def instance(seed: int) -> Problem:
    """Small enough to try everything."""
    dice = random.Random(seed)
    months = range(dice.choice([1, 2]))
    lines = dice.choice([1, 1, 1, 2])
    size = 4 if lines == 1 and len(months) == 1 else 3 if lines == 1 else 2
    wants = []
    for line in range(lines):
        is_total = dice.random() < 0.6
        amount = dice.randint(2, 7) * 1000
        total = amount if is_total else amount * len(months)
        wants.append(
            Want(
                line=line,
                months=dict.fromkeys(months, amount),
                is_total=is_total,
                total=total,
                most=total + dice.choice([0, 0, 2000]),
                orders=1 if is_total else len(months),
                slack=999,
            )
        )
    candidates = []
    for line in range(lines):
        for number in range(size):
            price = dice.randint(10, 60) * 1000
            candidates.append(
                candidate(
                    want=line,
                    supply=number + (10 * line if dice.random() < 0.5 else 0),
                    vendor=dice.randint(1, 3),
                    province=dice.randint(1, 3),
                    unit_atoms=dice.choice([1000, 1000, 1000, 500, 1700]),
                    grams=dice.choice([500, 1000, 3000]),
                    minimum=dice.choice([1, 1, 2, 4]),
                    tiers=((1, price), (4, price * 8 // 10))[: dice.choice([1, 2])],
                    left={month: dice.randint(0, 4) for month in months},
                    rate=Rate(dice.choice([0, 20_000, 90_000]), dice.choice([600, 2600])),
                )
            )
    _share(candidates)
    limits = Limits(dice.choice([None, 1, 2]), dice.choice([None, 1, 2]))
    return Problem(tuple(wants), tuple(candidates), limits)


def _share(candidates: list[Candidate]) -> None:
    """A supply is of one vendor, in one province, and has one capacity."""
    first: dict[int, Candidate] = {}
    for place, one in enumerate(candidates):
        known = first.setdefault(one.supply, one)
        candidates[place] = replace(
            one, vendor=known.vendor, province=known.province, left=known.left
        )


def agrees(seed: int) -> bool:
    """Whether there was a plan."""
    problem = instance(seed)
    least, found = least_cost(problem), plan(problem)
    if least is None:
        assert isinstance(found, Impossible), seed
        for one in found.relaxations:
            eased = _eased(problem, one)
            if eased is not None:
                assert least_cost(eased) is not None, seed
                assert least_cost(_eased(problem, one, short=1)) is None, seed
        return False
    assert isinstance(found, Plan), seed
    assert found.total <= least * 1.001, seed
    assert least <= found.total, seed
    assert found.bound <= least, seed
    return True


def _eased(problem, one, short=0):
    """With that limit as it says, less ``short``; None for quantities."""
    if one.limit == "quantity":
        return None
    name = {"max_suppliers": "suppliers", "max_provinces": "provinces"}[one.limit]
    return replace(problem, limits=replace(problem.limits, **{name: one.needed - short}))


def test_plans_are_the_cheapest_on_60_random_problems():
    possible = sum(agrees(seed) for seed in range(60))

    assert 20 <= possible <= 58


def bounded(seed: int) -> int:
    """How many candidates had a bound that is above the cheapest plan."""
    problem = instance(seed)
    least, costs = least_cost(problem), least_costs_with(problem)
    bounds = bounds_of(problem)
    if bounds is None:
        assert least is None, seed
        return 0
    for bound, cost in zip(bounds, costs, strict=True):
        assert cost is None or bound * 1000 <= cost + 1, seed
    return 0 if least is None else sum(bound * 1000 > least for bound in bounds)


def test_no_plan_with_a_candidate_costs_less_than_its_bound():
    left_out = sum(bounded(seed) for seed in range(60))

    assert left_out >= 20


@pytest.mark.soak
def test_no_plan_with_a_candidate_costs_less_than_its_bound_on_1000_problems():
    assert sum(bounded(seed) for seed in range(1000)) >= 300


@pytest.mark.parametrize("seed", [0, 17, 33, 76])
def test_of_many_candidates_few_are_searched_and_the_best_is_found_all_the_same(seed):
    """What is found among all is no cheaper than the bound, nor its bound above what is found."""
    problem = make_problem(seed)

    found = plan(problem)
    among_all = Model(problem).cheapest(seconds=60)

    assert found.gap <= 0.001
    assert found.bound <= among_all.total
    assert among_all.bound <= found.total


@pytest.mark.soak
def test_plans_are_the_cheapest_on_1000_random_problems():
    possible = sum(agrees(seed) for seed in range(1000))

    assert 300 <= possible <= 950


def test_the_dearer_tier_is_left_where_more_is_taken_from_one():
    problem = Problem(
        (want(10),),
        (
            candidate(supply=1, vendor=1, tiers=((1, 40_000), (10, 30_000))),
            candidate(supply=2, vendor=2, tiers=((1, 35_000),), left={0: 10}),
        ),
    )

    found = plan(problem)

    assert [(pick.candidate.supply, pick.units, pick.price) for pick in found.picks] == [
        (1, 10, 30_000)
    ]
    assert (found.goods, found.freight, found.total) == (300_000, 0, 300_000)
    assert found.gap <= 0.001


def test_too_few_suppliers_are_told_with_how_many_it_takes():
    problem = Problem(
        (want(30),),
        tuple(candidate(supply=number, vendor=number) for number in range(4)),
        Limits(suppliers=2),
    )

    found = plan(problem)

    assert [(one.limit, one.given, one.needed) for one in found.relaxations] == [
        ("max_suppliers", 2, 3),
        ("quantity", 30_000, 20_000),
    ]


def test_where_all_of_it_is_too_little_only_the_quantity_is_named():
    found = plan(Problem((want(30),), (candidate(),), Limits(suppliers=2)))

    assert [(one.limit, one.needed) for one in found.relaxations] == [("quantity", 10_000)]


def test_without_a_candidate_nothing_can_be_had():
    found = plan(Problem((want(30),), ()))

    assert [(one.limit, one.needed) for one in found.relaxations] == [("quantity", 0)]


def test_a_process_that_allocates_prints_nothing_of_its_own():
    """What a command answers is one JSON document."""
    code = "from search.matching.allocating import programme; programme.Programme().cheapest()"

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
