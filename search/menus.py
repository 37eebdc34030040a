"""The words of facets: places, kinds, bands of price. Held until reference data changes."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.catalogue.models import StandardHeld
from catalog.catalogue.selectors import Branch, category_tree
from catalog.supply.readiness import Check
from marketplace.accounts.models import Organisation
from marketplace.caching import stamps
from marketplace.geography.models import FormerProvince, Province

from .products import BANDS

STARS = ("5", "4", "3")


@dataclass(frozen=True, slots=True)
class Place:
    """``code`` is a slug."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RegionMenu:
    code: str
    name: str
    provinces: tuple[Place, ...]


def regions() -> tuple[RegionMenu, ...]:
    """The regions from north to south with their provinces, in the page's language."""
    return _regions(get_language() == "en", stamps.reference())


@functools.lru_cache(maxsize=2)
def _regions(in_english: bool, _version: int) -> tuple[RegionMenu, ...]:
    found: dict[str, tuple[str, list[Place]]] = {}
    rows = Province.objects.order_by("region__position", "name_vi").select_related("region")
    for province in rows:
        region = province.region
        name = region.name_en if in_english else region.name_vi
        found.setdefault(region.slug, (name, []))[1].append(
            Place(province.slug, province.name_en if in_english else province.name_vi)
        )
    return tuple(RegionMenu(code, name, tuple(places)) for code, (name, places) in found.items())


def former_provinces() -> tuple[tuple[str, str], ...]:
    """(name before July 2025, slug of the province of today)."""
    return _former_provinces(stamps.reference())


@functools.lru_cache(maxsize=1)
def _former_provinces(_version: int) -> tuple[tuple[str, str], ...]:
    rows = FormerProvince.objects.order_by("code").select_related("province")
    return tuple((former.name_vi, former.province.slug) for former in rows)


def label(parameter: str, value: str) -> str:
    """What a value is called."""
    if parameter in {"province", "region"}:
        return _place_names(get_language() == "en", stamps.reference())[value]
    if parameter == "category":
        return str(category_tree()[value].name)
    return _words(parameter)[value]


@functools.lru_cache(maxsize=2)
def _place_names(in_english: bool, version: int) -> Mapping[str, str]:
    of_regions = {region.code: region.name for region in _regions(in_english, version)}
    return of_regions | {p.code: p.name for r in _regions(in_english, version) for p in r.provinces}


def _words(parameter: str) -> Mapping[str, str]:
    """Labels of a facet with few values, in the order in which they stand, in the page's language."""
    return _few(parameter, get_language() or "")


@functools.lru_cache(maxsize=32)
def _few(parameter: str, _language: str) -> Mapping[str, str]:
    if parameter == "star":
        return {star: _("%(star)s OCOP stars") % {"star": star} for star in STARS}
    if parameter == "price":
        return {code: _band(low, high) for code, low, high in BANDS}
    if parameter == "form":
        return {form.value: capfirst(str(form.label)) for form in Organisation.LegalForm}
    if parameter == "standard":
        codes = StandardHeld.Code
        return {code.value: capfirst(str(code.label)) for code in codes if code != codes.GI}
    if parameter == "ready":
        return {check.value: str(check.label) for check in Check}
    gi, now = _("Geographical indication"), _("In season now")
    return {"gi": gi} if parameter == "origin" else {"now": now}


def _band(low: int, high: int) -> str:
    if not low:
        return _("Under %(price)s") % {"price": _thousands(high)}
    if high > 10**9:
        return _("%(price)s and more") % {"price": _thousands(low)}
    return f"{_thousands(low)} – {_thousands(high)}"


def _thousands(dong: int) -> str:
    return f"{dong // 1000}.000\u00a0₫" if get_language() != "en" else f"{dong // 1000},000\u00a0₫"


def options(parameter: str) -> tuple[tuple[str, str], ...]:
    """(value, label) of a facet with few values."""
    return tuple(_words(parameter).items())


def known_values() -> Mapping[str, frozenset[str]]:
    """What each parameter may be."""
    return _known_values(stamps.reference())


@functools.lru_cache(maxsize=1)
def _known_values(version: int) -> Mapping[str, frozenset[str]]:
    all_regions = _regions(False, version)
    return {
        "province": frozenset(place.code for one in all_regions for place in one.provinces),
        "region": frozenset(one.code for one in all_regions),
        "category": frozenset(category_tree()),
        **{
            name: frozenset(_words(name))
            for name in ("star", "price", "form", "standard", "origin", "season", "ready")
        },
    }


def branches_under(branch: Branch | None) -> list[tuple[str, list[Branch]]]:
    """Kinds to choose from: for each group its sets; on a branch's own page only those below it."""
    groups = [
        one
        for one in category_tree().values()
        if one.level == "group" and (branch is None or one.path.startswith(branch.path))
    ]
    found = [(str(group.name), list(group.sets)) for group in groups if group != branch]
    if branch is not None and branch.level == "group":
        found = [("", list(branch.sets))]
    return [(name, sets) for name, sets in found if sets]
