"""All units in memory, read once per process: what the resolver looks names up in.

Holds codes only, no database ids. ``forget`` (called when reference data is loaded) makes the
next look-up read again; a running server in another process keeps its units until it restarts.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .models import Commune, FormerDistrict, FormerProvince, FormerWard, Province, Succession
from .names import look_up_key, look_up_keys, split_kind
from .spelling import Sound, sounds

#: Other names of provinces, as look-up keys: abbreviations, older spellings, English.
_PROVINCE_ALIASES = {
    "hcm": "79",
    "hcmc": "79",
    "tphcm": "79",
    "ho chi minh city": "79",
    "sai gon": "79",
    "hn": "01",
    "hanoi": "01",
    "danang": "48",
    "haiphong": "31",
    "daklak": "66",
    "dac lac": "66",
}
_FORMER_ALIASES = {
    "br vt": "77",
    "brvt": "77",
    "tt hue": "46",
    "t t hue": "46",
    "thua thien": "46",
    "thua thien hue": "46",
    "bac can": "06",
    "dac nong": "67",
    "daknong": "67",
    "kontum": "62",
}
#: Older spellings of other units.
_OLDER_SPELLINGS = {"buon ma thuot": "buon me thuot"}


class Unit(NamedTuple):
    """A commune of today, a former ward or a former district.

    ``province`` is today's province. ``communes`` is what it is now: itself, its successors, all
    successors of its wards.
    """

    code: str
    kind: str
    name: str
    province: str
    communes: frozenset[str]
    district: str = ""
    former_province: str = ""


@dataclass(frozen=True, slots=True)
class ProvinceName:
    """What a province's name can mean: today's province, and the former one of that name."""

    province: str
    former: str = ""
    is_current: bool = False
    is_city: bool = False


Index = dict[tuple[str, str], list[Unit]]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Indexes by (scope, look-up key); scope "" is the whole country."""

    provinces: dict[str, ProvinceName] = field(default_factory=dict)
    communes: Index = field(default_factory=lambda: defaultdict(list))
    districts: Index = field(default_factory=lambda: defaultdict(list))
    wards: Index = field(default_factory=lambda: defaultdict(list))
    #: former province code → the communes that its wards became
    territory: dict[str, frozenset[str]] = field(default_factory=dict)
    #: commune code → today's province code
    province_of: dict[str, str] = field(default_factory=dict)


_lock = threading.Lock()
_held: list[Gazetteer] = []


def gazetteer() -> Gazetteer:
    """The units of this process: six queries the first time, none afterwards."""
    try:
        return _held[0]
    except IndexError:
        pass
    with _lock:
        if _held:
            return _held[0]
        read = _read()
        if read.province_of:  # an empty database is not worth remembering
            _held.append(read)
        return read


def forget() -> None:
    """Drop what this process holds, so that the next look-up reads the database again."""
    with _lock:
        _held.clear()


@lru_cache(maxsize=32768)
def sounds_of(name: str) -> tuple[Sound, ...]:
    """The accented words of a unit's name, without its kind."""
    return sounds(name)


def _read() -> Gazetteer:
    found = Gazetteer()
    _read_provinces(found)
    province_of_former = dict(FormerProvince.objects.values_list("code", "province__code"))
    for code, kind, name, folded, province in Commune.objects.values_list(
        "code", "kind", "name_vi", "folded_name", "province__code"
    ):
        found.province_of[code] = province
        unit = Unit(code, kind.replace("-", " "), name, province, frozenset((code,)))
        _index(found.communes, unit, folded, ("", province))
    successors, of_district = _successors()
    districts = {
        code: (name, folded, former)
        for code, name, folded, former in FormerDistrict.objects.values_list(
            "code", "name_vi", "folded_name", "former_province__code"
        )
    }
    _read_districts(found, districts, of_district, province_of_former)
    _read_wards(found, districts, successors, province_of_former)
    return found


def _read_provinces(found: Gazetteer) -> None:
    current = list(Province.objects.values_list("code", "name_vi", "name_en", "kind"))
    former = FormerProvince.objects.values_list("code", "name_vi", "province__code")
    cities = {code for code, _name, _english, kind in current if kind == Province.Kind.CITY}
    former_rows = {code: (name, now) for code, name, now in former}
    for code, (name, now) in former_rows.items():
        meaning = ProvinceName(now, former=code)
        for key in look_up_keys(split_kind(name)[1]):
            found.provinces[key] = meaning
    for alias, code in _FORMER_ALIASES.items():
        if code in former_rows:
            found.provinces[alias] = ProvinceName(former_rows[code][1], former=code)
    for code, name, english, _kind in current:
        keys = [*look_up_keys(split_kind(name)[1]), *look_up_keys(english)]
        keys += [alias for alias, meant in _PROVINCE_ALIASES.items() if meant == code]
        before = found.provinces.get(keys[0])
        former_code = before.former if before and before.province == code else ""
        meaning = ProvinceName(code, former_code, is_current=True, is_city=code in cities)
        found.provinces.update(dict.fromkeys(keys, meaning))


def _successors() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Ward code → communes, district code → communes."""
    of_ward: dict[str, set[str]] = defaultdict(set)
    of_district: dict[str, set[str]] = defaultdict(set)
    for district, ward, commune in Succession.objects.values_list(
        "district__code", "ward__code", "commune__code"
    ):
        of_district[district].add(commune)
        if ward:
            of_ward[ward].add(commune)
    return of_ward, of_district


def _read_districts(
    found: Gazetteer,
    districts: dict[str, tuple[str, str, str]],
    of_district: dict[str, set[str]],
    province_of_former: dict[str, str],
) -> None:
    territory: dict[str, set[str]] = defaultdict(set)
    for code, (name, folded, former) in districts.items():
        kind, bare = _split_printed(name)
        communes = frozenset(of_district[code])
        territory[former] |= communes
        province = province_of_former[former]
        unit = Unit(code, kind, bare, province, communes, code, former)
        _index(found.districts, unit, folded, ("", province, f"former {former}"))
    found.territory.update({former: frozenset(communes) for former, communes in territory.items()})


def _read_wards(
    found: Gazetteer,
    districts: dict[str, tuple[str, str, str]],
    successors: dict[str, set[str]],
    province_of_former: dict[str, str],
) -> None:
    for code, name, folded, district in FormerWard.objects.values_list(
        "code", "name_vi", "folded_name", "district__code"
    ):
        former = districts[district][2]
        province = province_of_former[former]
        kind, bare = _split_printed(name)
        communes = frozenset(successors[code])
        unit = Unit(code, kind, bare, province, communes, district, former)
        scopes = ("", province, f"former {former}", f"district {district}")
        _index(found.wards, unit, folded, scopes)


#: How the former lists print kinds; folding ten thousand names would take most of the loading.
_PRINTED = {"xã": "xa", "phường": "phuong", "huyện": "huyen", "quận": "quan"}
_PRINTED_PAIRS = {"thị trấn": "thi tran", "thị xã": "thi xa", "thành phố": "thanh pho"}


def _split_printed(name: str) -> tuple[str, str]:
    """A printed name → (kind, name without it)."""
    first, _space, rest = name.partition(" ")
    kind = _PRINTED.get(first.lower())
    if kind:
        return kind, rest
    second, _space, rest = rest.partition(" ")
    return _PRINTED_PAIRS[f"{first} {second}".lower()], rest


def _index(index: Index, unit: Unit, folded: str, scopes: Iterable[str]) -> None:
    keys = {look_up_key(folded)}
    if "'" in unit.name:
        keys.update(look_up_keys(unit.name))
    keys |= {other for alias, other in _OLDER_SPELLINGS.items() if alias in keys}
    for key in keys:
        for scope in scopes:
            index[scope, key].append(unit)
