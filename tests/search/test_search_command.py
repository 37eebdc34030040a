"""`manage.py search` and the commands that keep the index: one JSON document on stdout."""

import json

import pytest
from django.core.management import CommandError, call_command

from search import keeping
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def said(capsys, *arguments, **options):
    call_command(*arguments, json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_it_prints_exactly_what_programs_read(engine, today, capsys):
    product = make_product("Xoài cát Hoà Lộc", star=4)
    make_product("Xoài xanh", star=3)
    keeping.drain_all(engine)

    found = said(capsys, "search", "xoaicat", star=4, province="dong-thap", group="S1")

    assert set(found) == {"total", "corrected", "hits", "facets"}
    assert (found["total"], found["corrected"]) == (1, "xoài cát")
    assert found["hits"] == [
        {
            "id": product.public_id,
            "title": "Xoài cát Hoà Lộc",
            "producer": product.producer.name,
            "province": "dong-thap",
            "star": 4,
            "group": "B01",
            "score": 6,
        }
    ]
    assert found["facets"]["star"] == {"4": 1}


def test_an_unknown_province_is_refused(engine):
    with pytest.raises(CommandError, match="Unknown province"):
        call_command("search", "xoai", province="sai-gon")


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_limit_that_is_none_is_refused(engine, limit):
    with pytest.raises(CommandError, match="from 1 to 10000"):
        call_command("search", "xoai", limit=limit)


def test_without_an_index_it_says_what_to_do(settings, tmp_path):
    settings.SEARCH_ROOT = tmp_path / "nowhere"

    with pytest.raises(CommandError, match="search_rebuild"):
        call_command("search", "xoai")


@pytest.mark.parametrize("typed", ["không có gì như thế", "zzzz", "\N{MANGO}" * 3 + " zzzz"])
def test_nothing_found_is_an_answer(engine, today, capsys, typed):
    make_product("Xoài cát Hoà Lộc")
    keeping.drain_all(engine)

    found = said(capsys, "search", typed, limit=10_000)

    assert (found["total"], found["hits"], found["corrected"]) == (0, [], None)


def test_rebuild_drain_and_verify_say_what_they_did(engine, today, capsys):
    make_product("Gạo")
    assert said(capsys, "search_drain")["changes"] > 0
    assert said(capsys, "search_drain") == {"changes": 0}

    engine.delete([f"product:{make_product('Nếp').pk}"])
    assert said(capsys, "search_verify") == {"repaired": 0, "removed": 0}
    assert said(capsys, "search_rebuild")["documents"] == 4
