"""Matching at the size of its budget, in process: one side, all against all, and allocation."""

import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from search.matching.allocating.planning import plan
from search.matching.allocating.problem import Plan
from search.matching.judging import judge_needs, judge_supplies
from search.matching.recall import InProcess
from tests.bench.rows import Row
from tests.search.matching.market import make_needs, make_supplies
from tests.search.matching.sized import make_problem

SUPPLIES = int(os.environ.get("BENCH_SUPPLIES", "100000"))
NEEDS = int(os.environ.get("BENCH_NEEDS", "10000"))
_ASKED = 500
_PROBLEMS = 60


def matching_rows() -> list[Row]:
    """Recall, gate and score in memory; a demand's page asks for near misses too."""
    supplies, needs = make_supplies(1, SUPPLIES), make_needs(2, NEEDS)
    recall = InProcess(supplies, needs)
    dice = np.random.default_rng(3)

    def of_need(row: int, *, near: bool = True) -> int:
        need = needs.one(row)
        verdict = judge_supplies(need, supplies, recall.supply_rows(need), near=near)
        return len(verdict.matches)

    def of_supply(row: int) -> int:
        supply = supplies.one(row)
        return len(judge_needs(supply, needs, recall.need_rows(supply), near=False).matches)

    of_need(0)
    of_supply(0)
    forward = _spent(partial(of_need, near=False), dice.integers(0, NEEDS, _ASKED))
    near = _spent(of_need, dice.integers(0, NEEDS, _ASKED))
    backward = _spent(of_supply, dice.integers(0, SUPPLIES, _ASKED))
    began = time.process_time()
    matches = sum(of_need(row, near=False) for row in range(NEEDS))
    everything = time.process_time() - began
    size = f"{SUPPLIES} × {NEEDS}"
    return [
        Row(f"matching {size}: a demand, p95", forward, "ms", 3),
        Row(f"matching {size}: with near misses, p95", near, "ms"),
        Row(f"matching {size}: a supply, p95", backward, "ms", 3),
        Row(f"matching {size}: all", everything, "s CPU", 60, f"{matches} matches"),
        *_allocation_rows(),
    ]


def _spent(ask: Callable[[int], int], rows: np.ndarray) -> float:
    """p95 of CPU, in milliseconds."""
    times = []
    for row in rows:
        began = time.process_time()
        ask(int(row))
        times.append((time.process_time() - began) * 1000)
    return float(np.percentile(times, 95))


def _allocation_rows() -> list[Row]:
    times, gaps = [], []
    for seed in range(_PROBLEMS):
        problem = make_problem(seed)
        began = time.process_time()
        found = plan(problem)
        times.append((time.process_time() - began) * 1000)
        if isinstance(found, Plan):
            gaps.append(100 * found.gap)
    return [
        Row("allocation, 200 candidates, p95", float(np.percentile(times, 95)), "ms CPU", 200),
        Row("allocation, largest gap", max(gaps), "%", 0.1, f"{len(gaps)} of {_PROBLEMS} possible"),
    ]
