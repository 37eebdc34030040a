"""What a list is asked for in its address. Anything that is no filter of ours is left aside."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from catalog.catalogue.selectors import Branch, Sort
from marketplace.geography.models import Province
from marketplace.kernel import text

_PUBLIC_ID = re.compile(r"[0-9a-z]{1,16}")
_STARS = {"3": 3, "4": 4, "5": 5}
_LONGEST_QUERY = 100


@dataclass(frozen=True)
class Filters:
    """The filters of a list; ``after`` is where the page begins and no filter."""

    query: str = ""
    star: int | None = None
    province: Province | None = None
    category: Branch | None = None
    sort: str = Sort.NEWEST
    after: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.star or self.province or self.category)


def read_filters(
    asked: QueryDict, *, tree: dict[str, Branch], provinces: list[Province]
) -> Filters:
    """Reads ``q star province category sort after``; what is malformed or unknown counts as absent."""
    after = asked.get("after", "")
    sort = asked.get("sort", "")
    slug = asked.get("province", "")
    return Filters(
        query=text.clean(asked.get("q", "")[:_LONGEST_QUERY]),
        star=_STARS.get(asked.get("star", "")),
        province=next((province for province in provinces if province.slug == slug), None),
        category=tree.get(asked.get("category", "")),
        sort=sort if sort in Sort.values else Sort.NEWEST,
        after=after if _PUBLIC_ID.fullmatch(after) else "",
    )


def next_address(asked: QueryDict, *, after: str) -> str:
    """The following page with the same filters; empty on the last one."""
    if not after:
        return ""
    following = asked.copy()
    following["after"] = after
    return "?" + following.urlencode()


def first_address(asked: QueryDict) -> str:
    """The first page with the same filters; empty when already there."""
    if not asked.get("after"):
        return ""
    first = asked.copy()
    del first["after"]
    return "?" + first.urlencode()
