"""Programs offer and ask by one JSON document; what is wrong is told by its field."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.supply.models import Supply
from marketplace.kernel import defaults
from search.matching.models import Demand
from tests.factories import make_vendor
from tests.matching.factories import WANTED, make_buyer
from tests.supply.factories import own_product

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


@pytest.fixture
def buyer(monkeypatch, today):
    organisation = make_buyer()
    monkeypatch.setitem(defaults._found, "buyer", lambda: organisation)
    return organisation


def test_a_sentence_becomes_an_open_demand_of_the_default_buyer(buyer):
    answer = run("create_demand", "Cần 2 tấn gạo ST25 mỗi tháng, từ 4 sao, giao Hà Nội", "--json")

    demand = Demand.objects.get()
    assert answer == {"id": demand.public_id, "missing": ["price", "delivery.window"]}
    assert (demand.buyer, demand.state, demand.terms["min_star"]) == (buyer, "open", 4)


def test_a_document_becomes_the_same_demand_for_a_named_buyer(buyer):
    other = make_buyer("Bếp ăn")

    answer = run("create_demand", json.dumps(WANTED), "--buyer", other.public_id, "--json")

    demand = Demand.objects.get()
    assert answer == {"id": demand.public_id, "missing": []}
    assert demand.buyer == other


def test_a_sentence_may_begin_with_a_bracket(buyer):
    answer = run("create_demand", "[GẤP] cần 2 tấn gạo mỗi tháng, giao Huế", "--json")

    assert answer["missing"] == ["price", "delivery.window"]


def test_what_is_over_stays_a_draft_and_says_so(buyer):
    out, told = StringIO(), StringIO()

    call_command("create_demand", '{"deadline": "2026-11-01"}', "--json", stdout=out, stderr=told)

    demand = Demand.objects.get()
    assert demand.state == "draft"
    assert json.loads(out.getvalue())["id"] == demand.public_id
    assert told.getvalue().startswith(f"{demand.public_id} stays a draft: ")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ('{"lines": [{"quantity": {"unit": "tấn"}}]}', "lines[0].quantity.unit"),
        ('{"min_star": 9, "colour": 1}', "min_star"),
        ('{"deadline": "mai"}', "deadline"),
        ('{"lines": ', "no JSON"),
        ('{"lines": ' + "[" * 5_000, "no JSON"),
        ("[]", "an object"),
        ("null", "an object"),
        (" \n", "Give a sentence"),
    ],
)
def test_a_wrong_document_is_told_by_its_field(buyer, document, told):
    with pytest.raises(CommandError) as refusal:
        run("create_demand", document, "--json")

    assert told in str(refusal.value)
    assert not Demand.objects.exists()


def test_without_a_buyer_nothing_is_made(today):
    with pytest.raises(CommandError, match="buyer"):
        run("create_demand", "Cần gạo", "--json")
    with pytest.raises(CommandError, match="buyer"):
        run("create_demand", "Cần gạo", "--buyer", "nobody", "--json")

    assert not Demand.objects.exists()


def test_a_supply_names_product_and_vendor_and_is_offered_once(today):
    vendor = make_vendor("Lúa Vàng")
    product = own_product(vendor, "Gạo ST25 Lúa Vàng", criteria_set="B03")
    document = json.dumps(
        {
            "vendor": "Lúa Vàng",
            "product": "gao st25 lua vang",
            "unit": "kg",
            "tiers": [{"from_quantity": 100, "unit_price": 30000}],
            "capacity": {"2026-12": 5000},
        }
    )

    answer = run("create_supply", document, "--json")

    supply = Supply.objects.get()
    assert answer == {"id": supply.public_id, "missing": ["lead_time"]}
    assert (supply.vendor, supply.product, supply.lead_time_days) == (vendor, product, None)
    assert run("create_supply", document, "--json") == answer
    assert Supply.objects.count() == 1


def test_a_product_alone_is_offered_by_its_makers_shop(today):
    vendor = make_vendor()
    product = own_product(vendor)

    run("create_supply", json.dumps({"product": product.public_id, "unit": "box"}), "--json")

    assert Supply.objects.get().vendor == vendor


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"product": "Không có"}, "product"),
        ({"product": None}, "product"),
        ({"vendor": "Không có"}, "vendor"),
        ({"unit": "tấn"}, "unit"),
        ({"capacity": {"12/2026": 5}}, "capacity[12/2026]"),
    ],
)
def test_a_wrong_supply_is_told_by_its_field(today, change, told):
    vendor = make_vendor()
    document = {"product": own_product(vendor).public_id, "unit": "kg"} | change

    with pytest.raises(CommandError) as refusal:
        run("create_supply", json.dumps(document), "--json")

    assert str(refusal.value).startswith(told)
    assert not Supply.objects.exists()


@pytest.mark.parametrize("document", ["5", "[]", '"gạo"', "null"])
def test_a_supply_is_an_object(today, document):
    with pytest.raises(CommandError):
        run("create_supply", document, "--json")


def test_the_schemas_name_every_field():
    demand, supply = run("create_demand", "--schema"), run("create_supply", "--schema")

    assert set(demand["properties"]) >= set(WANTED)
    assert supply["required"] == ["product", "unit"]
    assert "piece" in supply["properties"]["unit"]["enum"]
