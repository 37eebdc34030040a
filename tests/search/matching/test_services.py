"""Matches in the database: found from both sides, kept, followed and swept."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.certification.services import revoke_certificate
from catalog.supply.models import Capacity
from marketplace.accounts.models import Organisation
from search import keeping
from search.matching.models import Match
from search.matching.scoring import RULES_VERSION
from search.matching.services import match_demand, match_supply, rematch, sweep
from tests.factories import make_product, make_vendor
from tests.search.matching.made import line, make_demand, make_supply

pytestmark = pytest.mark.django_db


def pairs():
    return {
        (match.line.demand_id, match.supply_id)
        for match in Match.objects.filter(failed=0).select_related("line")
    }


def answer(command, public_id):
    out = StringIO()
    call_command(command, public_id, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_a_demand_finds_the_supply_that_fits(today):
    supply, demand = make_supply(), make_demand()

    assert match_demand(demand=demand) == 1

    match = Match.objects.get()
    assert (match.line.demand, match.supply) == (demand, supply)
    assert (match.rules, match.day, match.failed) == (RULES_VERSION, today, 0)


def test_both_directions_leave_the_same_row():
    supply, demand = make_supply(), make_demand()
    match_demand(demand=demand)
    row = Match.objects.values("line", "supply", "score", "values", "failed", "found_at").get()

    match_supply(supply=supply.pk)
    match_supply(supply=supply.pk)

    assert Match.objects.values(*row).get() == row


@pytest.mark.parametrize("by", ["demand", "supply"])
def test_a_near_miss_that_becomes_a_match_is_found_then(by, settings):
    supply, demand = make_supply(capacity=30), make_demand()
    match_demand(demand=demand)
    near = Match.objects.get()
    Match.objects.update(found_at="2026-11-01T00:00Z")
    Capacity.objects.filter(supply=supply).update(quantity=5_000)

    if by == "demand":
        match_demand(demand=demand)
    else:
        match_supply(supply=supply.pk)

    match = Match.objects.get()
    assert (near.failed > 0, match.failed) == (True, 0)
    assert match.found_at > near.found_at


def test_what_fits_no_longer_loses_its_row():
    supply, demand = make_supply(), make_demand()
    match_demand(demand=demand)
    Capacity.objects.filter(supply=supply).update(quantity=10)

    assert match_supply(supply=supply.pk) == 0

    assert not Match.objects.exists()


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_demand_that_is_not_open_has_no_matches(state, today):
    make_supply()
    demand = make_demand()
    match_demand(demand=demand)
    type(demand).objects.filter(pk=demand.pk).update(
        state=state,
        **({"outcome": "withdrawn", "closed_at": "2026-11-20T00:00Z"} if state == "closed" else {}),
    )

    match_demand(demand=demand)

    assert not Match.objects.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda supply: type(supply).objects.filter(pk=supply.pk).update(state="paused"),
        lambda supply: type(supply.vendor).objects.update(state="suspended"),
        lambda supply: type(supply.product).objects.update(listing_state="withdrawn"),
    ],
    ids=["paused", "vendor suspended", "listing withdrawn"],
)
def test_a_supply_not_on_offer_fits_nothing(spoil):
    supply, demand = make_supply(), make_demand()
    match_demand(demand=demand)
    spoil(supply)

    match_supply(supply=supply.pk)

    assert not Match.objects.exists()
    assert match_demand(demand=demand) == 0


def test_a_full_rematch_finds_what_each_side_finds():
    supplies = [make_supply(vendor=make_vendor()) for _number in range(3)]
    other = make_supply(make_product("Nước mắm", criteria_set="B09"))
    demands = [make_demand(), make_demand(line(keywords=["nước mắm"], groups=["B09"]))]

    told = list(rematch())

    assert told[-1].lines == told[-1].of_lines == 2
    assert told[-1].matches == 4
    expected = {(demands[0].pk, supply.pk) for supply in supplies} | {(demands[1].pk, other.pk)}
    assert pairs() == expected


def test_the_daily_sweep_drops_matches_whose_certificate_ends_inside_the_window(settings, today):
    product = make_product("Xoài", last_day=today + datetime.timedelta(days=40))
    make_supply(product)
    demand = make_demand(delivery={"places": ["ho-chi-minh"], "start": None, "end": None})
    match_demand(demand=demand)
    assert len(pairs()) == 1

    settings.TODAY = (today + datetime.timedelta(days=41)).isoformat()
    sweep()

    assert pairs() == set()


def test_the_outbox_leads_to_matches(engine, today):
    supply, demand = make_supply(), make_demand()

    keeping.drain_all(engine)

    assert pairs() == {(demand.pk, supply.pk)}

    revoke_certificate(
        supply.product.certificates.get(),
        effective_on=today,
        ground="other",
        reference="QĐ 1",
        acting_user=None,
    )
    keeping.drain_all(engine)

    assert pairs() == set()


def test_the_answer_names_parts_that_add_up_and_reasons_in_both_languages():
    supply, demand = make_supply(), make_demand()

    found = answer("match_demand", demand.public_id)

    (match,) = found["matches"]
    assert match["supply"] == supply.public_id
    assert match["demand"] == demand.public_id
    assert match["producer"] == supply.product.producer.public_id
    assert sum(part["points"] for part in match["parts"]) == match["score"]
    assert sum(part["weight"] for part in match["parts"]) == 100
    assert all(0 <= part["value"] <= 1 for part in match["parts"])
    assert "Can deliver all: 800 kg." in match["reasons_en"]
    assert len(match["reasons"]) == len(match["reasons_en"])
    assert answer("match_supply", supply.public_id)["matches"] == found["matches"]


def test_a_certificate_that_ends_inside_the_window_is_a_near_miss_in_words(today):
    last = today + datetime.timedelta(days=10)
    make_supply(make_product("Xoài", last_day=last))
    demand = make_demand()

    found = answer("match_demand", demand.public_id)

    assert found["matches"] == []
    (miss,) = found["near_misses"]
    (failed,) = miss["failed"]
    assert failed["gate"] == "certificate"
    assert failed["has_en"] == f"ends on {last:%d/%m/%Y}"


@pytest.mark.parametrize(
    ("terms", "gate"),
    [
        ({"min_star": 5}, "star"),
        (
            {"origin": {"required": {"provinces": ["lam-dong"], "regions": []}}},
            "origin",
        ),
        ({"standards": {"required": [["vietgap", "globalgap"]]}}, "standards"),
        ({"producer_types": {"required": ["farm"]}}, "producer_type"),
        ({"price": {"max": 30_000, "per": "kg", "currency": "VND"}}, "price"),
        ({"price": {"max": 30_000, "per": "basket", "currency": "VND"}}, "price"),
        ({"radius_km": 20}, "radius"),
    ],
)
def test_each_constraint_that_is_broken_is_told(terms, gate):
    make_supply()

    found = answer("match_demand", make_demand(**terms).public_id)

    assert found["matches"] == []
    ((failed,),) = [miss["failed"] for miss in found["near_misses"]]
    assert failed["gate"] == gate
    assert failed["wanted"]
    assert failed["has"]


@pytest.mark.parametrize(
    ("quantity", "gate"),
    [
        ({"min": 90_000, "unit": "kg", "period": "once"}, "capacity"),
        ({"min": 20, "unit": "kg", "period": "once"}, "minimum"),
        ({"min": 20, "unit": "basket", "period": "once"}, "unit"),
    ],
)
def test_a_quantity_that_does_not_fit_is_told(quantity, gate):
    make_supply()

    found = answer("match_demand", make_demand(line(quantity=quantity)).public_id)

    assert [one["gate"] for miss in found["near_misses"] for one in miss["failed"]] == [gate]


def test_a_supply_that_does_not_deliver_so_far_is_told():
    make_supply(delivers_within_km=30)

    found = answer("match_demand", make_demand().public_id)

    assert [one["gate"] for miss in found["near_misses"] for one in miss["failed"]] == ["delivery"]


def test_large_amounts_are_told_in_whole_units():
    make_supply(capacity=600)
    wanted = {"min": 1000, "unit": "kg", "period": "month"}

    (match,) = answer("match_demand", make_demand(line(quantity=wanted)).public_id)["matches"]

    assert not any("." in word for words in match["reasons_en"][1:2] for word in words.split()[2:5])


def test_what_is_not_said_keeps_nobody_away():
    make_supply()
    demand = make_demand(
        line(quantity=None), min_star=None, price=None, delivery={"places": [], "start": None}
    )

    assert match_demand(demand=demand) == 1


def test_a_rate_is_wanted_in_each_month(today):
    """100 kg a day for 30 days are three times what can be had in a month or two."""
    make_supply(capacity=600)
    demand = make_demand(line(quantity={"min": 100, "unit": "kg", "period": "day"}))

    (match,) = answer("match_demand", demand.public_id)["matches"]

    capacity = next(part for part in match["parts"] if part["name"] == "capacity")
    assert 0.15 < capacity["value"] < 0.45


@pytest.mark.parametrize("command", ["match_demand", "match_supply"])
def test_an_unknown_id_is_refused(command):
    with pytest.raises(CommandError):
        call_command(command, "nothing", "--json")


def allocated(demand, *limits):
    out = StringIO()
    call_command("allocate", demand.public_id, *limits, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_an_allocation_names_suppliers_months_tier_freight_and_bound():
    supplies = [
        make_supply(capacity=300, tiers=((1, price),)) for price in (30_000, 32_000, 45_000)
    ]
    demand = make_demand(
        line(quantity={"min": 800, "unit": "kg", "period": "once"}),
        delivery={"places": ["ho-chi-minh"], "start": "2026-12-01", "end": "2026-12-31"},
    )

    found = allocated(demand)

    assert found["feasible"]
    taken = {one["supply"]: one["quantity"] for one in found["suppliers"]}
    assert taken == {
        supplies[0].public_id: 300,
        supplies[1].public_id: 300,
        supplies[2].public_id: 200,
    }
    assert all(list(one["months"]) == ["2026-12"] for one in found["suppliers"])
    assert found["goods"] == 300 * 30_000 + 300 * 32_000 + 200 * 45_000
    assert found["total"] == found["goods"] + found["freight"] > found["goods"]
    assert found["bound"] <= found["total"]
    assert found["gap"] <= 0.001


def test_an_allocation_says_which_limit_to_relax():
    for _number in range(3):
        make_supply(capacity=300)
    demand = make_demand(
        delivery={"places": ["ho-chi-minh"], "start": "2026-12-01", "end": "2026-12-31"}
    )

    found = allocated(demand, "--max-suppliers", "2")

    assert not found["feasible"]
    assert found["relax"] == [
        {"limit": "max_suppliers", "from": 2, "to": 3, "line": None},
        {"limit": "quantity", "from": 800.0, "to": 600.0, "line": 0},
    ]


def test_a_line_without_a_quantity_is_left_out():
    make_supply()

    found = allocated(make_demand(line(quantity=None)))

    assert found["lines_without_quantity"] == [0]
    assert not found["feasible"]


@pytest.mark.parametrize("limit", ["--max-suppliers", "--max-provinces"])
def test_a_limit_below_one_is_refused(limit):
    demand = make_demand()

    with pytest.raises(CommandError):
        call_command("allocate", demand.public_id, limit, "0")


@pytest.mark.parametrize(
    ("kinds", "points", "said"),
    [
        (["company"], 4, "Its producer is of the kind that you prefer: company."),
        (["farm", "company"], 4, "Its producer is of the kind that you prefer: company."),
        (["company", "women_led"], 2, "Its producer is of the kind that you prefer: company."),
        (["farm"], 0, "Its producer is not of the kind that you prefer."),
    ],
)
def test_a_preferred_kind_of_producer_counts_as_a_part_of_the_origin(kinds, points, said):
    producer = make_supply().product.producer
    Organisation.objects.filter(producer=producer).update(legal_form="company")
    demand = make_demand(producer_types={"required": [], "preferred": kinds})

    (match,) = answer("match_demand", demand.public_id)["matches"]

    assert {part["name"]: part["points"] for part in match["parts"]}["origin"] == points
    assert [reason for reason in match["reasons_en"] if said in reason]
