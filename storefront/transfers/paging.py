"""Pages that follow a key: rows that come or go meanwhile neither repeat nor hide others."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class KeyPage(Generic[Row]):
    """``following`` is the key of the last row where more follow, else empty."""

    rows: list[Row]
    following: str
    is_later: bool


def key_page(
    rows: QuerySet[Row],
    *,
    order: tuple[str, ...],
    key: str,
    after: str,
    limit: int,
    among: QuerySet[Row] | None = None,
) -> KeyPage[Row]:
    """The rows behind the one whose ``key`` is ``after``; the first page where there is none such.

    ``order`` names fields as ``order_by`` does and ends with one that is unique. Empty fields stand
    last. The row may have left the list meanwhile: it is looked for ``among`` a wider one. Two
    queries, one for the first page.
    """
    known = rows if among is None else among
    last = known.filter(**{key: after}).first() if after else None
    chosen = rows if last is None else rows.filter(_behind(last, order))
    found = list(chosen[: limit + 1])
    shown = found[:limit]
    return KeyPage(
        rows=shown,
        following=str(getattr(shown[-1], key)) if len(found) > limit else "",
        is_later=last is not None,
    )


def _behind(last: Model, order: tuple[str, ...]) -> Q:
    reached, found = Q(), Q(pk__in=[])
    for name in order:
        field = name.removeprefix("-")
        value = getattr(last, field)
        if value is None:
            reached &= Q(**{f"{field}__isnull": True})
            continue
        further = Q(**{f"{field}__{'gt' if field == name else 'lt'}": value})
        found |= reached & (further | Q(**{f"{field}__isnull": True}))
        reached &= Q(**{field: value})
    return found
