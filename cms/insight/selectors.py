"""The numbers that a person may see: of the own province's pages, of all for the national office."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from wagtail.models import Page

from cms.provinces.addresses import HOUSE_DEPTH, PAGE_DEPTH, address
from marketplace.accounts.models import User
from marketplace.accounts.selectors import is_national, provinces_for
from marketplace.geography.models import Province

from .models import DailyCount


@dataclass(frozen=True, slots=True)
class Line:
    """``title`` is empty where the page is not published any more."""

    path: str
    title: str
    reads: int
    searches: int
    clicks: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A day of a chart of 100 by ``width``; ``height`` in its units."""

    day: datetime.date
    reads: int
    x: int
    y: float
    height: float


def provinces_seen_by(user: User) -> QuerySet[Province]:
    """Of the user's offices, and of the houses where the user edits or publishes."""
    if is_national(user):
        return Province.objects.all()
    return Province.objects.filter(
        Q(pk__in=provinces_for(user).values("pk"))
        | Q(house__editors__user=user)
        | Q(house__publishers__user=user)
    ).distinct()


def by_province(since: datetime.date, until: datetime.date) -> dict[str, Line]:
    """Totals of each province that has any, by slug; one query."""
    return {
        slug: _line(slug, "", counts) for slug, counts in _sums("province", since, until).items()
    }


def by_page(province: Province, since: datetime.date, until: datetime.date) -> list[Line]:
    """Each page with any numbers, the most read first; two queries."""
    sums = _sums("path", since, until, province=province.slug)
    rows = Page.objects.live().filter(
        depth__in=(HOUSE_DEPTH, PAGE_DEPTH), url_path__contains=f"/{province.slug}/"
    )
    titles = {
        address(url_path, language): title
        for url_path, language, title in rows.values_list(
            "url_path", "locale__language_code", "title"
        )
    }
    lines = [_line(path, titles.get(path, ""), counts) for path, counts in sums.items()]
    return sorted(lines, key=lambda line: (-line.reads, line.path))


def reads_by_day(province: Province, since: datetime.date, until: datetime.date) -> list[Bar]:
    """Every day, also those without; one query."""
    rows = (
        DailyCount.objects.filter(
            province=province.slug, kind=DailyCount.Kind.READ, day__range=(since, until)
        )
        .values_list("day")
        .annotate(total=Sum("count"))
    )
    reads = dict(rows)
    most = max(reads.values(), default=0) or 1
    days = [since + datetime.timedelta(days=one) for one in range((until - since).days + 1)]
    bars = []
    for at, day in enumerate(days):
        height = round(reads.get(day, 0) * 100 / most, 1)
        bars.append(Bar(day, reads.get(day, 0), at * 10, round(100 - height, 1), height))
    return bars


def _sums(
    field: str, since: datetime.date, until: datetime.date, **only: str
) -> Mapping[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = DailyCount.objects.filter(day__range=(since, until), **only)
    for value, kind, total in rows.values_list(field, "kind").annotate(total=Sum("count")):
        found[value][kind] = total
    return found


def _line(path: str, title: str, counts: Mapping[str, int]) -> Line:
    kind = DailyCount.Kind
    return Line(
        path, title, counts.get(kind.READ, 0), counts.get(kind.SEARCH, 0), counts.get(kind.CLICK, 0)
    )
