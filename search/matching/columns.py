"""Supplies and needs as columns of numbers: all that gate and score look at, and nothing else.

A *need* is one line of a demand together with what holds for the whole demand. Every column is an
integer array of numpy with one entry for each row, or several of one kind (Matrix). Days are
ordinals, money is whole đồng, sets of codes are bits. A row that is taken out is again columns, of
length one: gate and score do not know how many rows they are given.
"""

import dataclasses
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]

#: Calendar months that are looked ahead, the present one included.
MONTHS = 24
PROVINCES = 34
#: "nationwide" as kilometres, and "no further tier" as a quantity: beyond every real one.
NATIONWIDE = 100_000
NO_TIER = 2**40
#: More than any vendor delivers and any buyer wants; what is more counts as this.
MOST_UNITS = 10**8
#: A need's ``unit`` where its quantity is not known, and ``centre`` where there is none.
UNKNOWN = -1
#: Quantities of needs are in thousandths of their unit.
MILLI = 1000
#: A vendor without a record counts as one that kept four of five.
PRIOR_KEPT = 4
PRIOR_PROMISED = 5


#: Which rows are taken: neighbours cost nothing.
Rows = Ints | slice


def _rows_of(column: Ints, rows: Rows) -> Ints:
    return column[rows] if type(rows) is slice else column.take(rows)


def holds_any(column: NDArray[Any]) -> bool:
    """Quicker than ``any``."""
    return bool(np.count_nonzero(column))


@dataclass(frozen=True)
class Matrix:
    """Several columns of one kind, (k, n), of which only those looked at are gathered."""

    base: Ints
    rows: Rows = dataclasses.field(default_factory=lambda: slice(None))
    #: The one of which this is a part.
    root: "Matrix | None" = None

    def __len__(self) -> int:
        return len(self.base)

    def __iter__(self) -> Iterator[Ints]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, k: int) -> Ints:
        return _rows_of(self.base[k], self.rows)

    def whole(self) -> Ints:
        if isinstance(self.rows, slice):
            return self.base[:, self.rows]
        return self.base.take(self.rows, axis=1)

    @property
    def used(self) -> int:
        """So many of the columns hold anything, the rest nothing; of a part, those of the whole."""
        return self._used if self.root is None else self.root.used

    @functools.cached_property
    def _used(self) -> int:
        return int(np.flatnonzero(self.base.any(axis=1)).max(initial=-1)) + 1

    def first(self, most: int) -> "Matrix":
        return Matrix(self.base[:most], self.rows)

    def bits(self) -> Ints:
        """Bits that are set in any of the columns, for each row."""
        return np.bitwise_or.reduce(self.whole(), axis=0)

    def take(self, rows: Rows) -> "Matrix":
        if isinstance(self.rows, slice):
            whole = self.rows == slice(None)
            return Matrix(self.base if whole else self.base[:, self.rows], rows, self.root or self)
        return Matrix(self.base, self.rows[rows], self.root or self)


@dataclass(frozen=True)
class Terms:
    """A set of hashed tokens for each row: ``ids[offsets[i]:offsets[i + 1]]``, ascending."""

    offsets: Ints
    ids: Ints

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def of(self, row: int) -> Ints:
        return self.ids[self.offsets[row] : self.offsets[row + 1]]

    @functools.cached_property
    def sizes(self) -> Ints:
        return np.diff(self.offsets)

    def take(self, rows: Ints) -> "Terms":
        sizes = self.sizes[rows]
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        starts = np.repeat(self.offsets[rows] - offsets[:-1], sizes)
        return Terms(offsets, self.ids[starts + np.arange(offsets[-1])])

    def between(self, first: int, last: int) -> "Terms":
        """Rows that stand together: a view."""
        offsets = self.offsets[first : last + 1]
        return Terms(offsets - offsets[0], self.ids[offsets[0] : offsets[-1]])

    @functools.cached_property
    def _postings(self) -> tuple[Ints, Ints, Ints]:
        """(known ids, where the rows of each begin, rows)."""
        order = np.argsort(self.ids, kind="stable")
        rows = np.repeat(np.arange(len(self)), self.sizes)[order]
        known, begins = np.unique(self.ids[order], return_index=True)
        return known, np.append(begins, len(rows)), rows

    def count(self, ids: Ints) -> NDArray[np.uint16]:
        """How many of these ids, each once, stand in each row."""
        counts = np.zeros(len(self), dtype=np.uint16)
        known, begins, rows = self._postings
        if len(known):
            places = np.searchsorted(known, ids)
            places[places == len(known)] = 0
            for place in places[known[places] == ids]:
                counts[rows[begins[place] : begins[place + 1]]] += 1
        return counts


@dataclass(frozen=True)
class Supplies:
    """What can be delivered. ``left``, ``minimum`` and tiers are whole numbers of the own unit."""

    key: Ints
    #: One bit of the criteria sets B01 … (bit 0 …).
    group: Ints
    #: Where the product comes from: bit of the province, bits of the former provinces.
    province: Ints
    former: Ints
    #: One bit of the first five producer types, bits of the others (codes.py).
    form: Ints
    traits: Ints
    #: Runs of days on which a certificate is live, (k, n): star 0 where there is none.
    star: Matrix
    live_from: Matrix
    live_until: Matrix
    #: Bits of the standards held today; the last day of each, (code, n): 0 where it is not held.
    held: Ints
    held_until: Matrix
    #: Bits of the months in season; 0: all year.
    season: Ints
    #: Number of the unit; what one unit holds in grams, millilitres, pieces: 0 where not known.
    unit: Ints
    mass: Ints
    volume: Ints
    pieces: Ints
    minimum: Ints
    #: From so many units, so much for one: (k, n).
    tier_from: Matrix
    tier_price: Matrix
    #: Capacity less what is committed, (month, n), the present month first.
    left: Matrix
    lead_days: Ints
    #: Delivers so far; to the centre of each province it is so far: kilometres, (province, n).
    reach: Ints
    km: Matrix
    #: Of the deals agreed on, how many were kept.
    promised: Ints
    kept: Ints
    #: Tokens and pairs of its names.
    words: Terms

    def __len__(self) -> int:
        return len(self.key)

    @functools.cached_property
    def reliability(self) -> Ints:
        """Thousandths of the deals that are kept, by the record and the prior together."""
        return MILLI * (self.kept + PRIOR_KEPT) // (self.promised + PRIOR_PROMISED)

    def take(self, rows: Rows) -> "Supplies":
        """These rows, in this order, to be looked at as columns. The words stay behind."""
        return cast("Supplies", Part(self, rows, len(self.key[rows])))

    def one(self, row: int) -> "Supplies":
        """Columns of length one, whole."""
        return Supplies(**_single(self, row), words=self.words.between(row, row + 1))


@dataclass(frozen=True)
class Needs:
    """What is wanted. Where something is not said its column holds a value that all fulfil."""

    key: Ints
    demand: Ints
    #: Bits of criteria sets; 0: any.
    groups: Ints
    #: Required and preferred origin: provinces that count whole, former provinces; both 0: any.
    provinces: Ints
    former: Ints
    preferred_provinces: Ints
    preferred_former: Ints
    #: 0: any; a star is live on every day from ``start`` to ``certified_until``.
    min_star: Ints
    start: Ints
    end: Ints
    certified_until: Ints
    #: Bits of the calendar months of the window.
    season: Ints
    #: Clauses of alternatives as bits of standards, (k, n): 0 where there is none.
    required: Matrix
    preferred: Matrix
    #: Bits of the producer types: one of ``forms``, all of ``traits``.
    forms: Ints
    traits: Ints
    #: What is liked better of them: any one of the forms, each of the traits.
    preferred_forms: Ints
    preferred_traits: Ints
    #: Thousandths of ``unit``, (month, n): the most that is wanted in each month of the window.
    monthly: Matrix
    #: The total over the window, 0 where not known; the most of it; in so many orders.
    total: Ints
    most: Ints
    orders: Ints
    unit: Ints
    mass: Ints
    volume: Ints
    pieces: Ints
    #: Đồng for one ``price_unit``, 0: no ceiling; UNKNOWN unit: of whatever the supply counts.
    ceiling: Ints
    price_unit: Ints
    price_mass: Ints
    price_volume: Ints
    price_pieces: Ints
    #: Bits of the provinces of delivery; 1 where it goes abroad too.
    places: Ints
    abroad: Ints
    #: Number of the province from whose centre ``radius`` kilometres are counted; else UNKNOWN.
    centre: Ints
    radius: Ints
    #: Tokens and pairs of each keyword; row ``i`` has the phrases ``phrase_from[i]`` to the next.
    phrase_from: Ints
    phrases: Terms

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: Rows) -> "Needs":
        """These rows, in this order, to be looked at as columns. The phrases stay behind."""
        return cast("Needs", Part(self, rows, len(self.key[rows])))

    def one(self, row: int) -> "Needs":
        """Columns of length one, whole."""
        first, last = self.phrase_from[row : row + 2]
        one = Needs(
            **_single(self, row),
            phrase_from=np.array([0, last - first]),
            phrases=self.phrases.between(first, last),
        )
        rows = slice(row, row + 1)
        known = {"asked": self.asked[rows], "liked": self.liked[rows]}
        one.__dict__.update(known, stops=self.stops.take(rows))  # as cached_property keeps them
        return one

    # --- what follows from the columns, worked out once ---------------------------------------

    @functools.cached_property
    def asked(self) -> Ints:
        """Bits of the standards in any required clause."""
        return self.required.bits()

    @functools.cached_property
    def liked(self) -> Ints:
        """Bits of the standards in any preferred clause."""
        return self.preferred.bits()

    @functools.cached_property
    def stops(self) -> Matrix:
        """Numbers of the provinces of delivery; PROVINCES where there are fewer."""
        each = np.bitwise_count(self.places)
        stops = np.full((max(1, each.max(initial=0)), len(self)), PROVINCES, dtype=np.int64)
        found = np.zeros(len(self), dtype=np.int64)
        for province in range(PROVINCES):
            rows = np.flatnonzero(self.places >> province & 1)
            stops[found[rows], rows] = province
            found[rows] += 1
        return Matrix(stops)

    @functools.cached_property
    def phrase_owners(self) -> Ints:
        """The row of each phrase."""
        return np.repeat(np.arange(len(self)), np.diff(self.phrase_from))


_OF_ALL = {"words", "phrases", "phrase_from"}
#: Found once: dataclasses.fields is slow.
_NAMES: dict[type, list[str]] = {
    kind: [field.name for field in dataclasses.fields(kind) if field.name not in _OF_ALL]
    for kind in (Supplies, Needs)
}


def _single(columns: Supplies | Needs, row: int) -> dict[str, Any]:
    """One row of each column, a view."""
    one, whole = slice(row, row + 1), columns.__dict__
    return {
        name: whole[name][one] if type(whole[name]) is np.ndarray else whole[name].take(one)
        for name in _NAMES[type(columns)]
    }


class Part:
    """Some rows of columns, each column gathered when it is first looked at: most never are."""

    def __init__(self, base: Any, rows: Rows, size: int) -> None:
        self._base, self._rows, self._size = base, rows, size

    def __len__(self) -> int:
        return self._size

    def __getattr__(self, name: str) -> Any:
        column = getattr(self._base, name)
        if type(column) is np.ndarray:
            part: Any = _rows_of(column, self._rows)
        elif type(column) is Matrix:
            part = column.take(self._rows)
        else:
            raise AttributeError(f"{name} is asked of whole columns")
        self.__dict__[name] = part
        return part
