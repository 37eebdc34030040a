"""Which published pages a search finds, beside the products."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language
from wagtail.models import Page

from catalog.catalogue.registries import Telling
from cms.provinces.addresses import address
from cms.provinces.kinds import KINDS
from marketplace.kernel import text

#: Below the showcases.
_DEPTH = 5


def pages_found(*, words: str, limit: int) -> list[Telling]:
    """Pages in the active language with all words in title and summary, those of the title first.

    With or without diacritics; the newest first among equals. One query: pages are some hundreds,
    looked through in memory.
    """
    wanted = text.key(words).split()
    if not wanted:
        return []
    language = get_language() or "vi"
    rows = (
        Page.objects.live()
        .filter(depth=_DEPTH, locale__language_code=language)
        .order_by("-first_published_at", "-pk")
        .values_list("title", "search_description", "url_path", "content_type_id")
    )
    in_title, in_summary = [], []
    for row in rows:
        title, summary = _padded(row[0]), _padded(row[1])
        if all(f" {word} " in title for word in wanted):
            in_title.append(row)
        elif all(f" {word} " in title or f" {word} " in summary for word in wanted):
            in_summary.append(row)
    return [
        Telling(
            kind=str(KINDS.get(ContentType.objects.get_for_id(kind).model, "")),
            title=title,
            summary=summary,
            url=address(url_path, language),
            language=language,
        )
        for title, summary, url_path, kind in [*in_title, *in_summary][:limit]
    ]


def _padded(words: str) -> str:
    return f" {text.key(words)} "
