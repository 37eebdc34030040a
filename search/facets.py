"""Facets as pages show them: values with their counts, those chosen first to be taken back."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.http import QueryDict
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from catalog.catalogue.selectors import Branch, category_tree
from marketplace.caching import stamps

from . import menus, readiness
from .filters import Filters, address

Counts = Mapping[str, Mapping[str, int]]


class Chosen(Protocol):
    """Filters of any list."""

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...]]: ...


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick; ``count`` is None where nobody counted."""

    name: str
    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """``is_long``: folded away until somebody wants it."""

    code: str
    title: str
    groups: tuple[Group, ...]
    is_long: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; its address is the list without it."""

    label: str
    url: str


@dataclass(frozen=True, eq=False)
class Facets:
    """All facets of a list; the same object where nothing in them differs, so that it can be a key."""

    facets: tuple[Facet, ...]

    def __iter__(self) -> Iterator[Facet]:
        return iter(self.facets)


def facets(
    filters: Filters, counts: Counts | None, *, branch: Branch | None, has_place: bool, month: int
) -> Facets:
    """Those that offer a choice. Without counts (no engine), those that the plain list can do."""
    return _facets(
        tuple(filters.chosen.items()),
        None if counts is None else tuple((n, tuple(of.items())) for n, of in counts.items()),
        branch.code if branch else "",
        has_place,
        month,
        get_language() or "",
        stamps.reference(),
    )


@functools.lru_cache(maxsize=256)
def _facets(  # a key
    chosen: tuple[tuple[str, tuple[str, ...]], ...],
    counted: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] | None,
    code: str,
    has_place: bool,
    month: int,
    _language: str,
    _reference: int,
) -> Facets:
    filters, branch = Filters(chosen=dict(chosen)), category_tree().get(code)
    counts = None if counted is None else {name: dict(values) for name, values in counted}
    made = [
        _few("star", _("Stars"), filters, counts, facet="star"),
        None if has_place else _places(filters, counts),
        _kinds(filters, counts, branch),
        None if counts is None else _few("price", _("Price"), filters, counts, facet="price"),
        _season(filters, counts, month),
        _few("origin", pgettext("facet", "Origin"), filters, counts, facet="origin"),
        None
        if counts is None
        else _few("standard", _("Standards"), filters, counts, facet="standard"),
        None if counts is None else ready_for_shelves(filters, counts),
        _few("form", _("Who makes it"), filters, counts, facet="form"),
    ]
    return Facets(tuple(facet for facet in made if facet is not None))


def chips(filters: Filters, asked: QueryDict) -> list[Chip]:
    """Every filter that is on, in the order of the facets."""
    return [
        Chip(
            menus.label(name, value),
            address(asked, **{name: [other for other in values if other != value]}),
        )
        for name, values in filters.chosen.items()
        for value in values
    ]


def _few(
    name: str, title: str, filters: Filters, counts: Counts | None, *, facet: str
) -> Facet | None:
    counted = None if counts is None else counts.get(facet, {})
    options = options_of(name, menus.options(name), filters, counted)
    return Facet(name, title, (Group("", options),)) if options else None


def _season(filters: Filters, counts: Counts | None, month: int) -> Facet | None:
    counted = None if counts is None else {"now": counts.get("season", {}).get(str(month), 0)}
    options = options_of("season", menus.options("season"), filters, counted)
    return Facet("season", _("Season"), (Group("", options),)) if options else None


def ready_for_shelves(filters: Chosen, counts: Counts | None) -> Facet | None:
    """Checks hold together: a count says how many pass it beside those chosen."""
    chosen = filters.chosen.get("ready", ())
    counted = None if counts is None else readiness.counts_of(counts.get("ready", {}), chosen)
    options = options_of("ready", menus.options("ready"), filters, counted)
    return Facet("ready", _("Ready for supermarkets"), (Group("", options),)) if options else None


def _places(filters: Filters, counts: Counts | None) -> Facet | None:
    counted = None if counts is None else counts.get("place", {})
    groups = []
    for region in menus.regions():
        whole = None if counted is None else {region.code: counted.get(f"region:{region.code}", 0)}
        options = options_of("region", ((region.code, region.name),), filters, whole)
        provinces = tuple((place.code, place.name) for place in region.provinces)
        options += options_of("province", provinces, filters, counted)
        if options:
            groups.append(Group("", options))
    is_open = bool(filters.chosen.keys() & {"region", "province"})
    return Facet("place", _("Where from"), tuple(groups), True, is_open) if groups else None


def _kinds(filters: Filters, counts: Counts | None, branch: Branch | None) -> Facet | None:
    counted = None if counts is None else counts.get("category", {})
    groups = []
    for label, sets in menus.branches_under(branch):
        options = options_of(
            "category", tuple((s.code, str(s.name)) for s in sets), filters, counted
        )
        if options:
            groups.append(Group(label, options))
    if sum(len(group.options) for group in groups) < 2 and "category" not in filters.chosen:  # noqa: PLR2004
        return None
    is_open = "category" in filters.chosen
    return Facet("category", _("Kind"), tuple(groups), True, is_open)


def options_of(
    name: str,
    labels: tuple[tuple[str, str], ...],
    filters: Chosen,
    counted: Mapping[str, int] | None,
) -> tuple[Option, ...]:
    """Values that occur, and those chosen whether they occur or not."""
    chosen = filters.chosen.get(name, ())
    return tuple(
        Option(
            name, value, label, None if counted is None else counted.get(value, 0), value in chosen
        )
        for value, label in labels
        if counted is None or counted.get(value) or value in chosen
    )
