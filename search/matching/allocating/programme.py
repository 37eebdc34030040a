"""A mixed-integer programme as its columns and rows are added, and what HiGHS finds for it.

The only module that imports the solver.
"""

import os
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

#: The budget is a gap of 0.1 %.
GAP = 0.0008
#: That a search may take.
SECONDS = 10.0
#: Up to so many units each one counts.
_FEW = 50
#: Of whole numbers the next is one away.
_LESS_THAN_ONE = 0.999
INFINITY = highspy.kHighsInf


def _take_its_greeting() -> None:
    """The first solver of a process prints its name and licence before any option can forbid it: not
    into what a command answers.
    """
    shown, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()
    finally:
        os.dup2(shown, 1)
        os.close(shown)
        os.close(nowhere)


_take_its_greeting()


@dataclass
class Programme:
    """Columns and rows as they are added."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)
    #: Rows that follow from the others for whole numbers: bounds are nearer with them, searches slower.
    implied: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def column(self, upper: float, cost: float = 0.0) -> int:
        """Many units may be parts of a unit: rounding.py makes them whole, which costs next to nothing."""
        self.whole.append(upper <= _FEW)
        self.lower.append(0.0)
        self.upper.append(upper)
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, terms: dict[int, float]) -> None:
        self.rows.append((lower, upper, terms))

    def worth(self) -> list[float] | None:
        """By row what one more than its bound would cost, with parts of everything; None where even
        so there is no solution."""
        solver = highspy.Highs()
        for name, value in (*_QUIET, ("presolve", "off")):
            solver.setOptionValue(name, value)
        model = self._model(self.cost, self.rows)
        model.integrality_ = []
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return list(solver.getSolution().row_dual)

    def cheapest(
        self, *, seconds: float = SECONDS, start: dict[int, float] | None = None
    ) -> "Solution | None":
        """None where there is no solution, or none was found in that time; ``start`` is one, its
        columns that are not nothing."""
        model = self._model(self.cost, self.rows + self.implied)
        return _searched(model, ("mip_abs_gap", 0.0), ("time_limit", seconds), start=start)

    def least(self, objective: dict[int, float]) -> "Solution | None":
        """Where vendors, provinces or atoms are counted instead of what they cost."""
        costs = [0.0] * len(self.cost)
        for column, cost in objective.items():
            costs[column] = cost
        model = self._model(costs, self.rows)
        return _searched(model, ("mip_abs_gap", _LESS_THAN_ONE), ("time_limit", SECONDS))

    def _model(
        self, costs: list[float], rows: list[tuple[float, float, dict[int, float]]]
    ) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(costs), len(rows)
        model.col_cost_ = np.array(costs)
        model.col_lower_, model.col_upper_ = np.array(self.lower), np.array(self.upper)
        model.row_lower_ = np.array([row[0] for row in rows])
        model.row_upper_ = np.array([row[1] for row in rows])
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [kinds[is_whole] for is_whole in self.whole]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0] + [len(row[2]) for row in rows])
        matrix.index_ = np.array([column for row in rows for column in row[2]])
        matrix.value_ = np.array([value for row in rows for value in row[2].values()])
        return model


@dataclass(frozen=True)
class Solution:
    values: list[float]
    cost: float
    bound: float


_QUIET: tuple[tuple[str, Any], ...] = (("output_flag", False), ("threads", 1), ("random_seed", 0))
_SEARCH: tuple[tuple[str, Any], ...] = (
    ("mip_rel_gap", GAP),
    # Problems are small: these cost more than they save.
    ("presolve", "off"),
    ("mip_heuristic_run_root_reduced_cost", False),
    ("mip_detect_symmetry", False),
    ("mip_allow_restart", False),
    ("mip_heuristic_run_rins", False),
    ("mip_heuristic_run_rens", False),
    ("mip_pscost_minreliable", 1),
)


def _searched(
    model: highspy.HighsLp, *options: tuple[str, Any], start: dict[int, float] | None = None
) -> Solution | None:
    solver = highspy.Highs()
    for name, value in (*_QUIET, *_SEARCH, *options):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = [start.get(column, 0.0) for column in range(model.num_col_)]
        solver.setSolution(known)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = list(solver.getSolution().col_value)
    return Solution(values, info.objective_function_value, info.mip_dual_bound)
