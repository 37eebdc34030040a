"""What buyers and vendors see of matching."""

import pytest
from django.urls import reverse
from django.utils import translation

from marketplace.accounts.models import Organisation
from search.matching.services import match_demand
from tests.factories import make_member, make_product, make_user, make_vendor
from tests.search.matching.made import line, make_demand, make_supply

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(today):
    with translation.override("en"):
        yield


@pytest.fixture
def buyer():
    return Organisation.objects.create(name="Siêu thị Sông Tiền", legal_form="company")


@pytest.fixture
def clerk(buyer, client):
    user = make_member(buyer)
    client.force_login(user)
    return user


def page(client, name, *ids, **query):
    return client.get(reverse(name, args=ids), query)


def test_a_buyer_sees_matches_with_points_and_reasons(client, buyer, clerk):
    supply, demand = make_supply(), make_demand(buyer=buyer)
    match_demand(demand=demand)

    answer = page(client, "matches:demand", demand.public_id)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert supply.vendor.name in text
    assert "1 supply fits" in text
    assert "Can deliver all: 800 kg." in text


def test_what_nearly_fits_says_what_is_missing(client, buyer, clerk):
    make_supply(make_product("Xoài", star=3))
    demand = make_demand(buyer=buyer, min_star=4)
    match_demand(demand=demand)

    text = page(client, "matches:demand", demand.public_id).content.decode()

    assert "0 supplies fit" in text
    assert "wanted: from 4 stars; has: 3 stars" in text


def test_a_match_that_fits_no_longer_is_not_shown_before_it_is_swept(client, buyer, clerk):
    supply, demand = make_supply(), make_demand(buyer=buyer)
    match_demand(demand=demand)
    type(supply).objects.update(state="paused")

    text = page(client, "matches:demand", demand.public_id).content.decode()

    assert supply.vendor.name not in text


def test_an_allocation_is_shown_and_can_be_taken_along(client, buyer, clerk):
    supply, demand = make_supply(), make_demand(buyer=buyer)

    answer = page(client, "matches:allocation", demand.public_id, max_suppliers=1)
    csv = page(client, "matches:export", demand.public_id, "csv")
    xlsx = page(client, "matches:export", demand.public_id, "xlsx")

    assert supply.vendor.name in answer.content.decode()
    assert supply.vendor.name in b"".join(csv.streaming_content).decode()
    assert b"".join(xlsx.streaming_content).startswith(b"PK")


def test_an_allocation_that_is_impossible_says_what_has_to_give(client, buyer, clerk):
    for _number in range(3):
        make_supply(capacity=300)
    demand = make_demand(
        line(),
        buyer=buyer,
        delivery={"places": ["ho-chi-minh"], "start": "2026-12-01", "end": "2026-12-31"},
    )

    text = page(client, "matches:allocation", demand.public_id, max_suppliers=2).content.decode()

    assert "Allow 3 suppliers." in text


def test_where_nothing_fits_nobody_is_told_to_ask_for_nothing(client, buyer, clerk):
    make_supply(make_product("Xoài", star=3))
    demand = make_demand(buyer=buyer, min_star=4)

    text = page(client, "matches:allocation", demand.public_id).content.decode()

    assert "Nothing fits yet." in text
    assert "Ask for at most" not in text


def test_a_limit_that_is_no_number_is_refused_in_the_form(client, buyer, clerk):
    make_supply()
    demand = make_demand(buyer=buyer)

    answer = page(client, "matches:allocation", demand.public_id, max_suppliers="many")

    assert answer.status_code == 200
    assert answer.context["found"] is None
    assert page(client, "matches:export", demand.public_id, "doc").status_code == 404


@pytest.mark.parametrize("name", ["matches:demand", "matches:allocation"])
def test_another_buyers_demand_is_not_found(client, clerk, name):
    demand = make_demand()

    assert page(client, name, demand.public_id).status_code == 404


def test_a_vendor_sees_the_demands_that_its_supply_fits(client, buyer):
    supply, demand = make_supply(), make_demand(buyer=buyer)
    match_demand(demand=demand)
    client.force_login(make_member(supply.vendor.organisation))

    answer = page(client, "matched:supply", supply.vendor.public_id, supply.public_id)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert buyer.name in text
    assert "1 open demand" in text


def test_a_vendor_sees_what_keeps_its_supply_from_a_demand(client, buyer):
    supply = make_supply(make_product("Xoài", star=3))
    make_demand(buyer=buyer, min_star=4)
    client.force_login(make_member(supply.vendor.organisation))

    text = page(
        client, "matched:supply", supply.vendor.public_id, supply.public_id
    ).content.decode()

    assert "0 open demands" in text
    assert buyer.name in text
    assert "wanted: from 4 stars; has: 3 stars" in text


def test_another_vendors_supply_is_not_found(client):
    supply, vendor = make_supply(), make_vendor()
    client.force_login(make_member(vendor.organisation))

    for whose in (vendor, supply.vendor):
        answer = page(client, "matched:supply", whose.public_id, supply.public_id)
        assert answer.status_code == 404

    client.force_login(make_user())
    answer = page(client, "matched:supply", supply.vendor.public_id, supply.public_id)
    assert answer.status_code == 404
