"""Where an address lies today, as people and decisions write it; never a guess.

The rules, with how often each matters, are in docs/geography.md.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from .address import COMMUNE_KINDS, DISTRICT_KINDS, HARD, NONE, PROVINCE_KINDS, Words, read
from .gazetteer import Gazetteer, Index, ProvinceName, Unit, gazetteer, sounds_of
from .models import Province
from .spelling import agrees

#: From this day on there are two levels, and the communes of today.
REFORM = datetime.date(2025, 7, 1)

Status = Literal["commune", "divided", "ambiguous", "district", "province", "unknown"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the words of an address say, as codes of today's and of the former list.

    - ``commune``: one commune of today; ``candidates`` holds it alone.
    - ``divided``: one former ward that went to several communes: all of them.
    - ``district``: a former district and no ward that we know there: all that it became.
    - ``ambiguous``: several readings, or one that somebody should confirm: all of them.
    - ``province``: nothing but a province.
    - ``unknown``: what is written is not known; the province is kept where it is.
    """

    status: Status
    province_code: str | None = None
    commune_code: str | None = None
    candidates: tuple[str, ...] = ()
    former_province_code: str | None = None
    former_district_code: str | None = None
    former_ward_code: str | None = None


def resolve(
    text: str, *, province: Province | None = None, written_on: datetime.date | None = None
) -> Resolution:
    """Read an address from its end: province, former district, commune or former ward.

    ``province`` holds where the text names none. ``written_on`` is the day of the paper: before
    the reform only former units can be meant, after it those of today come first; without it both
    readings count.
    """
    return _Reading(gazetteer(), read(text), written_on).resolution(
        province.code if province else ""
    )


def find_province(text: str) -> str | None:
    """Today's code of the province that the text names and nothing else, or None."""
    words = read(text)
    reading = _Reading(gazetteer(), words, None)
    named = reading.named_province
    if named is None or named.start > 0:
        return None
    return named.meaning.province


@dataclass(frozen=True, slots=True)
class _NamedProvince:
    meaning: ProvinceName
    start: int
    is_bounded: bool
    names_lost_district: bool = False


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where units are looked for. ``former``: the province of that name before the reform."""

    province: str = ""
    former: str = ""
    is_former_only: bool = False
    is_named: bool = False
    is_bounded: bool = True
    names_lost_district: bool = False


class _Match(NamedTuple):
    """Units whose name is the stretch up to an end; ``start`` is where its kind begins."""

    units: tuple[Unit, ...]
    start: int
    kind: str
    gap: int
    is_certain: bool


class _Reading:
    def __init__(self, units: Gazetteer, words: Words, written_on: datetime.date | None) -> None:
        self.units = units
        self.words = words
        self.written_on = written_on
        self.types_marks = False

    def resolution(self, context: str) -> Resolution:
        named = self.named_province
        whole = len(self.words.keys)
        if named is not None:
            meaning = named.meaning
            found = self._below(
                _Scope(
                    meaning.province,
                    meaning.former,
                    is_former_only=not meaning.is_current,
                    is_named=True,
                    is_bounded=named.is_bounded,
                    names_lost_district=named.names_lost_district,
                ),
                named.start,
            )
            if named.is_bounded or found.candidates:
                return found
        return self._below(_Scope(context), whole)

    # The province.

    @cached_property
    def named_province(self) -> _NamedProvince | None:
        for start, key in self.words.stretches(len(self.words.keys)):
            meaning = self.units.provinces.get(key)
            if meaning:
                return self._province_with_kind(meaning, start, key)
        return None

    def _province_with_kind(
        self, meaning: ProvinceName, start: int, key: str
    ) -> _NamedProvince | None:
        kind, kind_start = self.words.kind_before(start)
        bounded = bool(kind) or self.words.gaps[start] > NONE
        if kind and kind not in PROVINCE_KINDS:
            return None  # "phường Yên Bái", "thị xã Quảng Trị"
        if kind == "thanh pho" and not meaning.is_city:
            if any(unit.kind == kind for unit in self.units.districts.get(("", key), ())):
                return None  # "TP Thái Nguyên" is a former district
            return _NamedProvince(meaning, kind_start, bounded, names_lost_district=True)
        return _NamedProvince(meaning, kind_start, bounded)

    # What stands before it.

    def _below(self, scope: _Scope, end: int) -> Resolution:
        end = self._past_repeated_city(scope, end)
        self.types_marks = self.words.is_marked_before(end)
        if end == 0:
            return self._province_alone(scope)
        direct = self._communes_and_wards(scope, end)
        districts = list(self._districts(scope, end))
        found = (
            self._ward_in_district(scope, districts, direct)
            or self._single_unit(scope, districts, direct)
            or self._past_lost_district(scope, end)
            or Resolution("unknown", scope.province or None)
        )
        if found.former_province_code is None and scope.is_former_only:
            return replace(found, former_province_code=scope.former)
        return found

    def _province_alone(self, scope: _Scope) -> Resolution:
        status: Status = "province" if scope.is_named else "unknown"
        former = scope.former if scope.is_former_only else None
        return Resolution(status, scope.province or None, former_province_code=former)

    def _past_repeated_city(self, scope: _Scope, end: int) -> int:
        """Before "TP Huế, tỉnh Thừa Thiên Huế" the city says nothing more."""
        for start, key in self.words.stretches(end):
            meaning = self.units.provinces.get(key)
            if meaning and meaning.is_city and meaning.province == scope.province:
                kind, kind_start = self.words.kind_before(start)
                return kind_start if kind == "thanh pho" else end
        return end

    def _matches(
        self, index: Index, scope: str, end: int, kinds: frozenset[str]
    ) -> Iterator[_Match]:
        """Names that end here, longest first, whose kind (if one stands there) is one of these."""
        for start, key in self.words.stretches(end):
            units = index.get((scope, key))
            if not units:
                continue
            kind, kind_start = self.words.kind_before(start)
            if kind and kind not in kinds:
                continue
            chosen, is_certain = self._choose(units, start, end, kind)
            yield _Match(chosen, kind_start, kind, self.words.gaps[start], is_certain)

    def _choose(
        self, units: list[Unit], start: int, end: int, kind: str
    ) -> tuple[tuple[Unit, ...], bool]:
        """Those that the marks and the kind allow; not certain where they allow none."""
        typed = tuple(self.words.heard[start:end])
        agreeing = [unit for unit in units if agrees(typed, sounds_of(unit.name))]
        if not agreeing:
            return tuple(units), False
        chosen = [unit for unit in agreeing if unit.kind == kind] or agreeing
        if self.types_marks:
            chosen = [unit for unit in chosen if sounds_of(unit.name) == typed] or chosen
        return tuple(chosen), True

    def _districts(self, scope: _Scope, end: int) -> Iterator[_Match]:
        """Former districts that end here; those of the named province's former self first."""
        places = [f"former {scope.former}"] if scope.former else []
        if not scope.is_former_only:
            places.append(scope.province)
        for place in places:
            found = list(self._matches(self.units.districts, place, end, DISTRICT_KINDS))
            if any(match.is_certain for match in found):
                yield from (match for match in found if match.is_certain)
                return

    def _communes_and_wards(self, scope: _Scope, end: int) -> "_Direct":
        place = f"former {scope.former}" if scope.is_former_only else scope.province
        communes = self._matches(self.units.communes, scope.province, end, COMMUNE_KINDS)
        wards = self._matches(self.units.wards, place, end, COMMUNE_KINDS)
        return _Direct.of(
            [self._within_territory(match, scope) for match in communes if _stands_alone(match)],
            [match for match in wards if _stands_alone(match)],
        )

    def _within_territory(self, match: _Match, scope: _Scope) -> _Match:
        if not scope.is_former_only:
            return match
        territory = self.units.territory.get(scope.former, frozenset())
        return match._replace(units=tuple(u for u in match.units if u.code in territory))

    def _ward_in_district(
        self, scope: _Scope, districts: list[_Match], direct: "_Direct"
    ) -> Resolution | None:
        """A ward and its district, both named: the old reading, which explains most words."""
        for district in districts:
            if not district.kind and district.gap < HARD and direct.reaches_before(district.start):
                continue  # "phường 1 Bảo Lộc", "phường Xuân Hương - Đà Lạt"
            for match in self._wards_of(district):
                if scope.province or district.kind or match.kind:
                    return self._of_units(match.units, is_certain=True)
            found = self._commune_in_district(scope, district)
            if found:
                return found
        return None

    def _wards_of(self, district: _Match) -> list[_Match]:
        """At most one match: the longest name before the district that is a ward there."""
        found: list[_Match] = []
        for unit in district.units:
            place = f"district {unit.code}"
            matches = self._matches(self.units.wards, place, district.start, COMMUNE_KINDS)
            found += [match for match in matches if match.is_certain and _stands_alone(match)]
        return _joined(found)

    def _commune_in_district(self, scope: _Scope, district: _Match) -> Resolution | None:
        """A commune of today with the district where it lies: "phường Phan Thiết, TP Phan Thiết"."""
        communes = frozenset().union(*(unit.communes for unit in district.units))
        place = scope.province
        for match in self._matches(self.units.communes, place, district.start, COMMUNE_KINDS):
            inside = tuple(
                unit
                for unit in match.units
                if unit.code in communes and unit.kind == match.kind and match.is_certain
            )
            if inside:
                return self._of_units(inside, is_certain=True)
        return None

    def _single_unit(
        self, scope: _Scope, districts: list[_Match], direct: "_Direct"
    ) -> Resolution | None:
        """One name before the province: a commune, a former ward or a former district."""
        standing = [match for match in districts if _stands_alone(match)]
        for match in standing:
            if match.kind and not direct.reaches_before(match.start):
                return self._of_units(match.units, is_certain=True)
        if not scope.province and not direct.has_kind:
            return None
        current = self._usable(direct.communes)
        former = self._usable(direct.wards)
        if not direct.has_kind:
            former += [unit for match in standing for unit in match.units]
        readings = self._by_time(current, former, speaks_of_before=scope.is_former_only)
        if readings:
            return self._of_units(readings, is_certain=not scope.names_lost_district)
        doubtful = [unit for match in direct.matches for unit in match.units]
        return self._of_units(doubtful, is_certain=False) if doubtful else None

    def _usable(self, matches: list[_Match]) -> list[Unit]:
        """Units of which marks and kind are as written."""
        return [
            unit
            for match in matches
            for unit in match.units
            if match.is_certain and match.kind in ("", unit.kind)
        ]

    def _by_time(
        self, current: list[Unit], former: list[Unit], *, speaks_of_before: bool
    ) -> list[Unit]:
        """The readings that count; who names a province that is no more may mean units that are."""
        if self.written_on is None:
            return current + former
        if self.written_on < REFORM:
            return former
        return current + former if speaks_of_before else current or former

    def _past_lost_district(self, scope: _Scope, end: int) -> Resolution | None:
        """A district that ended before the last list: its ward's name only makes a proposal."""
        if not scope.province or not scope.is_bounded:
            return None
        for position in range(end - 1, 0, -1):
            kind, start = self.words.kind_before(position)
            if not kind:
                continue
            if kind not in DISTRICT_KINDS or start == 0:
                return None
            direct = self._communes_and_wards(scope, start)
            proposed = self._usable(direct.matches)
            return self._of_units(proposed, is_certain=False) if proposed else None
        return None

    # The answer.

    def _of_units(self, units: Iterable[Unit], *, is_certain: bool) -> Resolution | None:
        found = list({(unit.code, unit.district): unit for unit in units}.values())
        communes = sorted(frozenset().union(*(unit.communes for unit in found)))
        if not communes:
            return None
        provinces = {self.units.province_of[code] for code in communes}
        answer = Resolution(
            "ambiguous",
            provinces.pop() if len(provinces) == 1 else None,
            candidates=tuple(communes),
        )
        former = [unit for unit in found if unit.district]
        if len(found) == 1 and former:
            answer = _with_former(answer, former[0])
        if not is_certain:
            return answer
        if len(communes) == 1:
            return replace(answer, status="commune", commune_code=communes[0])
        if len(found) == 1:
            status: Status = "divided" if answer.former_ward_code else "district"
            return replace(answer, status=status)
        return answer


@dataclass(frozen=True, slots=True)
class _Direct:
    """Communes of today and former wards whose name stands right before the province."""

    communes: list[_Match]
    wards: list[_Match]

    @classmethod
    def of(cls, communes: list[_Match], wards: list[_Match]) -> "_Direct":
        """The longest stretch counts, read with its first word as a kind or as part of the name."""
        pool = communes + wards
        pool = [match for match in pool if match.is_certain] or pool
        first = min((match.start for match in pool), default=0)
        kept = [match for match in pool if match.start == first]
        return cls([m for m in kept if m in communes], [m for m in kept if m in wards])

    @property
    def matches(self) -> list[_Match]:
        return self.communes + self.wards

    @property
    def has_kind(self) -> bool:
        return any(match.kind for match in self.matches)

    def reaches_before(self, position: int) -> bool:
        return any(match.start < position and match.is_certain for match in self.matches)


def _stands_alone(match: _Match) -> bool:
    """Whether a name begins where a name may begin: after its kind or a boundary."""
    return bool(match.kind) or match.gap > NONE


def _joined(matches: list[_Match]) -> list[_Match]:
    """The matches that begin earliest, as one."""
    if not matches:
        return []
    first = min(match.start for match in matches)
    same = [match for match in matches if match.start == first]
    units = tuple(unit for match in same for unit in match.units)
    return [same[0]._replace(units=units)]


def _with_former(answer: Resolution, unit: Unit) -> Resolution:
    ward = unit.code if unit.code != unit.district else None
    return replace(
        answer,
        former_province_code=unit.former_province,
        former_district_code=unit.district,
        former_ward_code=ward,
    )
