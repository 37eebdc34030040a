"""What the candidates of a programme have in common: wants to be met, capacity, vendors, provinces."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .problem import Candidate, Problem, Want
from .programme import INFINITY, Programme


@dataclass
class Columns:
    """Where a candidate's variables are: its uses, its units in all and in each month.

    ``months`` is empty where it does not matter when something comes: ``usable`` is filled in order.
    """

    used: list[int]
    in_all: list[int]
    months: dict[int, int] = field(default_factory=dict)
    usable: dict[int, int] = field(default_factory=dict)
    #: What counts its vendor and its province, where that counts others too.
    markers: list[int] = field(default_factory=list)

    @property
    def units(self) -> list[int]:
        return list(self.months.values()) or self.in_all

    def in_month(self, month: int) -> list[int]:
        return [self.months[month]] if month in self.months else []

    def taken(self, values: list[float]) -> dict[int, float]:
        """Units of each month."""
        if self.months:
            return {month: values[column] for month, column in self.months.items()}
        rest, found = sum(values[column] for column in self.units), {}
        for month, most in self.usable.items():
            found[month] = min(rest, float(most))
            rest -= found[month]
        return found


class Sharing:
    """A programme under way; who inherits says what a candidate's own columns and rows are."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.programme = Programme()
        lines = Counter(candidate.supply for candidate in problem.candidates)
        self._shared = {supply for supply, count in lines.items() if count > 1}
        self.of = [self.candidate(one, problem.wants[one.want]) for one in problem.candidates]
        #: So many columns and rows are the candidates' own.
        self.own = len(self.programme.cost), len(self.programme.rows)
        self._share_capacity()
        self.vendors = self._counted("vendor", problem.limits.suppliers)
        self.provinces = self._counted("province", problem.limits.provinces)

    def candidate(self, candidate: Candidate, want: Want) -> Columns:
        raise NotImplementedError

    @property
    def pairs(self) -> Iterator[tuple[Candidate, Columns]]:
        return zip(self.problem.candidates, self.of, strict=True)

    def by_month(self, candidate: Candidate, want: Want) -> bool:
        """Whether it matters when something comes."""
        return not want.is_total or candidate.supply in self._shared

    def meet(self) -> None:
        for number, want in enumerate(self.problem.wants):
            if want.is_total:
                self.programme.row(want.total, want.most + want.slack, self.taken(number))
                continue
            for month, atoms in want.months.items():
                self.programme.row(atoms, want.room(month), self.taken(number, month))

    def taken(self, want: int, month: int | None = None) -> dict[int, float]:
        """Atoms that go to a want, in one month or in all."""
        return {
            column: float(candidate.unit_atoms)
            for candidate, columns in self.pairs
            if candidate.want == want
            for column in (columns.units if month is None else columns.in_month(month))
        }

    def limit(self, markers: Iterable[int], most: int | None) -> None:
        terms = dict.fromkeys(markers, 1.0)
        if most is not None and terms:
            self.programme.row(-INFINITY, most, terms)

    def _share_capacity(self) -> None:
        """A supply that serves two lines has its capacity once."""
        shared: dict[tuple[int, int], list[int]] = defaultdict(list)
        left: dict[tuple[int, int], int] = {}
        for candidate, columns in self.pairs:
            for month, column in columns.months.items():
                shared[candidate.supply, month].append(column)
                left[candidate.supply, month] = candidate.left[month]
        for place, columns_of in shared.items():
            if len(columns_of) > 1:
                self.programme.row(-INFINITY, left[place], dict.fromkeys(columns_of, 1.0))

    def _counted(self, what: str, most: int | None) -> list[int]:
        """Columns of which as many are 1 as vendors or provinces are used; none without a limit."""
        if most is None:
            return []
        of: dict[int, list[Columns]] = defaultdict(list)
        for candidate, columns in self.pairs:
            if columns.used:
                of[getattr(candidate, what)].append(columns)
        found = []
        for group in of.values():
            if len(group) == 1:
                found += group[0].used
                continue
            marker = self.programme.column(1.0)
            for columns in group:
                terms = dict.fromkeys(columns.used, 1.0) | {marker: -1.0}
                self.programme.row(-INFINITY, 0.0, terms)
                columns.markers.append(marker)
            found.append(marker)
        return found
