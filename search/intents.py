"""What a query means beyond its words: the concepts that it names, and the words that are left."""

import functools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .concepts import Concept, concepts
from .engine.protocol import NO_WORDS
from .tokens import Token, Words, read_words

#: Words that add nothing where a concept or another word says what is wanted.
_FILLERS = (
    "ngon|ngon nhất|tốt|tốt nhất|chất lượng|chính gốc|chính hiệu|chính hãng|giá rẻ|giá tốt|rẻ|uy tín|"
    "sản phẩm|hàng|loại|các loại|đồ|món|thực phẩm|ocop|sản phẩm ocop|việt nam|vietnam|vietnamese|"
    "best|good|buy|cheap|product|products|food|local|nhà làm|nhà hàng mua sỉ|mua sỉ|sỉ|giá sỉ|bán buôn|"
    "nổi tiếng|truyền thống việt|hợp vệ sinh|tự nhiên|thiên nhiên|for|from|of|the|in"
)
#: Small words typed without accents, and those that join; skipped inside a phrase.
_JOINING = frozenset({"cho", "cua", "va", "tai", "cac", "nhung", "voi"})
_JOINING_ENGLISH = frozenset({"for", "from", "of", "the", "in", "a", "to", "and", "with", "my"})

Phrase = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """``fillers`` were left out; ``rest`` are words that no concept explains; ``spelled`` are the
    phrases as concepts have them."""

    concepts: tuple[Concept, ...]
    rest: tuple[Token, ...]
    fillers: int = 0
    spelled: Words = NO_WORDS

    def __bool__(self) -> bool:
        return bool(self.concepts or self.fillers)

    @property
    def is_whole(self) -> bool:
        """Whether nothing but concepts that are no names of places explains it."""
        return not self.rest and not self.is_only_places

    @property
    def is_only_places(self) -> bool:
        return all(concept.is_place for concept in self.concepts)

    @property
    def words(self) -> Words:
        """What the engine is asked for."""
        tokens = tuple(Token(concept.token, concept.token) for concept in self.concepts)
        return Words(tokens + self.rest)

    def only(self, *, hard: bool = False, rest: bool = True) -> "Intent":
        """Without soft concepts, or without the rest."""
        kept = tuple(one for one in self.concepts if not (hard and one.is_soft))
        return Intent(kept, self.rest if rest else (), self.fillers, self.spelled)


@functools.cache
def _phrases() -> dict[str, list[tuple[Phrase, Concept | None]]]:
    """By first folded syllable, the longest first."""
    found: dict[str, list[tuple[Phrase, Concept | None]]] = defaultdict(list)
    told = [(phrase, concept) for concept in concepts() for phrase in concept.phrases]
    for phrase, concept in [*told, *((filler, None) for filler in _FILLERS.split("|"))]:
        tokens = _meant(read_words(phrase).tokens)
        found[tokens[0].folded].append((tokens, concept))
    for of_one in found.values():
        of_one.sort(key=lambda one: -len(one[0]))
    return dict(found)


@functools.cache
def words_of_phrases() -> frozenset[str]:
    """Folded syllables that phrases hold; the normaliser mends towards them too."""
    return frozenset(
        token.folded for of_one in _phrases().values() for phrase, _c in of_one for token in phrase
    )


@functools.cache
def pairs_of_phrases() -> frozenset[str]:
    """Their neighbours."""
    return frozenset(
        f"{one.folded}_{two.folded}"
        for of_one in _phrases().values()
        for phrase, _concept in of_one
        for one, two in pairwise(phrase)
    )


def read_intent(words: Words, *, loosely: bool = False) -> Intent:
    """The longest phrases first, from the left; each concept once.

    Where any accent was typed, accents are compared ("cá kho" is no "cá khô"), but for ``loosely``.
    """
    tokens = _meant(words.tokens)
    exactly = not loosely and any(token.is_marked for token in tokens)
    named: dict[str, Concept] = {}
    rest: list[Token] = []
    spelled: list[Token] = []
    fillers = place = 0
    while place < len(tokens):
        for phrase, concept in _phrases().get(tokens[place].folded, ()):
            if _stands(phrase, tokens[place : place + len(phrase)], exactly):
                if concept is None:
                    fillers += 1
                else:
                    named[concept.token] = concept
                spelled += phrase
                place += len(phrase)
                break
        else:
            rest.append(tokens[place])
            place += 1
    return Intent(tuple(named.values()), tuple(rest), fillers, Words(tuple(spelled)))


def _meant(tokens: Sequence[Token]) -> Phrase:
    """Without joining words; a query of nothing else keeps them."""
    kept = tuple(
        token
        for token in tokens
        if token.is_marked
        or (token.folded not in _JOINING and token.folded not in _JOINING_ENGLISH)
    )
    return kept or tuple(tokens)


def _stands(phrase: Phrase, typed: Phrase, exactly: bool) -> bool:
    """The same syllables."""
    return len(phrase) == len(typed) and all(
        one.folded == other.folded and (not exactly or one.accented == other.accented)
        for one, other in zip(phrase, typed, strict=True)
    )
