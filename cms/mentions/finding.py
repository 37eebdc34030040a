"""Which published pages a search finds, beside the products."""

from django.utils.translation import get_language
from wagtail.models import Page

from catalog.catalogue.registries import Telling
from cms.provinces.addresses import PAGE_DEPTH
from marketplace.kernel import text

from .selectors import telling


def pages_found(*, words: str, limit: int) -> list[Telling]:
    """Pages in the active language with all words in title and summary, those of the title first.

    With or without diacritics; the newest first among equals. One query: pages are some hundreds,
    looked through in memory.
    """
    wanted = _words(words)
    if not wanted:
        return []
    language = get_language() or "vi"
    rows = (
        Page.objects.live()
        .filter(depth=PAGE_DEPTH, locale__language_code=language)
        .order_by("-first_published_at", "-pk")
        .values_list("title", "url_path", "search_description", "content_type_id")
    )
    in_title, in_summary = [], []
    for row in rows:
        missing = wanted - _words(row[0])
        if not missing:
            in_title.append(row)
        elif missing <= _words(row[2]):
            in_summary.append(row)
    return [
        telling(title, url_path, summary, kind, language)
        for title, url_path, summary, kind in [*in_title, *in_summary][:limit]
    ]


def _words(words: str) -> set[str]:
    return set(text.key(words).split())
