"""Atom feeds by Django's syndication framework: the same bytes until something is published."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from marketplace.geography.models import Province

from .entries import Entry

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
#: When nothing was ever published; "now" would make another feed with every visit.
_NEVER = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime.datetime:
        days = [item["updateddate"] for item in self.items]
        return max(days, default=_NEVER)


def atom(
    entries: Sequence[Entry], *, language: str, url: str, page_url: str, place: Province | None
) -> str:
    """The feed at ``url`` of what the page at ``page_url`` leads to; both absolute."""
    if place is None:
        title = _("Stories and news of the provinces")
        told = _("What is new from the 34 provinces and cities.")
    else:
        title = _("New from %(province)s") % {"province": place.name}
        told = _("Stories, places, journeys, events and news of %(province)s.") % {
            "province": place.name
        }
    feed: Any = _Feed(
        title=f"{title} · {settings.OSCAR_SHOP_NAME}",
        link=page_url,
        description=told,
        subtitle=told,
        language=language,
        author_name=settings.OSCAR_SHOP_NAME,
        feed_url=url,
        feed_guid=url,
    )
    for one in entries:
        feed.add_item(
            title=one.title,
            link=one.url,
            description=one.summary,
            unique_id=one.uid.urn,
            pubdate=one.published,
            updateddate=one.changed,
            categories=[one.kind_name],
        )
    written: str = feed.writeString("utf-8")
    return written
