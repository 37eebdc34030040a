"""Units that headings and addresses name, found by the geography's resolver."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from marketplace.geography.gazetteer import gazetteer
from marketplace.geography.models import Province
from marketplace.geography.resolver import find_province, resolve

from .parsing.titles import Unit


def find_unit(text: str) -> Unit | None:
    """The province, or former district, that a heading names; None where it could be several."""
    province = find_province(text)
    if province:
        return Unit("province", province)
    found = resolve(text)
    if found.province_code and (found.former_district_code or found.status == "district"):
        return Unit("district", found.province_code)
    return None


@dataclass(frozen=True)
class Place:
    """Where an address lies: the province, if the words tell it, and the commune, if they tell one.

    ``communes`` are all those that it can mean; empty where none is known.
    """

    province_code: str = ""
    commune_code: str = ""
    communes: frozenset[str] = frozenset()


class Places:
    """Addresses of one file, each distinct one resolved once."""

    def __init__(self) -> None:
        self._provinces = {province.code: province for province in Province.objects.all()}
        self._alone = lru_cache(maxsize=None)(self._stated)
        self._within = lru_cache(maxsize=None)(self._in_province)

    def province(self, code: str) -> Province | None:
        return self._provinces.get(code)

    def place(self, address: str, province_code: str, written_on: datetime.date) -> Place:
        """The place that an address states by itself, else the one that it states in a province."""
        alone = self._alone(address, written_on)
        if alone.province_code and (not province_code or alone.province_code != province_code):
            return alone
        return self._within(address, province_code, written_on) if province_code else alone

    def _stated(self, address: str, written_on: datetime.date) -> Place:
        found = resolve(address, written_on=written_on) if address else None
        if found is None or found.province_code is None:
            return Place()
        return Place(found.province_code, found.commune_code or "", frozenset(found.candidates))

    def _in_province(self, address: str, province_code: str, written_on: datetime.date) -> Place:
        province = self._provinces[province_code]
        found = resolve(address, province=province, written_on=written_on) if address else None
        if found is None:
            return Place(province_code)
        inside = [c for c in found.candidates if gazetteer().province_of.get(c) == province_code]
        commune = found.commune_code if found.commune_code in inside else ""
        return Place(province_code, commune or "", frozenset(inside))
