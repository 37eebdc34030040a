"""Allocation problems of the size that a budget is for, by seed."""

import random

from search.matching.allocating.freight import Rate
from search.matching.allocating.problem import Candidate, Limits, Problem, Want

_RATES = (Rate(150_000, 600), Rate(300_000, 1_200), Rate(500_000, 2_600))


def make_problem(seed: int, candidates: int = 200) -> Problem:
    """A total or a rate over one to six months, limits of suppliers and provinces as buyers set them."""
    dice = random.Random(seed)
    months = range(dice.choice([1, 2, 3, 6]))
    is_total = dice.random() < 0.6
    amount = dice.choice([500, 2_000, 10_000, 40_000]) * 1000
    total = amount if is_total else amount * len(months)
    want = Want(
        line=0,
        months=dict.fromkeys(months, amount),
        is_total=is_total,
        total=total,
        most=total,
        orders=1 if is_total else len(months),
        slack=4_999,
    )
    return Problem(
        (want,),
        tuple(_candidate(dice, number, list(months)) for number in range(candidates)),
        Limits(dice.choice([None, 3, 5, 10]), dice.choice([None, 2, 4])),
    )


def _candidate(dice: random.Random, number: int, months: list[int]) -> Candidate:
    content = dice.choice([1000, 1000, 1000, 500, 5000])
    price = dice.randint(30, 90) * content
    minimum = dice.choice([1, 20, 100, 300])
    tiers = [(minimum, price), (minimum * 5, price * 95 // 100), (minimum * 20, price * 88 // 100)]
    return Candidate(
        want=0,
        supply=number,
        vendor=dice.randrange(150),
        province=dice.randrange(34),
        unit_atoms=content,
        grams=content,
        minimum=minimum,
        tiers=tuple(tiers[: dice.randint(1, 3)]),
        left={month: dice.randint(100, 6000) for month in months},
        rate=dice.choice(_RATES),
    )
