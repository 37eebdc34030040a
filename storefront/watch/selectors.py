"""News as the people of an organisation see them; another organisation's do not exist for them."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from marketplace.accounts.models import Membership, User
from search.matching.models import Match

from .models import News

#: Who hears of matches: those who buy and sell for the organisation.
ROLES = (Membership.Role.OWNER, Membership.Role.ORDERS, Membership.Role.OFFICER)
PAGE = 30


@dataclass(frozen=True)
class NewsPage:
    rows: list[News]
    #: Continue before this key; 0: this is the last page.
    before: int
    fresh: int


def news_of(user: User) -> QuerySet[News]:
    """All news of the organisations for which the person trades."""
    mine = Membership.objects.filter(user=user, role__in=ROLES).values("organisation")
    return News.objects.filter(organisation__in=mine)


def still_fits() -> Q:
    """News whose pair matches today, as far as the kept matches know."""
    return Q(
        pk__in=News.objects.filter(
            demand__state="open",
            demand__lines__matches__supply=F("supply"),
            demand__lines__matches__failed=0,
        ).values("pk")
    )


def with_names(news: QuerySet[News]) -> QuerySet[News]:
    """What a line of a list says, in the same query."""
    return news.select_related(
        "organisation",
        "demand__buyer__province",
        "supply__vendor",
        "supply__product__producer__commune__province",
    )


def news_page(user: User, *, before: int = 0) -> NewsPage:
    """A page of what still fits, newest first; three queries."""
    found = with_names(news_of(user).filter(still_fits())).order_by("-pk")
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    fresh = news_of(user).filter(seen_at=None).filter(still_fits()).count()
    has_more = len(rows) > PAGE
    rows = rows[:PAGE]
    return NewsPage(rows=rows, before=rows[-1].pk if has_more else 0, fresh=fresh)


def best_scores(news: list[News]) -> dict[int, int]:
    """The score of today by news, for those that still fit; one query."""
    pairs = {(one.demand_id, one.supply_id): one.pk for one in news}
    found: dict[int, int] = {}
    rows = Match.objects.filter(
        failed=0,
        line__demand__in={one.demand_id for one in news},
        supply__in={one.supply_id for one in news},
    ).values_list("line__demand", "supply", "score")
    for demand, supply, score in rows:
        pk = pairs.get((demand, supply))
        if pk is not None:
            found[pk] = max(found.get(pk, 0), score)
    return found
