"""Stories and news as the newsletter tells them (storefront/newsletter knows no pages)."""

import datetime

from django.utils import translation

from catalog.catalogue.registries import Story
from marketplace.geography.selectors import province_list

from .entries import TOLD, newest

#: Between two issues; more would be no letter.
_MOST = 200


def stories_between(
    *, language: str, since: datetime.datetime, until: datetime.datetime
) -> list[Story]:
    """One query."""
    with translation.override(language):
        names = {one.slug: one.name for one in province_list()}
        return [
            Story(
                title=one.title,
                summary=one.summary,
                url=one.url,
                label=f"{one.kind_name} · {names.get(one.province, '')}",
                province=one.province,
            )
            for one in newest(language, kinds=TOLD, since=since, until=until, limit=_MOST)
        ]
