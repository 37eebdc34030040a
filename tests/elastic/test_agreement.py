"""On the names of real products, two engines find the same sets, in the same order."""

import contextlib
import csv
import itertools
import random

import pytest

from search.engine.protocol import After
from search.finding import find_now
from tests.contract.conftest import ENGINES
from tests.contract.documents import asked, entry
from tests.database import ROOT
from tests.search.precision import queries

SEED = 20261126
#: Of the queries derived by rule; those that people judged are asked all.
DERIVED = 60
_GRADES = ("0 ", "1 ", "2 ")
_JUDGED = ROOT / "tests" / "search" / "judged" / "intents.txt"
_PRODUCTS = ROOT / "marketplace" / "demo" / "data" / "products.csv"


@pytest.fixture(scope="module")
def engines(request, tmp_path_factory):
    """Each with the products of the demonstration, made from their file alone."""
    with _PRODUCTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    entries = [
        entry(
            number,
            row["name_vi"],
            star=int(row["star"] or 3),
            is_sold=number % 3 == 0,
            around=[row["producer"], row["former_province"], row["district_or_commune"]],
            place=[row["new_province_slug"]],
            category=[row["group_code"]],
        )
        for number, row in enumerate(rows, start=1)
    ]
    with contextlib.ExitStack() as stack:
        made = []
        for name, make in sorted(ENGINES.items()):
            engine = stack.enter_context(make(request, tmp_path_factory.mktemp(name)))
            engine.rebuild(entries)
            made.append(engine)
        yield made, [row["name_vi"] for row in rows]


def _typed(titles):
    derived = [one.typed for one in queries(titles, seed=SEED)]
    lines = _JUDGED.read_text(encoding="utf-8").splitlines()
    judged = [line for line in lines if line and line[0] not in "#$" and line[:2] not in _GRADES]
    return [*random.Random(SEED).sample(derived, DERIVED), *judged]


def test_judged_queries_find_the_same_on_both_engines(engines):
    (one, other), titles = engines
    same_first, overlaps, total = 0, [], 0

    for typed in _typed(titles):
        pages = [
            find_now(engine, asked(typed, limit=10), as_typed=False).page for engine in (one, other)
        ]
        assert pages[0].total == pages[1].total
        assert pages[0].facets == pages[1].facets
        first, second = ([hit.key for hit in page.hits] for page in pages)
        same_first += first[:1] == second[:1]
        both, either = {*first} & {*second}, {*first} | {*second}
        overlaps.append(len(both) / len(either) if either else 1.0)
        total += bool(first)

    assert total > DERIVED
    assert same_first / len(overlaps) >= 0.95
    assert sum(overlaps) / len(overlaps) >= 0.9


def test_beginnings_of_names_are_completed_alike(engines):
    (one, other), titles = engines
    beginnings = {title[:length] for title in titles[::9] for length in (1, 3, 6)}

    for typed in sorted(beginnings):
        words = asked(typed).words
        first, second = (
            [hit.key for hit in engine.suggest(words, day=asked().day, kind="product", limit=8)]
            for engine in (one, other)
        )
        assert first == second


def test_pages_of_a_search_follow_alike(engines):
    (one, other), _titles = engines
    walks = [list(itertools.islice(_walk(engine, "mat ong"), 60)) for engine in (one, other)]

    assert walks[0] == walks[1]
    assert len(walks[0]) > 10


def _walk(engine, typed):
    after = None
    while True:
        page = engine.search(asked(typed, limit=7, after=after))
        yield from ((hit.key, hit.level) for hit in page.hits)
        if not page.has_more:
            return
        after = After(page.hits[-1].level, page.hits[-1].order_key)
