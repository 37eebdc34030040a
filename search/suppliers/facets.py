"""The directory's facets with their counts, and the filters that are on."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.facets import Chip, Counts, Facet, Group, Option, options_of, ready_for_shelves
from search.filters import address
from search.menus import branches_under, regions

from . import menus
from .filters import Filters, capacity_value

#: Facets of the plain list, which counts nothing.
PLAIN = ("star", "place", "category", "form", "led", "ready")


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a select."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """``months`` and ``volumes`` are selects: one month, and so much free in it."""

    facets: tuple[Facet, ...]
    months: tuple[Choice, ...]
    volumes: tuple[Choice, ...]


def form_of(filters: Filters, counts: Counts | None) -> Form:
    """What the form offers; without counts (no engine) what the plain list can do."""
    made = {
        "star": _few("star", _("Stars"), filters, counts),
        "place": _places(filters, counts),
        "ready": ready_for_shelves(filters, counts),
        "category": _kinds(filters, counts),
        "form": _few("form", _("Who it is"), filters, counts),
        "led": _few("led", _("Who leads it"), filters, counts),
        "standard": _few("standard", _("Standards"), filters, counts, is_long=True),
        "export": _few("export", _("Export papers"), filters, counts, is_long=True),
    }
    shown = [facet for code, facet in made.items() if counts is not None or code in PLAIN]
    return Form(
        tuple(facet for facet in shown if facet is not None),
        _months(filters, counts),
        _volumes(filters, counts),
    )


def chips(filters: Filters, asked: QueryDict) -> list[Chip]:
    """Every filter that is on, each leading to the list without it."""
    found = [
        Chip(
            menus.label(name, value),
            address(asked, **{name: [other for other in values if other != value]}),
        )
        for name, values in filters.chosen.items()
        for value in values
    ]
    if filters.near:
        words = _("Within %(km)d km of %(place)s")
        near = words % {"km": filters.near.km, "place": near_name(filters)}
        found.append(Chip(near, address(asked, near=None, km=None)))
    return found


def near_name(filters: Filters) -> str:
    centre = filters.near.centre
    return centre.name if centre else filters.near.typed


def province_counts(counts: Counts | None) -> Mapping[str, int]:
    """Suppliers by province's slug; empty where nobody counted."""
    return {} if counts is None else counts.get("place", {})


def _few(
    name: str, title: str, filters: Filters, counts: Counts | None, *, is_long: bool = False
) -> Facet | None:
    counted = None if counts is None else counts.get(name, {})
    options = options_of(name, tuple(menus.words(name).items()), filters, counted)
    is_open = is_long and name in filters.chosen
    return Facet(name, title, (Group("", options),), is_long, is_open) if options else None


def _places(filters: Filters, counts: Counts | None) -> Facet | None:
    counted = None if counts is None else counts.get("place", {})
    groups = []
    for region in regions():
        whole = None if counted is None else {region.code: counted.get(f"region:{region.code}", 0)}
        options: tuple[Option, ...] = options_of(
            "region", ((region.code, region.name),), filters, whole
        )
        provinces = tuple((place.code, place.name) for place in region.provinces)
        options += options_of("province", provinces, filters, counted)
        if options:
            groups.append(Group("", options))
    is_open = bool(filters.chosen.keys() & {"region", "province"})
    return Facet("place", _("Ships from"), tuple(groups), True, is_open) if groups else None


def _kinds(filters: Filters, counts: Counts | None) -> Facet | None:
    counted = None if counts is None else counts.get("category", {})
    groups = []
    for label, sets in branches_under(None):
        names = tuple((one.code, str(one.name)) for one in sets)
        options = options_of("category", names, filters, counted)
        if options:
            groups.append(Group(label, options))
    is_open = "category" in filters.chosen
    return Facet("category", _("Kind of product"), tuple(groups), True, is_open) if groups else None


def _months(filters: Filters, counts: Counts | None) -> tuple[Choice, ...]:
    counted = None if counts is None else counts.get("capacity", {})
    return tuple(
        _choice(value, label, counted, capacity_value(value, filters.volume), filters.month)
        for value, label in menus.words("month").items()
    )


def _volumes(filters: Filters, counts: Counts | None) -> tuple[Choice, ...]:
    counted = None if counts is None else counts.get("capacity", {})
    return tuple(
        _choice(value, label, counted, capacity_value(filters.month, value), filters.volume)
        for value, label in menus.words("volume").items()
    )


def _choice(
    value: str, label: str, counted: Mapping[str, int] | None, held: str, chosen: str
) -> Choice:
    shown = label if counted is None else f"{label} ({counted.get(held, 0)})"
    return Choice(value, shown, value == chosen)
