"""How facts become documents: tokens, keys of order, digest. Pure; the same for every engine."""

import datetime
import functools
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

import orjson

from search import tokens
from search.engine.protocol import NUMBER_BITS, Document, Text
from search.synonyms import english_words, other_syllables

Span = tuple[int, int]
_Tokens = tuple[str, ...]
_OfName = tuple[_Tokens, _Tokens, _Tokens, _Tokens]
T = TypeVar("T")

#: No price: behind every price, whichever way one looks.
_DEAREST = 2**31 - 1
_STAR_BITS = 3


def text_of(names: Iterable[str], *, around: Iterable[str] = ()) -> Text:
    """Tokens of a document that is called by ``names``; ``around`` is what else it is found by."""
    of_names = [_of_name(name) for name in names if name]
    if len(of_names) == 1:
        return Text(*of_names[0], _beside(tuple(around)))
    joined_up = (_once(chain.from_iterable(each)) for each in zip(*of_names, strict=True))
    leads, accented, pairs, folded = joined_up if of_names else ((), (), (), ())
    return Text(leads, accented, pairs, folded, _beside(tuple(around)))


def _once(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said))


@functools.lru_cache(maxsize=2**14)
def _of_name(name: str) -> _OfName:
    """What a name begins with, its accented syllables, pairs and folded syllables, each once. Many
    producers call what they make by the same name.
    """
    syllables = tokens.folded(name)
    pairs = tokens.pairs(syllables)
    folded = [*tokens.parts(syllables), *syllables]
    for wording in other_syllables(name):
        pairs += tokens.pairs(wording.folded)
        folded += wording.folded
    for word in english_words(name):
        said = tokens.folded(word)
        folded += said
        if len(said) > 1:
            pairs += tokens.pairs(said)
    leads = tuple(tokens.leads(syllables))
    return leads, _once(tokens.accented(name)), _once(pairs), _once(folded)


@functools.lru_cache(maxsize=2**14)
def _beside(names: tuple[str, ...]) -> tuple[str, ...]:
    """Producers make several products of a kind."""
    return _once(chain.from_iterable(map(tokens.folded, names)))


def orders_of(
    number: int, *, star: int = 0, price: int | None = None, is_sold: bool = False
) -> dict[str, int]:
    """Keys of order; ``number`` makes each unique. "rank": what can be bought, then stars, then newest."""
    return {
        "newest": number,
        "stars": star << NUMBER_BITS | number,
        "price_up": (_DEAREST if price is None else price) << NUMBER_BITS | number,
        "price_down": (price or 0) << NUMBER_BITS | number,
        "rank": (is_sold << _STAR_BITS | star) << NUMBER_BITS | number,
    }


def make_document(
    *,
    kind: str,
    key: str,
    number: int,
    span: Span,
    text: Text,
    facets: Mapping[str, tuple[str, ...]],
    orders: Mapping[str, int],
    row: Mapping[str, Any],
) -> Document:
    """With a digest of all of it, by which an index is compared with the database."""
    words = (text.leads, text.accented, text.pairs, text.folded, text.around)
    said = orjson.dumps([span, *words, facets, orders, row])
    digest = int.from_bytes(hashlib.blake2b(said, digest_size=8).digest()) >> 1
    return Document(
        kind=kind,
        key=key,
        number=number,
        live_from=span[0],
        live_until=span[1],
        text=text,
        facets=facets,
        orders=orders,
        row=row,
        digest=digest,
    )


def cut(span: Span, days: Collection[int]) -> Iterator[Span]:
    """The span in pieces that begin on its first day and on each of ``days`` within it."""
    if not days:
        yield span
        return
    first, last = span
    begins = [first, *sorted({day for day in days if first < day <= last})]
    for begin, following in zip(begins, [*begins[1:], last + 1], strict=True):
        yield begin, following - 1


def joined(spans: Sequence[Span]) -> list[Span]:
    """The days covered by any, as few spans as that takes."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def ordinal(day: datetime.date) -> int:
    return day.toordinal()


def in_chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
