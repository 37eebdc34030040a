"""How good the first ten hits are, for queries derived by rule from the names of products.

A query is the first two to four syllables of a name, drawn with a seed and typed in each way. A hit is
right if its folded name, or the name in other words for the same, holds them in this order.
P@10 = right hits among the first ten ÷ min(10, hits, right products in the catalogue).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.kernel import text
from search.engine.protocol import Engine, Query
from search.finding import find_now
from search.synonyms import other_wordings
from search.tokens import read_words
from tests.search.typing import FORMS


@dataclass(frozen=True)
class Asked:
    form: str
    typed: str
    head: str


@dataclass(frozen=True)
class Figures:
    queries: int
    precision: float
    empty: list[str]
    worst: list[tuple[float, str]]


def queries(titles: list[str], *, seed: int) -> Iterator[Asked]:
    """Each name once in each form; names of one syllable are left out."""
    dice = random.Random(seed)
    for title in titles:
        words = [word for word in title.split() if text.key(word)]
        if len(words) < 2:
            continue
        head = words[: dice.randint(2, min(4, len(words)))]
        for form, how in FORMS.items():
            yield Asked(form, how(" ".join(head), dice), text.key(" ".join(head)))


def measure(engine: Engine, titles: list[str], *, day: int, seed: int) -> dict[str, Figures]:
    """By form."""
    wordings = {t: [f" {text.key(one)} " for one in (t, *other_wordings(t))] for t in set(titles)}
    scores: dict[str, list[tuple[float, str]]] = {form: [] for form in FORMS}
    empty: dict[str, list[str]] = {form: [] for form in FORMS}
    for asked in queries(titles, seed=seed):
        query = Query(day=day, words=read_words(asked.typed), order="rank", limit=10, facets=())
        found = find_now(engine, query, as_typed=False)
        hits = [str(hit.row["title"]) for hit in found.page.hits]
        bears = {t for t, said in wordings.items() if any(f" {asked.head} " in one for one in said)}
        right_here = sum(t in bears for t in titles)
        right = [t for t in hits if t in bears]
        if not hits:
            empty[asked.form].append(asked.typed)
        score = len(right) / max(1, min(10, len(hits), right_here))
        scores[asked.form].append((score, asked.typed))
    return {
        form: Figures(
            queries=len(made),
            precision=sum(score for score, _typed in made) / len(made),
            empty=empty[form],
            worst=sorted(made)[:40],
        )
        for form, made in scores.items()
    }
