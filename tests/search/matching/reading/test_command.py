"""`manage.py read_demand`: one JSON document in the shape of a demand's criteria."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

TEXT = "Siêu thị ở Huế cần 2 tấn gạo ST25 mỗi tháng, OCOP 4 sao, giao trước 20/12"


def said(capsys, *arguments, **options):
    call_command("read_demand", *arguments, **options)
    return capsys.readouterr().out


def test_it_prints_the_criteria_alone(capsys):
    found = json.loads(said(capsys, TEXT, today="2026-11-23", json=True))

    assert list(found) == [
        "lines",
        "origin",
        "min_star",
        "price",
        "standards",
        "producer_types",
        "delivery",
        "radius_km",
        "certificate_valid_until",
        "missing",
    ]
    assert found["lines"] == [
        {
            "keywords": ["gạo st25"],
            "groups": ["B03"],
            "quantity": {"min": 2000, "max": None, "unit": "kg", "period": "month"},
            "pack": None,
        }
    ]
    assert found["delivery"]["end"] == "2026-12-20"
    assert found["missing"] == ["price"]


def test_parts_are_added_on_demand(capsys):
    found = json.loads(said(capsys, TEXT, today="2026-11-23", json=True, parts=True))

    star = next(part for part in found["parts"] if part["kind"] == "min_star")
    assert (TEXT[star["start"] : star["end"]], star["value"]) == ("4 sao", 4)


def test_the_text_can_come_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("cần mua 50 kg chè shan tuyết"))

    found = json.loads(said(capsys, "-", json=True))

    assert found["lines"][0]["keywords"] == ["chè shan tuyết"]


def test_without_json_it_tells_part_by_part(capsys):
    lines = said(capsys, TEXT, today="2026-11-23").splitlines()

    assert "4 sao → min_star 4" in lines
    assert lines[-1] == "? price"


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        call_command("read_demand", TEXT, today="tomorrow")
