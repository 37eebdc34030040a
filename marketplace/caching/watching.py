"""Which tables pages show. Each app says so for its own, in AppConfig.ready().

tests/caching/test_watched.py fails where a shared page reads a table that nobody watches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Watched:
    """``only``: SQL expressions over ``{row}``; an UPDATE that changes none of them is not shown."""

    table: str
    only: tuple[str, ...]
    is_reference: bool = False


_watched: dict[str, Watched] = {}


def watch(*models: type[Model], only: Sequence[str] = (), is_reference: bool = False) -> None:
    """Every change to these tables makes new pages.

    ``is_reference``: what processes hold in memory of it is read anew, too (stamps.reference).
    ``only`` names the columns that matter, or expressions such as ``MIN({row}.left, 5)`` written so
    that SQLite and PostgreSQL understand them.
    """
    expressions = tuple(
        expression if "{row}" in expression else f'{{row}}."{expression}"' for expression in only
    )
    for model in models:
        table = model._meta.db_table
        _watched[table] = Watched(table, expressions, is_reference)


def watched() -> list[Watched]:
    return list(_watched.values())
