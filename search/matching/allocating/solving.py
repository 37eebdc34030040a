"""The cheapest plan as a mixed-integer programme, with its bound.

A candidate has for each tier the units taken at its price (whole, within the tier) and whether that
tier is used; what it takes is spread over months. Vendors and provinces count once, however many of
their supplies are used.
"""

from collections.abc import Iterable

from .costs import SCALE, fixed_cost, tiers_within, unit_cost
from .problem import Candidate, Pick, Plan, Want, pick_of
from .programme import INFINITY
from .rounding import whole_units
from .sharing import Columns, Sharing


class Model(Sharing):
    """A problem as a programme; solved for cost, or for how far its limits would have to give."""

    # --- what is asked -------------------------------------------------------------------------

    def cheapest(self, *, seconds: float, known: Plan | None = None) -> Plan | None:
        """None where there is no plan within the limits, or none was found in that time; ``known`` is
        one to begin from."""
        self.meet()
        self.limit(self.vendors, self.problem.limits.suppliers)
        self.limit(self.provinces, self.problem.limits.provinces)
        found = self.programme.cheapest(seconds=seconds, start=self._beginning(known))
        if found is None:
            return None
        picks = tuple(self._picks(found.values))
        return Plan(picks, bound=min(_whole(found.bound * SCALE), sum(map(_cost, picks))))

    def fewest_suppliers(self) -> int | None:
        """As few as a plan takes within the limit of provinces."""
        self.meet()
        self.limit(self.provinces, self.problem.limits.provinces)
        return self._fewest(self.vendors)

    def fewest_provinces(self) -> int | None:
        """As few as a plan takes within the limit of suppliers."""
        self.meet()
        self.limit(self.vendors, self.problem.limits.suppliers)
        return self._fewest(self.provinces)

    def most_of(self, want: int) -> int:
        """Atoms of one want that can be had within the limits if the others are left out."""
        self.limit(self.vendors, self.problem.limits.suppliers)
        self.limit(self.provinces, self.problem.limits.provinces)
        self._at_most()
        terms = self.taken(want)
        found = self.programme.least({column: -value for column, value in terms.items()})
        if found is None:
            return 0
        return round(sum(found.values[column] * value for column, value in terms.items()))

    # --- how it is built -----------------------------------------------------------------------

    def candidate(self, candidate: Candidate, want: Want) -> Columns:
        programme = self.programme
        fixed = fixed_cost(candidate, want)
        columns = Columns([], [])
        for price, least, most in tiers_within(candidate, want):
            units = programme.column(most, unit_cost(candidate, price))
            used = programme.column(1.0, fixed)
            programme.row(-INFINITY, 0.0, {units: 1.0, used: -float(most)})
            if least > 1:
                programme.row(0.0, INFINITY, {units: 1.0, used: -float(least)})
            columns.in_all.append(units)
            columns.used.append(used)
        if len(columns.used) > 1:
            programme.row(-INFINITY, 1.0, dict.fromkeys(columns.used, 1.0))
        if columns.used:
            columns.usable = candidate.usable(want)
            if self.by_month(candidate, want):
                self._spread(columns)
        return columns

    def _spread(self, columns: Columns) -> None:
        """What is taken, month by month; nothing in any month of a supplier that is not used."""
        programme = self.programme
        months = {month: programme.column(units) for month, units in columns.usable.items()}
        every = dict.fromkeys(months.values(), 1.0)
        programme.row(0.0, 0.0, every | dict.fromkeys(columns.in_all, -1.0))
        for month, units in months.items():
            most = -float(columns.usable[month])
            programme.implied.append(
                (-INFINITY, 0.0, {units: 1.0} | dict.fromkeys(columns.used, most))
            )
        columns.months = months

    def _beginning(self, known: Plan | None) -> dict[int, float] | None:
        """A plan as columns; those that are not named are nothing."""
        if known is None:
            return None
        picks = {(pick.candidate.want, pick.candidate.supply): pick for pick in known.picks}
        found: dict[int, float] = {}
        for candidate, columns in self.pairs:
            pick = picks.get((candidate.want, candidate.supply))
            if pick is None:
                continue
            tiers = tiers_within(candidate, self.problem.wants[candidate.want])
            for tier, units, used in zip(tiers, columns.in_all, columns.used, strict=True):
                _price, least, most = tier
                if least <= pick.units <= most:
                    found |= {units: float(pick.units), used: 1.0}
            found |= {
                columns.months[month]: float(units)
                for month, units in pick.months.items()
                if columns.months
            }
            found |= dict.fromkeys(columns.markers, 1.0)
        return found

    def _at_most(self) -> None:
        for number, want in enumerate(self.problem.wants):
            if want.is_total:
                self.programme.row(0.0, want.total, self.taken(number))
                continue
            for month, atoms in want.months.items():
                self.programme.row(0.0, atoms, self.taken(number, month))

    def _fewest(self, markers: Iterable[int]) -> int | None:
        terms = dict.fromkeys(markers, 1.0)
        found = self.programme.least(terms)
        return None if found is None else round(sum(found.values[column] for column in terms))

    def _picks(self, values: list[float]) -> Iterable[Pick]:
        whole = whole_units(self.problem, [columns.taken(values) for columns in self.of])
        for candidate, months in zip(self.problem.candidates, whole, strict=True):
            if any(months.values()):
                yield pick_of(candidate, months, self.problem.wants[candidate.want])


def _cost(pick: Pick) -> int:
    return pick.goods + pick.freight


def _whole(bound: float) -> int:
    return int(bound // 1)
