"""Names and phrases as sets of numbers: folded syllables and pairs of them, without statistics."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from search import tokens
from search.synonyms import other_wordings

from .columns import Terms


def words_of_names(names: Iterable[str]) -> frozenset[int]:
    """What a product is found by: its names, and with words of north and south for one thing."""
    wordings = [wording for name in names if name for wording in (name, *other_wordings(name))]
    return frozenset(number for wording in wordings for number in words_of(wording))


@lru_cache(maxsize=2**12)
def words_of(phrase: str) -> frozenset[int]:
    """Syllables, and each two neighbours as one."""
    syllables = tokens.folded(phrase)
    return frozenset(map(_number, (*syllables, *tokens.pairs(syllables))))


@lru_cache(maxsize=2**16)
def _number(token: str) -> int:
    """The same in every process, so that sides read at different times meet."""
    digest = hashlib.blake2b(token.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def terms_of(sets: Sequence[Iterable[int]]) -> Terms:
    rows = [sorted(one) for one in sets]
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return Terms(offsets, np.array([number for row in rows for number in row], dtype=np.int64))
