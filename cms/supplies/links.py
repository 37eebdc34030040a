"""Published pages by number, wherever a block or a text leads to one: one query for all of them."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.provinces.addresses import address

from .needs import Link


def page_links(numbers: Iterable[int]) -> dict[int, Link]:
    """Those that are published, in the language in which each is; no query for no numbers."""
    wanted = set(numbers)
    if not wanted:
        return {}
    rows = Page.objects.filter(pk__in=wanted, live=True).values_list(
        "pk", "title", "url_path", "locale__language_code"
    )
    return {
        pk: Link(title=title, url=address(url_path, language))
        for pk, title, url_path, language in rows
    }
