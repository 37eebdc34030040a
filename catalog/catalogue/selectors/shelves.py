"""All shelves of a page together: by hand or by query, only what is certified on the day."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.models import Product
from catalog.catalogue.registries import Badge
from catalog.catalogue.season import bits, next_start
from marketplace.caching import stamps
from marketplace.geography.neighbours import NEIGHBOURS
from marketplace.geography.selectors import province_list
from marketplace.kernel import text
from marketplace.kernel.prepared import Columns, Prepared, ReadRow

from .cards import COLUMNS, Card, Note, cards_of
from .lists import in_its_season, listed_where
from .packs import offers
from .taxonomy import Branch, category_tree

#: On one shelf at most.
MOST = 12
_READ = (*COLUMNS, "folded_title", "producer__folded_name")


@dataclass(frozen=True, slots=True)
class Shelf:
    """``products`` by number in their order; without any, all that is said must hold, newest first.

    ``code``: a sector, group or criteria set; ``province``: a slug; ``star``: at least;
    ``in_season``: what has a season, and has it now; ``near``: the neighbouring provinces' as well,
    after the province's own.
    """

    products: tuple[int, ...] = ()
    province: str = ""
    code: str = ""
    words: str = ""
    star: int = 0
    in_season: bool = False
    near: bool = False
    limit: int = 6

    @property
    def provinces(self) -> tuple[str, ...]:
        """The slugs of which one must hold; none where any does."""
        own = (self.province,) if self.province else ()
        return own + (NEIGHBOURS.get(self.province, ()) if self.near else ())


@dataclass(frozen=True)
class Filled:
    """``shelves`` in the order in which they were asked for; ``beside``: the other rows' cards."""

    shelves: tuple[tuple[Card, ...], ...]
    beside: tuple[Card, ...] = ()


def fill_shelves(
    asked: Sequence[Shelf], *, on: datetime.date, beside: Sequence[Columns] = ()
) -> Filled:
    """The cards of each shelf on a day: three queries for all of them, none for no shelves.

    A product without a live certificate is on none. What is out of season says so on its card. An
    unknown province or code finds nothing. ``beside``: rows of COLUMNS that the page shows as well,
    such as a list; their certificates and offers are read by the same queries.
    """
    rows = _rows(asked, on=on) if asked else []
    ids = list(dict.fromkeys(row["id"] for row in (*rows, *beside)))
    if not ids:
        return Filled(tuple(() for _shelf in asked))
    badges = registries.badges(ids, on=on)
    rows = [row for row in rows if row["id"] in badges]  # revoked since
    tree = category_tree()
    chosen = [_chosen(shelf, rows, badges, tree, on=on) for shelf in asked]
    shown = {row["id"]: row for shelf in chosen for row in shelf}
    sold = offers(dict.fromkeys([*shown, *(row["id"] for row in beside)]), on=on)
    drawn = cards_of(list(shown.values()), badges=badges, sold=sold, on=on)
    by_id = {
        pk: _with_season(card, shown[pk]["season_months"], on=on)
        for pk, card in zip(shown, drawn, strict=True)
    }
    return Filled(
        shelves=tuple(tuple(by_id[row["id"]] for row in shelf) for shelf in chosen),
        beside=cards_of(beside, badges=badges, sold=sold, on=on),
    )


def _rows(asked: Sequence[Shelf], *, on: datetime.date) -> list[ReadRow]:
    """What may stand on any of the shelves, newest first: one query; each part ends at its limit."""
    query = _query(tuple(asked), on, *stamps.held_for())
    return query.rows() if query is not None else []


@lru_cache(maxsize=256)
def _query(
    asked: tuple[Shelf, ...], on: datetime.date, _database: str, _reference: int
) -> Prepared | None:
    """Of the shelves of one page: building it takes longer than asking it. None finds nothing."""
    wanted = _wanted(asked, on=on)
    return None if wanted.query.is_empty() else Prepared(lambda: wanted)


def _wanted(asked: Sequence[Shelf], *, on: datetime.date) -> QuerySet[Any, Any]:
    tree = category_tree()
    provinces = {one.slug: one for one in province_list()}
    found = Product.objects.none()
    by_hand = {pk for shelf in asked for pk in shelf.products}
    if by_hand:
        found = Product.objects.listed(on=on).filter(pk__in=by_hand)
    for shelf in dict.fromkeys(shelf for shelf in asked if not shelf.products):
        if not _is_known(shelf, tree, provinces):
            continue
        part = listed_where(
            on=on, category=tree.get(shelf.code), province=None, star=None, query=shelf.words
        )
        if shelf.in_season:
            part = in_its_season(part, month_bit=bits([on.month]))
        if shelf.star:
            part = part.filter(Exists(_of_star(shelf.star, on=on)))
        for there in _places(shelf, provinces):
            newest = part.filter(there).order_by("-pk").values("pk")[: shelf.limit]
            found = found | Product.objects.filter(pk__in=newest)
    return found.order_by("-pk").values_list(*_READ)


def _places(shelf: Shelf, provinces: Mapping[str, Any]) -> list[Q]:
    """The province itself, and its neighbours together; anywhere without one."""
    if not shelf.province:
        return [Q()]
    own = Q(producer__province=provinces[shelf.province])
    around = [provinces[slug].pk for slug in shelf.provinces[1:] if slug in provinces]
    return [own, Q(producer__province__in=around)] if around else [own]


def _is_known(shelf: Shelf, tree: Mapping[str, Branch], provinces: Mapping[str, Any]) -> bool:
    return (not shelf.code or shelf.code in tree) and (
        not shelf.province or shelf.province in provinces
    )


def _of_star(star: int, *, on: datetime.date) -> Any:
    certificates = get_model("certification", "Certificate").objects.live(on=on)
    return certificates.filter(product=OuterRef("pk"), star__gte=star)


def _chosen(
    shelf: Shelf,
    rows: Sequence[Columns],
    badges: Mapping[int, Badge],
    tree: Mapping[str, Branch],
    *,
    on: datetime.date,
) -> list[Columns]:
    if shelf.products:
        known = {row["id"]: row for row in rows}
        return [known[pk] for pk in dict.fromkeys(shelf.products) if pk in known][: shelf.limit]
    held = [row for row in rows if _holds(shelf, row, badges[row["id"]], tree, on=on)]
    if shelf.near:
        held.sort(key=lambda row: row["producer__province__slug"] != shelf.province)
    return held[: shelf.limit]


def _holds(
    shelf: Shelf, row: Columns, badge: Badge, tree: Mapping[str, Branch], *, on: datetime.date
) -> bool:
    """What the query asked, of a row that another shelf may have brought."""
    branch = tree.get(shelf.code)
    return (
        (not shelf.provinces or row["producer__province__slug"] in shelf.provinces)
        and (
            not shelf.code
            or (
                branch is not None
                and row["criteria_set__code"] in {one.code for one in (branch, *branch.sets)}
            )
        )
        and badge.star >= shelf.star
        and (not shelf.in_season or bool(row["season_months"] & bits([on.month])))
        and all(
            word in row["folded_title"] or word in (row["producer__folded_name"] or "")
            for word in text.key(shelf.words).split()
        )
    )


def _with_season(card: Card, season_months: int, *, on: datetime.date) -> Card:
    """Out of season the card says so, and from when it will be: a page tells of it all year."""
    start = next_start(season_months, on=on)
    if start is None:
        return card
    words = _("Out of season, again from %(month)s") % {"month": date_format(start, "m/Y")}
    return replace(card, note=Note(words, "gone"))
