"""What helps where no supplier was found: the directory without one of the filters, or farther away."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.facets import Chip
from search.filters import address
from search.nothing import Way

from . import menus
from .filters import Filters
from .lists import total_of
from .near import REACHES, Near

_MOST_WAYS = 5


@dataclass(frozen=True, slots=True)
class Help:
    ways: tuple[Way, ...] = ()


def nothing_found(filters: Filters, asked: QueryDict, *, on: datetime.date) -> Help:
    """Only ways that lead to something."""
    return Help(tuple(islice(_ways(filters, asked, on=on), _MOST_WAYS)))


def _ways(filters: Filters, asked: QueryDict, *, on: datetime.date) -> Iterator[Way]:
    if filters.near:
        yield from islice(_farther(filters, asked, on=on), 1)
    for name, values in filters.chosen.items():
        rest = {other: kept for other, kept in filters.chosen.items() if other != name}
        total = total_of(replace(filters, chosen=rest), on=on)
        if total:
            label = ", ".join(menus.label(name, value) for value in values)
            words = _("without %(label)s") % {"label": label}
            yield Way(Chip(words, address(asked, **{name: None})), total)
    if filters.query:
        total = total_of(replace(filters, query=""), on=on)
        if total:
            words = _("without %(label)s") % {"label": f"“{filters.query}”"}
            yield Way(Chip(words, address(asked, q=None, exact=None)), total)


def _farther(filters: Filters, asked: QueryDict, *, on: datetime.date) -> Iterator[Way]:
    """The next reach with anybody in it, else the whole country."""
    for km in REACHES:
        if km > filters.near.km:
            total = total_of(replace(filters, near=replace(filters.near, km=km)), on=on)
            if total:
                words = _("within %(km)d km") % {"km": km}
                yield Way(Chip(words, address(asked, km=str(km))), total)
    total = total_of(replace(filters, near=Near()), on=on)
    if total:
        yield Way(Chip(_("however far"), address(asked, near=None, km=None)), total)
