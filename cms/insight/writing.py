"""Numbers into the table, many in one statement; pages that there are not leave no row."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection, transaction
from wagtail.models import Page

from cms.provinces.addresses import PAGE_DEPTH, PREFIX, SLUG, address
from marketplace.geography.selectors import province_list

from .models import DailyCount

_TABLE = DailyCount._meta.db_table
_ADD = (
    f"INSERT INTO {_TABLE} (day, kind, path, province, count) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
    f" ON CONFLICT (day, kind, path) DO UPDATE SET count = {_TABLE}.count + excluded.count"
)


class Key(NamedTuple):
    """What is counted together."""

    day: datetime.date
    kind: str
    path: str
    province: str


def write(counts: Mapping[Key, int]) -> int:
    """Adds to what other processes have written; all or nothing. How many rows; two statements.

    Addresses come from browsers: only provinces' own and those of published pages are kept.
    """
    known = _known()
    # In one order, so that two processes never wait for each other.
    rows = [
        (key.day.isoformat(), str(key.kind), key.path, key.province, count)
        for key, count in sorted(counts.items())
        if key.path in known
    ]
    if rows:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)
    return len(rows)


def _known() -> set[str]:
    houses = {
        f"{prefix}{SLUG}/{one.slug}/" for prefix in PREFIX.values() for one in province_list()
    }
    rows = Page.objects.live().filter(depth=PAGE_DEPTH)
    return houses | {
        address(url_path, language)
        for url_path, language in rows.values_list("url_path", "locale__language_code")
    }
