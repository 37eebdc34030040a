"""Distance from a place: the centres of communes and provinces, as the code list gives them.

Straight lines over the ground, to the centre of the commune that a supplier ships from; where that is
not known, to its province's. Engines are asked for the set of communes within reach, so that all of
them find the same.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from marketplace.caching import stamps
from marketplace.geography.models import Commune, FormerDistrict, Province, Succession
from marketplace.geography.names import bare_name
from marketplace.geography.resolver import find_province, resolve
from marketplace.kernel import text

#: Kilometres that a page offers.
REACHES = (30, 50, 100, 200, 400)
USUAL_REACH = 100
LONGEST_PLACE = 80
#: More readings of a name than anybody would look through.
_MOST_READINGS = 20
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Centre:
    """``code`` is a commune's, ``p`` with a province's (what documents are narrowed by), or ``d`` with
    that of a district of before July 2025: the middle of what it became.
    """

    code: str
    name_vi: str
    name_en: str
    latitude: float
    longitude: float

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi


@dataclass(frozen=True, slots=True)
class Near:
    """What was asked: ``centre`` is None where the words name no place, or several (``readings``)."""

    typed: str = ""
    km: int = USUAL_REACH
    centre: Centre | None = None
    readings: tuple[Centre, ...] = ()

    def __bool__(self) -> bool:
        return self.centre is not None


def read_near(typed: str, km: str) -> Near:
    """``typed`` is a name, of today or of before July 2025, or a commune's code; never a guess."""
    typed = " ".join(typed[:LONGEST_PLACE].split())
    reach = int(km) if km.isdecimal() and int(km) in REACHES else USUAL_REACH
    if not typed:
        return Near(km=reach)
    known = centres()
    if typed in known:
        return Near(known[typed].name, reach, known[typed])
    province = find_province(typed)
    if province and f"p{province}" in known:
        return Near(typed, reach, known[f"p{province}"])
    codes = resolve(typed).candidates or _named(stamps.reference()).get(bare_name(typed), ())
    found = [known[code] for code in codes if code in known]
    exact = [one for one in found if text.clean(typed).casefold() in one.name_vi.casefold()]
    found = exact or found
    if len(found) == 1:
        return Near(typed, reach, found[0])
    return Near(typed, reach, None, tuple(found[:_MOST_READINGS]))


def centres() -> Mapping[str, Centre]:
    """By code; held until reference data changes."""
    return _centres(stamps.reference())


@functools.lru_cache(maxsize=1)
def _centres(_version: int) -> Mapping[str, Centre]:
    found = {}
    provinces = {one.pk: one for one in Province.objects.all()}
    for one in provinces.values():
        code = f"p{one.code}"
        found[code] = Centre(code, one.name_vi, one.name_en, one.latitude, one.longitude)
    for place in Commune.objects.exclude(latitude=None).exclude(longitude=None):
        province = provinces[place.province_id]
        found[place.code] = Centre(
            place.code,
            f"{place.full_name}, {province.name_vi}",
            f"{place.full_name}, {province.name_en}",
            float(place.latitude or 0),
            float(place.longitude or 0),
        )
    return found | _former_districts(found, provinces)


def _former_districts(
    known: Mapping[str, Centre], provinces: Mapping[int, Province]
) -> dict[str, Centre]:
    """People go on saying Đà Lạt and Gò Công."""
    became: dict[tuple[str, str, int], list[Centre]] = defaultdict(list)
    for code, name, province, commune in (
        Succession.objects.order_by("district__code", "commune__code")
        .values_list(
            "district__code",
            "district__name_vi",
            "district__former_province__province",
            "commune__code",
        )
        .distinct()
    ):
        if commune in known:
            became[code, name, province].append(known[commune])
    return {
        f"d{code}": Centre(
            f"d{code}",
            f"{name}, {provinces[province].name_vi}",
            f"{name}, {provinces[province].name_en}",
            sum(one.latitude for one in several) / len(several),
            sum(one.longitude for one in several) / len(several),
        )
        for (code, name, province), several in became.items()
    }


@functools.lru_cache(maxsize=1)
def _named(_version: int) -> Mapping[str, tuple[str, ...]]:
    """Codes of communes by their bare folded name, wherever they lie; else of former districts."""
    found: dict[str, tuple[str, ...]] = {}
    for name, code in Commune.objects.order_by("code").values_list("folded_name", "code"):
        found[name] = (*found.get(name, ()), code)
    former: dict[str, tuple[str, ...]] = {}
    for name, code in FormerDistrict.objects.order_by("code").values_list("folded_name", "code"):
        former[name] = (*former.get(name, ()), f"d{code}")
    return former | found


@functools.lru_cache(maxsize=64)
def _within(code: str, km: int, version: int) -> frozenset[str]:
    known = _centres(version)
    here = known[code]
    return frozenset(
        one
        for one, centre in known.items()
        if not one.startswith("d") and distance(here, centre) <= km
    )


def within(near: Near) -> frozenset[str]:
    """Codes of all centres within reach; empty for no place."""
    if near.centre is None:
        return frozenset()
    return _within(near.centre.code, near.km, stamps.reference())


def distance(one: Centre, other: Centre) -> float:
    """Kilometres over the ground."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def centre_code(commune: str | None, province: str | None) -> str:
    """Of a supplier's places, the one that distances are measured to; empty where there is none."""
    if commune and commune in centres():
        return commune
    return f"p{province}" if province else ""
