"""Provinces and communes of the demonstration's rows."""

from functools import cached_property

from marketplace.geography.models import Commune, Province
from marketplace.geography.resolver import resolve

from .rows import Row


class Places:
    """Looks up once what all rows need."""

    @cached_property
    def provinces(self) -> dict[str, Province]:
        return {province.slug: province for province in Province.objects.all()}

    @cached_property
    def _by_code(self) -> dict[str, Commune]:
        return {commune.code: commune for commune in Commune.objects.select_related("province")}

    @cached_property
    def _first_of(self) -> dict[int, Commune]:
        first: dict[int, Commune] = {}
        for code in sorted(self._by_code):
            commune = self._by_code[code]
            first.setdefault(commune.province_id, commune)
        return first

    def commune(self, row: Row) -> Commune | None:
        """Where the source's words lead to exactly one commune of today; never a guess."""
        codes = self._resolved(row)
        return self._by_code[codes[0]] if len(codes) == 1 else None

    def parcel_origin(self, row: Row) -> Commune:
        """From where an illustrative shop sends: within the province, even where that is a guess."""
        for code in self._resolved(row):
            return self._by_code[code]
        return self._first_of[self.provinces[row.province_slug].pk]

    def _resolved(self, row: Row) -> tuple[str, ...]:
        if not row.place:
            return ()
        province = self.provinces[row.province_slug]
        found = resolve(f"{row.place}, {row.former_province}", province=province)
        codes = (found.commune_code,) if found.commune_code else found.candidates
        return tuple(code for code in codes if self._by_code[code].province_id == province.pk)
