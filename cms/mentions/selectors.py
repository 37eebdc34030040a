"""Which published pages tell of a product, a producer or a place; one query each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from catalog.catalogue.models import Product
from catalog.catalogue.registries import Telling
from catalog.catalogue.selectors.taxonomy import line_of
from catalog.producers.models import Producer
from cms.models.mention import Mention
from cms.provinces.addresses import PAGE_DEPTH, address
from cms.provinces.kinds import KINDS
from cms.provinces.selectors import Teaser, teasers
from marketplace.kernel.prepared import Prepared

#: On one page at most.
_MOST = 6
_PAGE = (
    "page_id",
    "page__title",
    "page__url_path",
    "page__search_description",
    "page__content_type_id",
)


def tellings_of(
    *, producer: Producer | None, product: Product | None = None, star: int = 0
) -> list[Telling]:
    """Pages in the language that is active, the newest first.

    Of a product: those with it or its producer by hand, then those with a shelf of its kind. Of a
    producer alone: those with its portrait or one of its products by hand.
    """
    language = get_language() or "vi"
    maker = producer.pk if producer is not None else 0
    if product is None:
        rows = _of_producer(producer=maker, language=language)
        return _as_tellings(rows, language)
    code = product.criteria_set.code if product.criteria_set else ""
    above = [one.code for one in line_of(code or "").above]
    group, sector = (above[-1:] or [code])[0], (above[:1] or [code])[0]
    found = _of_product(
        product=product.pk,
        producer=maker,
        province=producer.province.slug if producer is not None else "",
        code=code or "",
        group=group or "",
        sector=sector or "",
        language=language,
    )
    title = product.folded_title + " " + (producer.folded_name if producer is not None else "")
    held = [row for row in found if _by_hand(row) or _holds(row, title, star)]
    return _as_tellings(sorted(held, key=lambda row: not _by_hand(row)), language)


def pages_with(product: Product) -> list[Telling]:
    """Published pages in any language on which an editor has put the product by hand; one query."""
    rows = (
        Mention.objects.filter(product=product.pk, page__live=True)
        .order_by("page__path")
        .values_list(*_PAGE, "page__locale__language_code")
    )
    return [
        one
        for row in dict.fromkeys(rows)
        for one in _as_tellings([row[: len(_PAGE)]], row[len(_PAGE)])
    ]


@dataclass(frozen=True, slots=True)
class Around:
    """``named``: places that a page leads to; ``telling``: pages that lead to it."""

    named: list[Teaser]
    telling: list[Teaser]


def around(page: Any, language: str) -> Around:
    """Pages that this one tells of, and that tell of it; one query."""
    rows = (
        Mention.objects.filter(
            Q(page=page.pk, place__live=True) | Q(place=page.pk, page__live=True),
            place__depth=PAGE_DEPTH,
            page__depth=PAGE_DEPTH,
        )
        .order_by("-page__first_published_at", "pk")
        .values(
            *(f"{side}__{name}" for side in ("page", "place") for name in _TEASER),
        )
    )
    named, telling = [], []
    for row in rows:
        if row["page__pk"] == page.pk:
            named.append(_side(row, "place"))
        else:
            telling.append(_side(row, "page"))
    return Around(teasers(named, language), teasers(telling, language))


_TEASER = ("pk", "title", "url_path", "search_description", "content_type_id")


def _side(row: Mapping[str, Any], side: str) -> dict[str, Any]:
    return {name: row[f"{side}__{name}"] for name in _TEASER}


@Prepared
def _of_product(
    *,
    product: int,
    producer: int,
    province: str,
    code: str,
    group: str,
    sector: str,
    language: str,
) -> QuerySet[Any]:
    by_kind = Q(
        product=None,
        producer=None,
        place=None,
        code__in=["", code, group, sector],
        province__in=["", province],
    )
    return (
        _published(language)
        .filter(Q(product=product) | Q(producer=producer) | by_kind)
        .values_list(*_PAGE, "product_id", "producer_id", "words", "star")
    )


@Prepared
def _of_producer(producer: int, language: str) -> QuerySet[Any]:
    own = Q(producer=producer) | Q(product__producer=producer)
    return _published(language).filter(own).values_list(*_PAGE)


def _published(language: str) -> QuerySet[Any]:
    return Mention.objects.filter(
        page__live=True, page__depth=PAGE_DEPTH, page__locale__language_code=language
    ).order_by("-page__first_published_at", "-page_id")


def _by_hand(row: tuple[Any, ...]) -> bool:
    return row[len(_PAGE)] is not None or row[len(_PAGE) + 1] is not None


def _holds(row: tuple[Any, ...], title: str, star: int) -> bool:
    wanted, least = row[len(_PAGE) + 2], row[len(_PAGE) + 3]
    return star >= least and all(word in title for word in wanted.split())


def _as_tellings(rows: Iterable[tuple[Any, ...]], language: str) -> list[Telling]:
    """Each page once."""
    pages = {row[0]: row for row in reversed(list(rows))}
    return [
        telling(title, url_path, summary, kind, language)
        for _pk, title, url_path, summary, kind, *_more in list(pages.values())[::-1][:_MOST]
    ]


def telling(
    title: str, url_path: str, summary: str, content_type_id: int, language: str
) -> Telling:
    """A page as the catalogue and the search tell of it; no query."""
    kind = ContentType.objects.get_for_id(content_type_id).model
    return Telling(
        kind=str(KINDS.get(kind, "")),
        title=title,
        summary=summary,
        url=address(url_path, language),
        language=language,
    )
