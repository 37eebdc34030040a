"""What to make of a token that the index does not know. The seam for keyboards and dialects to come.

Never an engine's fuzzy search: on syllables of three letters that matches nearly everything. Here
only joined syllables are taken apart and one slip of a finger is mended, and only towards words
that the index holds, preferring those that stand beside the neighbour typed.
"""

import string
from collections.abc import Iterator, Sequence

from search.engine.protocol import Vocabulary
from search.tokens import pairs

#: Shorter tokens have too many neighbours to guess among.
_SHORTEST = 3
_LONGEST = 24
_MOST_PIECES = 4


def corrected(
    tokens: Sequence[str], unknown: frozenset[str], vocabulary: Vocabulary
) -> tuple[str, ...] | None:
    """The folded tokens with the unknown ones mended; None where one of them cannot be."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token not in unknown:
            found.append(token)
            continue
        before = found[-1] if found else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        mended = _mend(token, before, after, vocabulary)
        if not mended:
            return None
        found += mended
    return tuple(found)


def _mend(token: str, before: str, after: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if not _SHORTEST <= len(token) <= _LONGEST:
        return ()
    apart = list(_apart(token, vocabulary, _MOST_PIECES))
    if apart:
        return max(apart, key=lambda pieces: _weight_of_pieces(pieces, vocabulary))
    near = {word for word in _one_edit(token) if word in vocabulary.tokens}
    if not near:
        return ()
    return (max(near, key=lambda word: (*_weight(word, before, after, vocabulary), word)),)


def _apart(token: str, vocabulary: Vocabulary, most: int) -> Iterator[tuple[str, ...]]:
    """Ways to read a token as known syllables that stand beside each other in some name."""
    for cut in range(1, len(token)):
        head, rest = token[:cut], token[cut:]
        if head not in vocabulary.tokens:
            continue
        if rest in vocabulary.tokens and f"{head}_{rest}" in vocabulary.pairs:
            yield (head, rest)
        if most > 2:  # noqa: PLR2004 - two pieces are the last cut
            for pieces in _apart(rest, vocabulary, most - 1):
                if f"{head}_{pieces[0]}" in vocabulary.pairs:
                    yield (head, *pieces)


def _weight_of_pieces(pieces: tuple[str, ...], vocabulary: Vocabulary) -> tuple[int, int]:
    """Few pieces first, then the pair that is found most."""
    rarest = min(vocabulary.pairs[pair] for pair in pairs(pieces))
    return -len(pieces), rarest


def _weight(word: str, before: str, after: str, vocabulary: Vocabulary) -> tuple[int, int]:
    beside = vocabulary.pairs.get(f"{before}_{word}", 0) + vocabulary.pairs.get(
        f"{word}_{after}", 0
    )
    return beside, vocabulary.tokens[word]


def _one_edit(token: str) -> Iterator[str]:
    """Everything one insertion, deletion, replacement or swap of neighbours away."""
    letters = string.ascii_lowercase + string.digits
    for place in range(len(token) + 1):
        head, rest = token[:place], token[place:]
        for letter in letters:
            yield head + letter + rest
            if rest:
                yield head + letter + rest[1:]
        if rest:
            yield head + rest[1:]
        if len(rest) > 1:
            yield head + rest[1] + rest[0] + rest[2:]
