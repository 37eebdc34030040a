"""Pages as other pages show them: a line, an address, never the whole page."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page

from catalog.catalogue.registries import FurtherPage
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list

from .addresses import HOUSE_DEPTH, INDEX_DEPTH, PAGE_DEPTH, SLUG, address, province_slug
from .kinds import KINDS

#: Of each kind beside a page.
_BESIDE = 3
_READ = ("pk", "title", "url_path", "search_description", "content_type_id")


@dataclass(frozen=True, slots=True)
class Teaser:
    """A page on a card. ``kind``: its type's name (``storypage``)."""

    pk: int
    kind: str
    title: str
    summary: str
    url: str


def teasers(rows: Iterable[Mapping[str, Any]], language: str) -> list[Teaser]:
    """From rows of _READ; no query once the types of pages are known to the process."""
    return [
        Teaser(
            pk=row["pk"],
            kind=ContentType.objects.get_for_id(row["content_type_id"]).model,
            title=row["title"],
            summary=row["search_description"],
            url=address(row["url_path"], language),
        )
        for row in rows
    ]


def _current(on: datetime.date) -> Q:
    """Neither an event nor a campaign that is over."""
    return ~Q(eventpage__ends_on__lt=on) & ~Q(campaignpage__ends_on__lt=on)


def family(url_path: str, language: str, *, on: datetime.date) -> list[Teaser]:
    """The published pages below a showcase, the newest first, what is over left out; one query."""
    rows = (
        Page.objects.live()
        .filter(_current(on), url_path__startswith=url_path)
        .exclude(url_path=url_path)
        .order_by("-first_published_at", "-pk")
        .values(*_READ)
    )
    return teasers(rows, language)


def house(slug: str, language: str, *, on: datetime.date) -> tuple[Any, list[Teaser]] | None:
    """A province's published showcase and its ``family``; None without one. One query for both."""
    way = f"/{SLUG}/{slug}/"
    found = (
        Page.objects.live()
        .filter(_current(on), locale__language_code=language, url_path__contains=way)
        .select_related("showcasepage")
        .order_by("-first_published_at", "-pk")
    )
    pages = list(found)
    own = next((page for page in pages if page.url_path.endswith(way)), None)
    showcase = getattr(own, "showcasepage", None)
    if showcase is None:
        return None
    rows = (
        {name: getattr(page, name) for name in _READ}
        for page in pages
        if page.pk != showcase.pk and page.url_path.startswith(showcase.url_path)
    )
    return showcase, teasers(rows, language)


@dataclass(frozen=True, slots=True)
class Door:
    """A province in the index; ``title`` and ``summary`` are its showcase's, empty without one."""

    province: Province
    title: str
    summary: str


def doors(language: str) -> list[Door]:
    """All provinces, north to south as their regions stand; one query."""
    rows = Page.objects.live().filter(depth=HOUSE_DEPTH, locale__language_code=language)
    told = {
        slug: (title, summary)
        for slug, title, summary in rows.values_list("slug", "title", "search_description")
    }
    ordered = sorted(province_list(), key=lambda province: province.region.position)
    return [Door(one, *told.get(one.slug, ("", ""))) for one in ordered]


def index_page(language: str) -> Any:
    """The published index of provinces; None without one; one query."""
    index = (
        Page.objects.live()
        .filter(depth=INDEX_DEPTH, slug=SLUG, locale__language_code=language)
        .select_related("provinceindexpage")
        .first()
    )
    return getattr(index, "provinceindexpage", None)


def page_at(province: str, slug: str, language: str) -> Any:
    """The published page at an address below a showcase, of its own type; None without; one query."""
    page = (
        Page.objects.live()
        .filter(
            slug=slug,
            url_path__endswith=f"/{SLUG}/{province}/{slug}/",
            locale__language_code=language,
        )
        .select_related(*KINDS)
        .first()
    )
    return next((found for kind in KINDS if (found := getattr(page, kind, None))), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A story on the front page, and the province that tells it."""

    teaser: Teaser
    province: Province


def stories_of_the_day(language: str, *, on: datetime.date, limit: int = 4) -> list[Told]:
    """Some published stories: other ones each day, so that every province comes to the front.

    All visitors of a day see the same ones. One query.
    """
    found = Page.objects.live().filter(storypage__isnull=False, locale__language_code=language)
    rows = list(found.order_by("url_path").values(*_READ))
    by_slug = {one.slug: one for one in province_list()}
    told = []
    for teaser, row in zip(teasers(rows, language), rows, strict=True):
        province = by_slug.get(province_slug(row["url_path"]))
        if province is not None:
            told.append(Told(teaser, province))
    return _turn(told, on.toordinal() * limit)[:limit]


def _turn(told: list[Told], by: int) -> list[Told]:
    first = by % len(told) if told else 0
    return told[first:] + told[:first]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``translations``: the page's address in each language in which it is published."""

    translations: dict[str, str]
    beside: list[Teaser]


def surroundings(page: Page, language: str, *, on: datetime.date) -> Surroundings:
    """The page's translations, and other pages of its house, some of each kind; one query."""
    house_path = page.url_path.rstrip("/").rpartition("/")[0] + "/"
    translations: dict[str, str] = {}
    others = []
    rows = (
        Page.objects.live()
        .filter(
            Q(translation_key=page.translation_key)
            | (Q(url_path__startswith=house_path) & _current(on))
        )
        .exclude(url_path=house_path)
        .order_by("-first_published_at", "-pk")
        .values(*_READ, "translation_key", "locale__language_code")
    )
    for row in rows:
        if row["translation_key"] == page.translation_key:
            spoken = row["locale__language_code"]
            translations[spoken] = address(row["url_path"], spoken)
        else:
            others.append(row)
    return Surroundings(translations, _some_of_each(teasers(others, language)))


def _some_of_each(found: list[Teaser]) -> list[Teaser]:
    counted: Counter[str] = Counter()
    chosen = []
    for one in found:
        counted[one.kind] += 1
        if counted[one.kind] <= _BESIDE:
            chosen.append(one)
    return chosen


def published() -> list[FurtherPage]:
    """The index and all pages below the showcases, for the site map; one query.

    A showcase is its province's address, which is there always.
    """
    found: dict[Any, dict[str, tuple[str, datetime.datetime | None]]] = {}
    rows = (
        Page.objects.live()
        .filter(depth__in=(INDEX_DEPTH, PAGE_DEPTH))
        .order_by("path")
        .values_list("translation_key", "url_path", "locale__language_code", "last_published_at")
    )
    for key, url_path, language, changed in rows:
        found.setdefault(key, {})[language] = address(url_path, language), changed
    nowhere = "", None
    return [
        FurtherPage(vietnamese, english, changed, changed_english)
        for (vietnamese, changed), (english, changed_english) in (
            (one.get("vi", nowhere), one.get("en", nowhere)) for one in found.values()
        )
    ]


def translations(page: Page) -> dict[str, str]:
    """The addresses of a page in the languages in which it is published; one query."""
    rows = Page.objects.filter(translation_key=page.translation_key, live=True)
    return {
        language: address(url_path, language)
        for url_path, language in rows.values_list("url_path", "locale__language_code")
    }


def provinces_published_by(user: User) -> QuerySet[Province]:
    """The provinces whose publishers ``user`` belongs to."""
    return Province.objects.filter(house__publishers__user=user)
