"""Matches become news, once for each side; people see them, stop the mails, begin them again."""

import datetime
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from search.matching.models import Demand, Match

from .models import News, Reader
from .selectors import news_of

#: Gone so long after it was written; the match itself stays on its pages.
KEPT = datetime.timedelta(days=180)
_CHUNK = 500


def notice_matches() -> str:
    """Write news of every match that one of its sides was never told of; how many for each.

    A pair that stops fitting and fits again later is no news. Whoever wants and offers at once is
    not told of itself.
    """
    counts = {side: sum(_write(part) for part in _parts(_untold(side), side)) for side in News.Side}
    return ", ".join(f"{count} to {side}s" for side, count in counts.items())


def _untold(side: News.Side) -> QuerySet[Match]:
    told = News.objects.filter(
        side=side, demand=OuterRef("line__demand"), supply=OuterRef("supply")
    )
    return (
        Match.objects.filter(failed=0, line__demand__state=Demand.State.OPEN)
        .exclude(line__demand__buyer=F("supply__vendor__organisation"))
        .filter(~Exists(told))
        .order_by("pk")
    )


def _parts(matches: QuerySet[Match], side: News.Side) -> Iterator[list[News]]:
    """A demand may match a supply by several lines: its best score counts, and it is told once."""
    whose = "line__demand__buyer" if side == News.Side.BUYER else "supply__vendor__organisation"
    rows = matches.values_list(whose, "line__demand", "supply", "score")
    part: dict[tuple[int, int], News] = {}
    for organisation, demand, supply, score in rows.iterator(chunk_size=_CHUNK):
        one = part.setdefault(
            (demand, supply),
            News(
                side=side,
                organisation_id=organisation,
                demand_id=demand,
                supply_id=supply,
                score=score,
            ),
        )
        one.score = max(one.score, score)
        if len(part) == _CHUNK:
            yield list(part.values())
            part = {}
    yield list(part.values())


def _write(news: list[News]) -> int:
    """Of two workers at once one writes each."""
    with transaction.atomic():
        before = News.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        News.objects.bulk_create(news, ignore_conflicts=True)
        return News.objects.filter(pk__gt=before).count()


def mark_seen(*, user: User, upto: int) -> int:
    """What a person had on the screen is seen for the organisation; how many were new."""
    return news_of(user).filter(pk__lte=upto, seen_at=None).update(seen_at=now())


def reader_of(user: User) -> Reader:
    """The person's choice, made now if there is none."""
    return Reader.objects.get_or_create(user=user)[0]


def choose_mail(*, reader: Reader, wants_mail: bool) -> None:
    Reader.objects.filter(pk=reader.pk).update(wants_mail=wants_mail)
    reader.wants_mail = wants_mail


def forget_old_news(*, most: int = 10_000) -> int:
    """Delete what is older than KEPT, so many at a time; how many went."""
    old: Iterable[int] = News.objects.filter(created_at__lt=now() - KEPT).values_list(
        "pk", flat=True
    )[:most]
    return News.objects.filter(pk__in=list(old)).delete()[0]
