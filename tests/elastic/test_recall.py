"""Both engines recall, both ways, all that can fit: judged, the same pairs with the same scores."""

import functools
import json

import numpy as np
import pytest

from search import keeping
from search.documents import make_document
from search.engine.elastic import library
from search.engine.protocol import Entry, Text
from search.matching import entries, goods
from search.matching.index_recall import IndexRecall
from search.matching.judging import Judged, judge_needs, judge_supplies
from search.matching.need_columns import load_needs
from search.matching.recall import InProcess
from search.matching.supply_columns import load_supplies
from tests.factories import make_product
from tests.search.matching.made import line, make_demand, make_supply
from tests.search.matching.market import make_needs, make_supplies

pytestmark = pytest.mark.django_db
_ALWAYS = (1, 10**6)


@functools.cache
def _market():
    return make_supplies(919, 1200), make_needs(26, 800)


def _entry(kind: str, number: int, held: tuple[str, ...]) -> Entry:
    document = make_document(
        kind=kind,
        key=f"{kind}:{number}",
        number=number,
        span=_ALWAYS,
        text=Text((), (), (), (), ()),
        facets={goods.FIELD: held},
        orders={"newest": number},
        row={},
    )
    return Entry(document.key, (document,))


def _entries():
    supplies, needs = _market()
    for row in range(len(supplies)):
        held = goods.of_supply(int(supplies.group[row]), supplies.words.of(row).tolist())
        yield _entry(entries.SUPPLY, int(supplies.key[row]), held)
    for row in range(len(needs)):
        need = needs.one(row)
        held = goods.of_need(int(need.groups[0]), need.phrases.ids.tolist())
        yield _entry(entries.NEED, int(need.key[0]), held)


@pytest.fixture(scope="module")
def market(shared_engine):
    shared_engine.rebuild(_entries())
    return shared_engine


def _told(found: Judged, keys: np.ndarray) -> dict[int, tuple[int, int, list[int]]]:
    """By key: score, gates failed, points."""
    return {
        int(keys[row]): (int(score), int(failed), points.tolist())
        for row, score, failed, points in zip(
            found.rows, found.score, found.failed, found.points.T, strict=True
        )
    }


def test_300_needs_get_all_their_supplies(market):
    supplies, needs = _market()
    plain, recall = InProcess(supplies, needs), IndexRecall(market)
    row_of = {int(key): row for row, key in enumerate(supplies.key)}
    pairs = 0

    for number in range(300):
        need = needs.one(number)
        recalled = recall.supplies_for(need)
        rows = np.array(sorted(row_of[key] for key in recalled.tolist()), dtype=np.int64)
        here = judge_supplies(need, supplies, rows)
        there = judge_supplies(need, supplies, plain.supply_rows(need))
        assert {*plain.supplies_for(need).tolist()} <= {*recalled.tolist()}
        for ours, theirs in (
            (here.matches, there.matches),
            (here.near_misses, there.near_misses),
        ):
            assert _told(ours, supplies.key) == _told(theirs, supplies.key)
        pairs += len(here.matches)

    assert pairs > 300


def test_300_supplies_get_all_their_needs(market):
    supplies, needs = _market()
    plain, recall = InProcess(supplies, needs), IndexRecall(market)
    row_of = {int(key): row for row, key in enumerate(needs.key)}
    pairs = 0

    for number in range(0, 1200, 4):
        supply = supplies.one(number)
        recalled = recall.needs_for(supply)
        rows = np.array(sorted(row_of[key] for key in recalled.tolist()), dtype=np.int64)
        here = judge_needs(supply, needs, rows)
        there = judge_needs(supply, needs, plain.need_rows(supply))
        assert {*plain.needs_for(supply).tolist()} <= {*recalled.tolist()}
        for ours, theirs in (
            (here.matches, there.matches),
            (here.near_misses, there.near_misses),
        ):
            assert _told(ours, needs.key) == _told(theirs, needs.key)
        pairs += len(here.matches)

    assert pairs > 300


def test_what_fills_many_pages_is_recalled_whole(market, monkeypatch):
    monkeypatch.setattr(library, "_ONE_PAGE", 100)
    monkeypatch.setattr(library, "_WALK", 101)

    numbers = market.recall(entries.SUPPLY, day=1, within={})

    assert numbers == sorted(_market()[0].key.tolist())


def _both(engine, supply, demand, on):
    """Whether each is recalled for the other."""
    recall = IndexRecall(engine)
    needs, supplies = load_needs([demand.pk], on=on), load_supplies([supply.pk], on=on)
    return (
        supply.pk in recall.supplies_for(needs.one(0)),
        demand.lines.get().pk in recall.needs_for(supplies),
    )


def test_what_waits_in_the_outbox_is_recalled_and_what_is_drained_too(engine, today):
    keeping.rebuild(engine)
    supply, demand = make_supply(), make_demand()

    assert _both(engine, supply, demand, today) == (True, True)
    keeping.drain_all(engine)
    assert keeping.waiting() == 0
    assert _both(engine, supply, demand, today) == (True, True)
    assert keeping.verify(engine) == keeping.Repaired(0, 0)


def test_who_names_no_set_is_recalled_by_words_or_by_all(engine, today):
    mango = make_supply()
    tea = make_supply(make_product("Chè Shan tuyết", criteria_set="B15"))
    by_word = make_demand(line(groups=[], keywords=["xoài"]))
    by_nothing = make_demand(line(groups=[], keywords=[]))
    keeping.rebuild(engine)

    assert _both(engine, mango, by_word, today) == (True, True)
    assert _both(engine, tea, by_word, today) == (False, False)
    assert _both(engine, tea, by_nothing, today) == (True, True)


def test_a_supply_paused_and_a_demand_withdrawn_are_recalled_no_more(engine, today):
    supply, demand = make_supply(), make_demand()
    needs, supplies = load_needs([demand.pk], on=today), load_supplies([supply.pk], on=today)
    keeping.rebuild(engine)
    type(supply).objects.filter(pk=supply.pk).update(state="paused")
    type(demand).objects.filter(pk=demand.pk).update(state="draft")
    keeping.drain_all(engine)

    recall = IndexRecall(engine)

    assert recall.supplies_for(needs.one(0)).tolist() == []
    assert recall.needs_for(supplies).tolist() == []


def test_without_an_index_the_database_recalls(engine, today):
    supply, demand = make_supply(), make_demand()

    assert engine.health().state == "missing"
    assert _both(engine, supply, demand, today) == (True, True)


def test_numbers_are_read_as_they_are_told_and_all_else_as_json():
    read = library.Json().loads
    told = b'{"timed_out":false,"hits":{"total":{"value":2},"hits":[%s]}}'
    numbers = told % b'{"fields":{"newest":[12]}},{"fields":{"newest":[7]}}'

    assert read(numbers)["hits"] == {"total": {"value": 2}, "hits": [12, 7]}
    assert read(told % b'{"_id":"a@0"}')["hits"]["hits"] == [{"_id": "a@0"}]
    assert read(json.dumps({"word": numbers.decode()}).encode()) == {"word": numbers.decode()}
