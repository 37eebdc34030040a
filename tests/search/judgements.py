"""Judged queries of intent: reading the grades of ``judged/intents.txt``, and nDCG@10.

Grades come from the catalogue's data alone; nothing of the engine's concepts is read here.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.catalogue import registries
from catalog.catalogue.models import Product
from marketplace.kernel import text
from marketplace.kernel.clock import today
from search.engine.protocol import Engine, Query
from search.finding import find_now
from search.tokens import read_words

FILE = Path(__file__).parent / "judged" / "intents.txt"
FIRST = 10
_SET, _STARS = re.compile(r"B\d\d"), re.compile(r"(\d)\*")


@dataclass(frozen=True)
class Judged:
    """What a rule may ask of a product. ``places``: slugs of province and region."""

    title: str
    criteria_set: str
    places: frozenset[str]
    star: int


@dataclass(frozen=True)
class Alternative:
    sets: frozenset[str]
    words: tuple[str, ...]
    without: tuple[str, ...]
    places: frozenset[str]
    star: int

    def holds(self, product: Judged) -> bool:
        title = f" {_plain(product.title)} "
        return (
            (not self.sets or product.criteria_set in self.sets)
            and (not self.words or any(f" {word} " in title for word in self.words))
            and not any(f" {word} " in title for word in self.without)
            and (not self.places or bool(self.places & product.places))
            and (not self.star or self.star == product.star)
        )


@dataclass(frozen=True)
class JudgedQuery:
    typed: str
    rules: Mapping[int, list[Alternative]]

    def grade(self, product: Judged) -> int:
        for grade in (0, 2, 1):
            if any(one.holds(product) for one in self.rules.get(grade, ())):
                return grade
        return 0


def read_judgements(path: Path = FILE) -> list[JudgedQuery]:
    """All queries of the file with their rules."""
    names: dict[str, str] = {}
    queries: list[JudgedQuery] = []
    lines: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("$"):
            name, _sign, said = line[1:].partition("=")
            names[name.strip()] = said.strip()
        elif line and not line.startswith("#"):
            lines.append(line)
        elif lines:
            rules = {int(said[0]): _alternatives(said[2:], names) for said in lines[1:]}
            queries.append(JudgedQuery(lines[0], rules))
            lines = []
    return queries


def answers(engine: Engine) -> dict[str, float]:
    """nDCG@10 of every judged query, over what is listed today."""
    columns = (
        *("pk", "title", "criteria_set__code"),
        *("producer__province__slug", "producer__province__region__slug"),
    )
    rows = list(Product.objects.listed(on=today()).values_list(*columns))
    badges = registries.badges([row[0] for row in rows], on=today())
    products = {
        pk: Judged(title, code or "", frozenset({province, region}), badges[pk].star)
        for pk, title, code, province, region in rows
    }
    found = {}
    for query in read_judgements():
        grades = {pk: query.grade(product) for pk, product in products.items()}
        asked = Query(
            day=today().toordinal(),
            words=read_words(query.typed),
            order="rank",
            limit=FIRST,
            facets=(),
        )
        hits = find_now(engine, asked, as_typed=False).page.hits
        found[query.typed] = ndcg([grades[hit.row["id"]] for hit in hits], grades.values())
    return found


def ndcg(grades: Sequence[int], possible: Iterable[int]) -> float:
    """Of the first ten, against the best order of all grades there are."""
    best = _gain(sorted(possible, reverse=True))
    return _gain(grades) / best if best else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**g - 1) / math.log2(place + 2) for place, g in enumerate(grades[:FIRST]))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", text.clean(name).lower()))


def _alternatives(said: str, names: Mapping[str, str]) -> list[Alternative]:
    found: list[Alternative] = []
    for one in said.split(";"):
        found += _expanded(one.strip(), names)
    return found


def _expanded(said: str, names: Mapping[str, str]) -> list[Alternative]:
    if said.startswith("$"):
        name, _space, rest = said[1:].partition(" ")
        return [
            alternative
            for one in names[name].split(";")
            for alternative in _expanded(f"{one.strip()} {rest}".strip(), names)
        ]
    sets, stars = frozenset(_SET.findall(said)), _STARS.search(said)
    words, without, places = [], [], set()
    for part in re.split(r",|\s+(?=[-@])", _STARS.sub(",", _SET.sub(",", said))):
        said_here = part.strip()
        if said_here.startswith("@"):
            place, _space, said_here = said_here[1:].partition(" ")
            places.add(place)
        if said_here.startswith("-"):
            without.append(_plain(said_here[1:]))
        elif said_here:
            words.append(_plain(said_here))
    star = int(stars[1]) if stars else 0
    return [Alternative(sets, tuple(words), tuple(without), frozenset(places), star)]
