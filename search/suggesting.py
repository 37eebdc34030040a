"""Type-ahead under the search box: products, producers, provinces and kinds that begin so."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.catalogue.addresses import product_address
from catalog.catalogue.models import Product
from catalog.catalogue.selectors import category_tree
from marketplace.kernel.language import Words as Shown
from marketplace.kernel.language import words as shown
from marketplace.kernel.prepared import Prepared

from . import menus, producers, products
from .finding import suggest
from .tokens import Words, folded, read_words

_PRODUCTS, _PRODUCERS, _PLACES, _KINDS = 5, 2, 2, 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``kind`` in words; ``detail`` tells namesakes apart."""

    kind: str
    text: Shown
    url: str
    detail: str = ""


def suggestions(typed: str, *, on: datetime.date) -> list[Suggestion]:
    """Best first: kinds and places that are meant by all they say, then products, then producers.

    Products and producers are those of which the database says now that they may be shown: the index
    may be late. Two queries at most.
    """
    words = read_words(typed)
    if not words:
        return []
    return [*_kinds(words), *_places(words), *_products(words, on), *_producers(words, on)]


def _products(words: Words, on: datetime.date) -> Iterator[Suggestion]:
    hits = suggest(words, day=on.toordinal(), kind=products.KIND, limit=_PRODUCTS)
    listed = {pk for (pk,) in _listed(ids=[hit.row["id"] for hit in hits], on=on)}
    for row in (hit.row for hit in hits if hit.row["id"] in listed):
        place = shown(
            row["producer__province__name_vi"] or "", row["producer__province__name_en"] or ""
        )
        yield Suggestion(
            _("product"),
            shown(row["title"], row["title_en"]),
            product_address(row["slug"], row["public_id"]),
            str(place),
        )


def _producers(words: Words, on: datetime.date) -> Iterator[Suggestion]:
    hits = suggest(words, day=on.toordinal(), kind=producers.KIND, limit=_PRODUCERS)
    makers = {pk for (pk,) in _makers(ids=[hit.row["id"] for hit in hits], on=on)}
    for row in (hit.row for hit in hits if hit.row["id"] in makers):
        at = {"slug": row["slug"], "public_id": row["public_id"]}
        yield Suggestion(
            _("producer"),
            shown(row["name"], row["name_en"]),
            reverse("producers:detail", kwargs=at),
            str(shown(row["province__name_vi"], row["province__name_en"])),
        )


@Prepared
def _listed(ids: list[int], on: datetime.date) -> QuerySet[Product, Any]:
    return Product.objects.listed(on=on).filter(pk__in=ids).order_by().values_list("pk")


@Prepared
def _makers(ids: list[int], on: datetime.date) -> QuerySet[Product, Any]:
    offered = Product.objects.listed(on=on).filter(producer__in=ids)
    return offered.order_by().values_list("producer_id").distinct()


def _places(words: Words) -> Iterator[Suggestion]:
    """Provinces by their names of today and of before July 2025."""
    found: dict[str, Suggestion] = {}
    for region in menus.regions():
        for place in region.provinces:
            if _begins(place.name, words):
                found[place.code] = _province(place.code, place.name)
    if len(words.folded[0]) > 1:
        for name, slug in menus.former_provinces():
            if slug not in found and _begins(name, words):
                today = menus.label("province", slug)
                found[slug] = _province(slug, today, before=name)
    yield from list(found.values())[:_PLACES]


def _province(slug: str, name: str, *, before: str = "") -> Suggestion:
    url = reverse("catalogue:province", kwargs={"slug": slug})
    return Suggestion(_("province"), Shown(name), url, before)


def _kinds(words: Words) -> Iterator[Suggestion]:
    made = (
        Suggestion(
            _("kind"), branch.name, reverse("catalogue:category", kwargs={"code": branch.code})
        )
        for branch in category_tree().values()
        if _begins(str(branch.name), words)
    )
    for _number, suggestion in zip(range(_KINDS), made, strict=False):
        yield suggestion


def _begins(name: str, words: Words) -> bool:
    """Whether a name begins with the words, the last of which may be unfinished."""
    syllables = folded(name)
    whole, last = words.folded[:-1], words.folded[-1]
    here = syllables[: len(whole)] == whole
    return here and len(syllables) > len(whole) and syllables[len(whole)].startswith(last)
