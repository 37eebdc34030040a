"""Who comes into question: recalled by one of the engines, judged by judging.py alone.

Recall is complete and never cut: it may bring too many, never too few. It goes by the goods only
(criteria sets, words where a need names no set), so that near misses are found as well.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .codes import GROUPS
from .columns import Ints, Needs, Rows, Supplies, Terms


class Recall(Protocol):
    """``key`` of Supplies or Needs, ascending, each once."""

    def supplies_for(self, need: Needs) -> Ints:
        """For columns of length one: all supplies of the sets that it names, or all that share
        a token with one of its phrases; all where it names neither."""

    def needs_for(self, supply: Supplies) -> Ints:
        """For columns of length one: all needs that name its set, and of those that name none
        all that share a token with it or have no phrase."""


@dataclass(frozen=True)
class InProcess:
    """Recall over columns in memory: a posting list for each criteria set."""

    supplies: Supplies
    needs: Needs

    def supplies_for(self, need: Needs) -> Ints:
        return np.sort(self.supplies.key[self.supply_rows(need)])

    def needs_for(self, supply: Supplies) -> Ints:
        return np.sort(self.needs.key[self.need_rows(supply)])

    def supply_rows(self, need: Needs) -> Rows:
        """Rows instead of keys, for who holds the same columns; neighbours where they lie so."""
        groups = int(need.groups[0])
        if groups:
            postings = [self._supplies_of[bit] for bit in _bits(groups)]
            found = postings[0] if len(postings) == 1 else np.sort(np.concatenate(postings))
            return _neighbours(found)
        if not len(need.phrases):
            return slice(None)
        return np.flatnonzero(self.supplies.words.count(np.unique(need.phrases.ids)))

    def need_rows(self, supply: Supplies) -> Ints:
        """Each once, in no order."""
        named = [self._needs_of[bit] for bit in _bits(int(supply.group[0]))]
        shared = self._free_phrases.count(supply.words.of(0))
        alike = self._owners_of_free.take(np.flatnonzero(shared))
        return np.concatenate([*named, np.unique(alike), self._wordless])

    @functools.cached_property
    def _supplies_of(self) -> list[Ints]:
        return [np.flatnonzero(self.supplies.group >> bit & 1) for bit in range(len(GROUPS))]

    @functools.cached_property
    def _needs_of(self) -> list[Ints]:
        return [np.flatnonzero(self.needs.groups >> bit & 1) for bit in range(len(GROUPS))]

    @functools.cached_property
    def _wordless(self) -> Ints:
        """Needs that name neither sets nor words."""
        return np.flatnonzero((self.needs.groups == 0) & (np.diff(self.needs.phrase_from) == 0))

    @functools.cached_property
    def _phrases_of_free(self) -> Ints:
        return np.flatnonzero(self.needs.groups.take(self.needs.phrase_owners) == 0)

    @functools.cached_property
    def _owners_of_free(self) -> Ints:
        return self.needs.phrase_owners.take(self._phrases_of_free)

    @functools.cached_property
    def _free_phrases(self) -> Terms:
        """The phrases of needs that name no set."""
        return self.needs.phrases.take(self._phrases_of_free)


def _neighbours(rows: Ints) -> Rows:
    """The same rows as a slice where they stand together: taking those costs nothing."""
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


def _bits(value: int) -> Iterator[int]:
    return (bit for bit in range(len(GROUPS)) if value >> bit & 1)
