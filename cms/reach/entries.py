"""What is new in the provinces' houses, as feeds and letters tell it: a line, an address, two days."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.provinces.addresses import PAGE_DEPTH, SLUG, absolute, address, province_slug
from cms.provinces.kinds import KINDS

#: What the whole country's feed has; a province's has everything that is published there.
TOLD = ("storypage", "newspage")


@dataclass(frozen=True, slots=True)
class Entry:
    """``uid`` stays when the page is renamed or moved; it is none of the database's."""

    uid: uuid.UUID
    kind: str
    title: str
    summary: str
    url: str
    province: str
    published: datetime.datetime
    changed: datetime.datetime

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])


def newest(
    language: str,
    *,
    province: str = "",
    kinds: Collection[str] = (),
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Published pages, the newest first; ``province`` is a slug. One query.

    ``since`` (exclusive) and ``until`` (inclusive) bound when a page was first published.
    """
    rows = Page.objects.live().filter(
        depth=PAGE_DEPTH, locale__language_code=language, first_published_at__isnull=False
    )
    if province:
        rows = rows.filter(url_path__contains=f"/{SLUG}/{province}/")
    if since is not None:
        rows = rows.filter(first_published_at__gt=since)
    if until is not None:
        rows = rows.filter(first_published_at__lte=until)
    types = {_type(kind).pk: kind for kind in kinds or KINDS}
    found = (
        rows.filter(content_type__in=types)
        .order_by("-first_published_at", "-pk")
        .values(
            *("title", "url_path", "search_description", "content_type_id", "translation_key"),
            *("first_published_at", "last_published_at"),
        )
    )
    return [_entry(row, types[row["content_type_id"]], language) for row in found[:limit]]


def uid_of(translation_key: uuid.UUID, *parts: str) -> uuid.UUID:
    """A name for a page (of one language, of one of its days) that never changes."""
    return uuid.uuid5(translation_key, "/".join(parts))


def _type(kind: str) -> ContentType:
    return ContentType.objects.get_by_natural_key("cms", kind)


def _entry(row: dict[str, Any], kind: str, language: str) -> Entry:
    return Entry(
        uid=uid_of(row["translation_key"], language),
        kind=kind,
        title=row["title"],
        summary=row["search_description"],
        url=absolute(address(row["url_path"], language)),
        province=province_slug(row["url_path"]),
        published=row["first_published_at"],
        changed=row["last_published_at"] or row["first_published_at"],
    )
