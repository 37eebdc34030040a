"""Concepts: what buyers ask for without naming a product, and which products each one means.

A product is indexed with a token for every concept that means it, a query that names one asks for the
token. So both engines need to know nothing of it, and facets and totals are those of any search.
The data are ``data/concepts.toml`` and ``data/places.csv``; tokens begin with "_", as no typed word does.
"""

import csv
import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .engine.protocol import Text
from .rules import LONGEST, Known, Rule, Traits, folded_runs, read_rules, run_of
from .synonyms import other_syllables
from .tokens import accented, folded

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Concept:
    """``is_soft``: left aside before anything else where nothing is found. ``is_place``: of places.csv."""

    token: str
    vietnamese: str
    english: str
    phrases: tuple[str, ...]
    best: tuple[Rule, ...]
    also: tuple[Rule, ...]
    never: tuple[Rule, ...]
    is_soft: bool = False
    is_place: bool = False


@functools.cache
def concepts() -> tuple[Concept, ...]:
    """All of them, in the order of the files."""
    return (*_of_meaning(), *_of_places())


def _of_meaning() -> Iterator[Concept]:
    with (_DATA / "concepts.toml").open("rb") as file:
        told = tomllib.load(file)
    for one in told["concept"]:
        best, also, never = (
            tuple(read_rules(one.get(kind, ()), told["groups"]))
            for kind in ("best", "also", "never")
        )
        yield Concept(
            token=f"_{one['code']}",
            vietnamese=one["vi"],
            english=one["en"],
            phrases=tuple(one["phrases"]),
            best=best,
            also=also,
            never=never,
            is_soft=one.get("soft", False),
        )


def _of_places() -> Iterator[Concept]:
    """Best: what bears the name or comes from there; also, for a town: all of the province around it."""
    with (_DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = tuple(row["names"].split("|"))
            beside = frozenset(" ".join(folded(name)) for name in names)
            yield Concept(
                token="_at_" + "_".join(folded(names[0])),
                vietnamese=names[0],
                english=names[0],
                phrases=names,
                best=(Rule(beside=beside), Rule(words=frozenset(map(run_of, names)))),
                also=(Rule(beside=frozenset({" ".join(folded(row["within"]))})),)
                if row["within"]
                else (),
                never=(),
                is_place=True,
            )


# --- products --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    concept: Concept
    rule: Rule
    grade: int


@functools.cache
def _by_what_they_ask() -> dict[str, list[_Said]]:
    """Rules under each thing of which they ask any, so that a product meets few of them."""
    found: dict[str, list[_Said]] = defaultdict(list)
    for said in _said():
        rule = said.rule
        asked = rule.words or rule.beside or rule.places or rule.sets or rule.standards
        for one in asked or {f"{rule.star}*"}:
            found[one].append(said)
    return found


def _said() -> Iterator[_Said]:
    for concept in concepts():
        for grade, rules in ((2, concept.best), (1, concept.also), (0, concept.never)):
            for rule in rules:
                yield _Said(concept, rule, grade)


@functools.cache
def _known() -> tuple[Known, frozenset[str]]:
    """All runs of names, and all names beside, that any rule asks for."""
    rules = [said.rule for said in _said()]
    return (
        Known(frozenset().union(*(rule.words | rule.without for rule in rules))),
        frozenset().union(*(rule.beside for rule in rules)),
    )


@functools.cache
def _phrases() -> dict[str, str]:
    """The wordings of concepts → their tokens."""
    return {run_of(phrase): concept.token for concept in concepts() for phrase in concept.phrases}


@functools.cache
def _known_phrases() -> Known:
    return Known(run for run in _phrases() if len(run.split(" ")) <= LONGEST)


def traits_of(
    title: str, criteria_set: str, *, places: Iterable[str], producer: str, beside: Iterable[str]
) -> Traits:
    """What rules may ask of a product, and no more: many products have the same.

    ``beside``: names of places of today and before. Star and standards are those of a document.
    """
    runs, _names = _known()
    return Traits(
        runs=frozenset(
            run
            for said in (accented(title), *(one.accented for one in other_syllables(title)))
            for run in runs.among(said)
        ),
        criteria_set=criteria_set,
        places=frozenset(places),
        beside=_named_beside(producer, tuple(beside)),
    )


@functools.lru_cache(maxsize=2**13)
def _named_beside(producer: str, places: tuple[str, ...]) -> frozenset[str]:
    """Of the names beside a product those that rules ask for; producers come again."""
    by_name = {" ".join(folded(name)) for name in places if name}
    return _known()[1] & (folded_runs(producer) | by_name)


@functools.lru_cache(maxsize=2**14)
def _meant(product: Traits) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tokens of the concepts that it answers best, and of those for which it will do; sorted."""
    index = _by_what_they_ask()
    things = (
        *(product.runs | product.beside | product.places | product.standards),
        *(product.criteria_set, f"{product.star}*"),
    )
    grades: dict[str, set[int]] = defaultdict(set)
    for said in (one for thing in things for one in index.get(thing, ())):
        if said.rule.holds(product):
            grades[said.concept.token].add(said.grade)
    allowed = {token: given for token, given in grades.items() if 0 not in given}
    best = frozenset(token for token, given in allowed.items() if 2 in given)  # noqa: PLR2004
    return tuple(sorted(best)), tuple(sorted(allowed.keys() - best))


def text_with_concepts(text: Text, names: Iterable[str], product: Traits) -> Text:
    """With the tokens of all concepts that mean the product: those with which its name begins first."""
    best, also = _meant(product)
    phrases, known = _phrases(), _known_phrases()
    named = {phrases[run] for name in names for run in known.at_the_beginning(accented(name))}
    if named:
        best = tuple(sorted({*best, *named}))
        also = tuple(token for token in also if token not in named)
    return Text(
        leads=(*text.leads, *sorted(named)),
        accented=text.accented,
        pairs=text.pairs,
        folded=text.folded + best,
        around=text.around + also,
    )
