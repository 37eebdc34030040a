"""Criteria have one shape; what is not in it is refused with the field that is wrong."""

import contextlib
import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.kernel.checking import Refused
from search.matching.criteria import Area, Criteria, Line, Pack, Price, Quantity

#: 500 kg of three kinds of meat from the north-west, delivered in Ha Noi in December.
WANTED = {
    "lines": [
        {
            "keywords": ["thịt trâu gác bếp", "lạp xưởng"],
            "groups": ["B08"],
            "quantity": {"min": 500, "max": None, "unit": "kg", "period": "once"},
            "pack": {"size": 0.5, "unit": "kg"},
        }
    ],
    "origin": {
        "required": {"provinces": ["lao-cai", "phu-tho"], "regions": []},
        "preferred": {"provinces": [], "regions": ["dong-nam-bo"]},
        "former": ["hoa-binh"],
    },
    "min_star": 3,
    "price": {"min": None, "max": 450000, "per": "kg", "currency": "VND"},
    "standards": {"required": [["vietgap", "globalgap"], ["attp"]], "preferred": []},
    "producer_types": {"required": ["cooperative"], "preferred": []},
    "delivery": {
        "places": ["ha-noi"],
        "start": "2026-12-01",
        "end": "2026-12-31",
        "cadence": "2/week",
        "inferred": [],
    },
    "radius_km": 150,
    "certificate_valid_until": "2027-06-30",
    "missing": [],
}


def problems(data) -> dict[str, str]:
    with pytest.raises(Refused) as refusal:
        Criteria.from_json(data)
    return {problem.field: problem.message for problem in refusal.value.problems}


def test_the_readers_shape_comes_back_as_it_was():
    assert Criteria.from_json(WANTED).to_json() == WANTED


def test_what_the_parts_are():
    criteria = Criteria.from_json(WANTED)

    assert criteria.lines == (
        Line(
            keywords=("thịt trâu gác bếp", "lạp xưởng"),
            groups=("B08",),
            quantity=Quantity(min=Decimal(500), unit="kg", period="once"),
            pack=Pack(Decimal("0.5"), "kg"),
        ),
    )
    assert criteria.price == Price(max=Decimal(450000), per="kg")
    assert criteria.origin.preferred == Area(regions=("dong-nam-bo",))
    assert criteria.delivery.end == datetime.date(2026, 12, 31)
    assert hash(criteria) == hash(Criteria.from_json(WANTED))


def test_what_the_reader_adds_beside_the_criteria_is_left_out():
    assert Criteria.from_json({**WANTED, "parts": [{"start": 0}]}) == Criteria.from_json(WANTED)


def test_nothing_at_all_is_a_demand_that_misses_everything():
    empty = Criteria.from_json({})

    assert empty == Criteria.from_json(None) == Criteria()
    assert empty.missing == ["product", "quantity", "price", "delivery.place", "delivery.window"]


def test_a_number_without_unit_and_period_misses_both():
    criteria = Criteria.from_json({"lines": [{"keywords": ["gạo"], "quantity": {"min": 5}}]})

    assert criteria.missing == ["unit", "period", "price", "delivery.place", "delivery.window"]


def test_visits_need_no_place_of_delivery():
    criteria = Criteria.from_json({"lines": [{"keywords": ["tour"], "groups": ["B26"]}]})

    assert "delivery.place" not in criteria.missing


def test_a_conflict_stays_known():
    criteria = Criteria.from_json({"missing": ["conflict", "quantity"]})

    assert criteria.has_conflict
    assert criteria.missing[-1] == "conflict"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lines": "gạo"}, "lines"),
        ({"lines": [{"keyword": ["gạo"]}]}, "lines[0].keyword"),
        ({"lines": [{"keywords": [7]}]}, "lines[0].keywords[0]"),
        ({"lines": [{"keywords": ["x" * 121]}]}, "lines[0].keywords[0]"),
        ({"lines": [{"groups": ["B27"]}]}, "lines[0].groups[0]"),
        ({"lines": [{"quantity": {"min": "5"}}]}, "lines[0].quantity.min"),
        ({"lines": [{"quantity": {"min": 5, "max": 4}}]}, "lines[0].quantity.max"),
        ({"lines": [{"quantity": {"min": -5}}]}, "lines[0].quantity.min"),
        ({"lines": [{"quantity": {"min": True}}]}, "lines[0].quantity.min"),
        ({"lines": [{"quantity": {"min": float("inf")}}]}, "lines[0].quantity.min"),
        ({"lines": [{"quantity": {"min": 0.0001}}]}, "lines[0].quantity.min"),
        ({"lines": [{"quantity": {"unit": "tấn"}}]}, "lines[0].quantity.unit"),
        ({"lines": [{"pack": {"size": 5}}]}, "lines[0].pack"),
        ({"lines": [{"keywords": ["a"]}] * 21}, "lines"),
        ({"min_star": 6}, "min_star"),
        ({"origin": {"required": {"provinces": ["bac-giang"]}}}, "origin.required.provinces[0]"),
        ({"origin": {"former": ["nowhere"]}}, "origin.former[0]"),
        ({"price": {"max": 5, "per": "ký"}}, "price.per"),
        ({"standards": {"required": ["vietgap"]}}, "standards.required[0]"),
        ({"standards": {"required": [["x"]]}}, "standards.required[0][0]"),
        ({"producer_types": {"required": ["HTX"]}}, "producer_types.required[0]"),
        ({"delivery": {"start": "1/12/2026"}}, "delivery.start"),
        ({"delivery": {"start": "2026-12-02", "end": "2026-12-01"}}, "delivery.end"),
        ({"delivery": {"cadence": "often"}}, "delivery.cadence"),
        ({"radius_km": 0}, "radius_km"),
        ({"certificate_valid_until": "2026-02-30"}, "certificate_valid_until"),
        ({"budget": 5}, "budget"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(change, field):
    assert list(problems(change)) == [field]


def test_every_problem_is_told_at_once():
    found = problems({"min_star": 9, "lines": [{"quantity": {"unit": "x"}}], "radius_km": "far"})

    assert sorted(found) == ["lines[0].quantity.unit", "min_star", "radius_km"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(WANTED)) | st.text(max_size=5), JSON) | JSON)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_is_sent_is_read_or_refused(data):
    with contextlib.suppress(Refused):
        criteria = Criteria.from_json(data)
        assert Criteria.from_json(criteria.to_json()) == criteria
