"""One walk over a page's blocks, one query a kind of thing, whatever the number of blocks."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from catalog.catalogue.selectors import Card
from catalog.catalogue.selectors.province import ProvinceFacts
from catalog.catalogue.selectors.shelves import Filled, Shelf, fill_shelves
from catalog.producers.models import Producer
from cms.blocks.telling import TellingBlock
from cms.films.serving import film_address

from .links import page_links
from .needs import Needs

#: Stands between two texts while their links are resolved together; no editor can write it.
_BETWEEN = "\x1e"


@dataclass(frozen=True)
class Part:
    """One block as its template reads it. ``anchor``: the id of its heading within the page.

    ``files``: the addresses of its documents, in their order; empty for one that is not there.
    """

    kind: str
    template: str
    value: Any
    anchor: str
    cards: tuple[Card, ...] = ()
    texts: tuple[SafeString, ...] = ()
    facts: ProvinceFacts | None = None
    producer: Producer | None = None
    files: tuple[str, ...] = ()
    shown: Any = None

    @property
    def text(self) -> SafeString | str:
        return self.texts[0] if self.texts else ""


class Supplies:
    """The blocks of a stream, walked once; what they need is fetched when it is asked for.

    At most: three queries for all shelves together, one each for the links in texts, the pages that
    blocks lead to, the producers, the films and the pictures' renditions; besides these Wagtail asks
    once for the pictures of each kind of block.
    """

    def __init__(
        self, stream: Iterable[Any], *, on: datetime.date, further: Sequence[Shelf] = ()
    ) -> None:
        """``further``: shelves of the page itself; they cost nothing where a block has one."""
        self._on = on
        self._children = [one for one in stream if isinstance(one.block, TellingBlock)]
        self._needs = [one.block.needs(one.value) for one in self._children]
        own = [need.shelf for need in self._needs if need.shelf is not None]
        self._asked, self._own = [*own, *further], len(own)
        self._filled: Filled | None = None

    @property
    def wants_facts(self) -> bool:
        return any(need.facts for need in self._needs)

    def draw(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Card, ...]:
        """Cards for a list that stands on the same page; the shelves are filled by the same queries."""
        self._filled = fill_shelves(self._asked, on=self._on, beside=rows)
        return self._filled.beside

    def parts(self, facts: ProvinceFacts | None = None, *, name: str = "part") -> list[Part]:
        """The blocks with all that they show on the day; ``name`` begins their anchors."""
        _fetch_renditions(self._needs)
        shelves = iter(self._fill().shelves)
        texts = iter(expand(text for need in self._needs for text in need.texts))
        links = page_links(number for need in self._needs for number in need.pages)
        producers = self._producers()
        files = self._files()
        return [
            Part(
                kind=child.block_type,
                template=child.block.meta.template,
                value=child.value,
                anchor=f"{name}-{number}",
                cards=next(shelves) if need.shelf is not None else (),
                texts=tuple(next(texts) for _text in need.texts),
                facts=facts if need.facts else None,
                producer=producers.get(need.producer),
                files=tuple(files.get(number, "") for number in need.documents),
                shown=child.block.shown(child.value, on=self._on, links=links),
            )
            for number, (child, need) in enumerate(
                zip(self._children, self._needs, strict=True), start=1
            )
        ]

    def further(self) -> list[tuple[Card, ...]]:
        """The page's own shelves."""
        return list(self._fill().shelves[self._own :])

    def shown(self) -> set[str]:
        """The public ids of what stands on the blocks' shelves."""
        return {card.public_id for shelf in self._fill().shelves[: self._own] for card in shelf}

    def _fill(self) -> Filled:
        if self._filled is None:
            self._filled = fill_shelves(self._asked, on=self._on)
        return self._filled

    def _producers(self) -> dict[int | None, Producer]:
        numbers = {need.producer for need in self._needs if need.producer}
        if not numbers:
            return {}
        found = Producer.objects.filter(pk__in=numbers).select_related("province")
        return {one.pk: one for one in found}

    def _files(self) -> dict[int | None, str]:
        numbers = {number for need in self._needs for number in need.documents if number}
        if not numbers:
            return {}
        found = get_document_model().objects.filter(pk__in=numbers)
        return {one.pk: film_address(one) for one in found}


def expand(texts: Iterable[str]) -> list[SafeString]:
    """Rich texts as HTML; the links of all are looked up together."""
    kept = [text.replace(_BETWEEN, "") for text in texts]
    if not kept:
        return []
    # Wagtail's own expansion of what its editor has cleaned.
    return [mark_safe(html) for html in expand_db_html(_BETWEEN.join(kept)).split(_BETWEEN)]  # noqa: S308


def _fetch_renditions(needs: Sequence[Needs]) -> None:
    images = [image for need in needs for image in need.images if image is not None]
    if images:
        rendition = get_image_model().get_rendition_model()
        prefetch_related_objects(
            images,
            Prefetch(
                "renditions", queryset=rendition.objects.all(), to_attr="prefetched_renditions"
            ),
        )
