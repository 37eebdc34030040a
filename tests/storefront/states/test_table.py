"""The one table and the one function: docs/states.md says the same, and nothing else is possible."""

import re
from itertools import product

import pytest
from django.apps import apps

from marketplace.kernel.errors import IllegalTransition
from storefront.states.moving import move, move_row, state_field
from storefront.states.table import BEGINS, TABLE, Mover, sources, targets
from tests.database import ROOT
from tests.storefront.states.rows import make_row

_SECTION = re.compile(r"^## [^`\n]+: `([a-z.]+)`$(.*?)(?=^## |\Z)", re.M | re.S)
_ROW = re.compile(r"^\| `(\w+)` \| `(\w+)` \| ([\w, ]+) \| (.*?) ?\|$", re.M)
_BEGINS = re.compile(r"^Begins as (.*)\.$", re.M)


def states_of(kind: str) -> list[str]:
    model = apps.get_model(kind)
    choices = model._meta.get_field(state_field(model)).choices
    if choices:
        return [str(value) for value, _label in choices]
    return sorted(BEGINS[kind] | {one for row in TABLE[kind] for one in (row.from_, row.to)})


def pairs_outside(kind: str) -> list[tuple[str, str]]:
    known = {(row.from_, row.to) for row in TABLE[kind]}
    return [pair for pair in product(states_of(kind), repeat=2) if pair not in known]


def test_the_page_prints_the_table():
    text = (ROOT / "docs" / "states.md").read_text()
    printed = {
        kind: [
            (from_, to, frozenset(Mover(one) for one in by.split(", ")), needs)
            for from_, to, by, needs in _ROW.findall(body)
        ]
        for kind, body in _SECTION.findall(text)
    }

    assert printed == {
        kind: [(row.from_, row.to, row.by, row.needs) for row in rows]
        for kind, rows in TABLE.items()
    }


def test_the_page_says_what_each_begins_as():
    text = (ROOT / "docs" / "states.md").read_text()

    begins = {
        kind: frozenset(re.findall(r"`(\w+)`", found.group(1)))
        for kind, body in _SECTION.findall(text)
        if (found := _BEGINS.search(body))
    }

    assert begins == BEGINS


@pytest.mark.parametrize("kind", TABLE)
def test_every_state_is_a_beginning_or_led_to_and_no_other_word_is_used(kind):
    led_to = {row.to for row in TABLE[kind]} | BEGINS[kind]

    assert led_to == set(states_of(kind))
    assert {row.from_ for row in TABLE[kind]} <= led_to
    assert not [row for row in TABLE[kind] if row.from_ == row.to or not row.by]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", TABLE)
def test_no_pair_outside_the_table_moves_a_row_whoever_asks(kind):
    row = make_row(kind)
    model, field = type(row), state_field(type(row))
    for from_, to in pairs_outside(kind):
        model.objects.filter(pk=row.pk).update(**{field: from_})
        row.refresh_from_db()
        for by in Mover:
            with pytest.raises(IllegalTransition):
                move_row(row, to=to, by=by)
            assert getattr(row, field) == from_
            if sources(kind, to, by=by):
                assert move(model.objects.filter(pk=row.pk), to=to, by=by) == 0
        row.refresh_from_db()
        assert getattr(row, field) == from_


@pytest.mark.django_db
@pytest.mark.parametrize("kind", TABLE)
def test_every_row_of_the_table_moves_for_those_it_names_and_for_nobody_else(kind):
    row = make_row(kind)
    model, field = type(row), state_field(type(row))
    for entry in TABLE[kind]:
        for by in Mover:
            model.objects.filter(pk=row.pk).update(**{field: entry.from_})
            row.refresh_from_db()
            if entry.to not in targets(kind, entry.from_, by=by):
                with pytest.raises(IllegalTransition):
                    move_row(row, to=entry.to, by=by)
                continue
            assert move_row(row, to=entry.to, by=by)
            assert getattr(row, field) == entry.to
            row.refresh_from_db()
            assert getattr(row, field) == entry.to


@pytest.mark.django_db
def test_who_comes_second_moves_nothing_and_keeps_what_was_read():
    row = make_row("vendors.vendororder")
    same = type(row).objects.get(pk=row.pk)

    assert move_row(row, to="cancelled", by=Mover.BUYER)
    assert not move_row(same, to="new", by=Mover.PAYMENT)

    assert same.status == "pending"
    assert type(row).objects.get(pk=row.pk).status == "cancelled"


@pytest.mark.django_db
def test_one_state_that_may_not_go_there_keeps_the_others_back_too():
    row = make_row("vendors.vendororder")

    with pytest.raises(IllegalTransition):
        move(type(row).objects.all(), to="cancelled", by=Mover.BUYER, seen={"pending", "delivered"})

    row.refresh_from_db()
    assert row.status == "pending"


_CALL = r"\((?:[^()]|\([^()]*\))*\)"
_UPDATE = (
    r"\b(?:%s)\.objects(?:\s*\.\w+"
    + _CALL
    + r")*\s*\.update\((?:[^()]|\([^()]*\))*?\b(?:status|state)="
)


def test_no_code_writes_a_state_past_the_table():
    names = "|".join(sorted(apps.get_model(kind).__name__ for kind in TABLE))
    past = re.compile(_UPDATE % names)

    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in sorted((ROOT / "storefront").rglob("*.py"))
        for hit in past.finditer(path.read_text())
    ]

    assert found == []
    assert past.search("Order.objects.filter(pk__in=[f(1)]).update(total=3, status=to)")
