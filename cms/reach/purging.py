"""Tells proxies in front which pages are others now; without a proxy in the settings nothing is done.

A proxy forgets by itself after half a minute (docs/caching.md), so a purge that is lost does no harm.
Wagtail's own handlers know the page alone: here what shows a line of it goes with it, in one batch.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache
from wagtail.models import Page, ReferenceIndex

from catalog.catalogue.models import Product
from cms.provinces.addresses import PREFIX, SLUG, absolute, address

#: Addresses in one task.
BATCH = 200


def purge_around(*url_paths: str, language: str) -> int:
    """What shows the pages at these kept addresses: they, their houses, feeds, the index, the site map.

    Answers with the number of addresses. One query; none without a proxy.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return 0
    houses = {house for path in url_paths if (house := _house(path))}
    below = Q()
    for house in houses:
        below |= Q(url_path__startswith=house)
    live = Page.objects.live().filter(below, locale__language_code=language) if houses else []
    paths = {address(path, language) for path in [*url_paths, *(page.url_path for page in live)]}
    base = f"{PREFIX[language]}{SLUG}/"
    paths |= {base, f"{base}feed.xml", "/sitemap-pages.xml"}
    for house in houses:
        own = address(house, language)
        paths |= {own, f"{own}feed.xml", f"{own}calendar.ics"}
    return _purge(paths)


def purge_products(product_ids: Iterable[int]) -> int:
    """The pages that name these products by hand, and their provinces' showcases, in both languages.

    Shelves that ask by a query elsewhere follow when the proxy forgets. Two queries.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return 0
    wanted = set(product_ids)
    named = ReferenceIndex.objects.filter(
        to_content_type__app_label="catalogue",
        to_content_type__model="product",
        to_object_id__in=[str(one) for one in wanted],
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    ).values_list("object_id", flat=True)
    provinces = Product.objects.filter(pk__in=wanted).values_list("producer__province__slug")
    rows = Page.objects.live().filter(
        Q(pk__in={int(one) for one in named}) | Q(showcasepage__province__slug__in=provinces)
    )
    return _purge(
        {
            address(url_path, language)
            for url_path, language in rows.values_list("url_path", "locale__language_code")
        }
    )


def after_publication(*, instance: Any, **_more: Any) -> None:
    """Published or taken down."""
    purge_around(instance.url_path, language=instance.locale.language_code)


def after_move(*, instance: Any, url_path_before: str, url_path_after: str, **_more: Any) -> None:
    purge_around(url_path_before, url_path_after, language=instance.locale.language_code)


def after_renaming(*, instance: Any, instance_before: Any, **_more: Any) -> None:
    purge_around(
        instance_before.url_path, instance.url_path, language=instance.locale.language_code
    )


def after_goods_changed(*, product_ids: Iterable[int], **_more: Any) -> None:
    """Certificates, listings, photographs."""
    purge_products(product_ids)


def _house(url_path: str) -> str:
    """The kept address of the house in which a page stands; empty for what stands in none."""
    steps = url_path.split("/")[1:-1]
    return f"/{'/'.join(steps[:3])}/" if len(steps) > 2 and steps[1] == SLUG else ""  # noqa: PLR2004


def _purge(paths: set[str]) -> int:
    """Through the task queue, so in the transaction of the change."""
    ordered = sorted(paths)
    for first in range(0, len(ordered), BATCH):
        purge_urls_from_cache([absolute(path) for path in ordered[first : first + BATCH]])
    return len(paths)
