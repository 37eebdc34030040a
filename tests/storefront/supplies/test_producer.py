"""Who leads a producer: said by itself, shown, found, matched, and taken back."""

import html

import pytest
from django.urls import reverse

from catalog.producers.models import Producer
from catalog.producers.services import state_traits
from marketplace.kernel.models import AuditEntry
from search.matching.matching import match_needs
from tests.factories import make_member, make_user, make_vendor
from tests.search.matching.made import make_demand
from tests.search.matching.made import make_supply as make_kilograms
from tests.supply.factories import make_supply

pytestmark = pytest.mark.django_db


def at(vendor) -> str:
    return reverse("supplies:producer", args=[vendor.public_id])


@pytest.fixture
def vendor(today):
    return make_supply().vendor


@pytest.fixture
def producer(vendor):
    return vendor.organisation.producer


def stated() -> list[tuple[str, ...]]:
    return [one.traits for one in Producer.objects.order_by("pk") if one.traits]


def test_the_owner_says_it_it_is_shown_and_taken_back(client, vendor, producer):
    client.force_login(make_member(vendor.organisation, role="owner"))

    answer = client.post(at(vendor), {"traits": ["women_led", "ethnic_minority"]}, follow=True)

    assert answer.status_code == 200
    assert stated() == [("women_led", "ethnic_minority")]
    assert html.unescape(answer.content.decode()).count(" checked") == 2
    page = client.get(reverse("producers:detail", args=[producer.slug, producer.public_id]))
    assert "phụ nữ làm chủ" in html.unescape(page.content.decode())

    client.post(at(vendor), {})
    client.post(at(vendor), {})

    assert stated() == []
    entries = AuditEntry.objects.filter(action="producer.traits_stated").order_by("pk")
    assert [(entry.data["before"], entry.data["after"]) for entry in entries] == [
        ([], ["women_led", "ethnic_minority"]),
        (["women_led", "ethnic_minority"], []),
    ]


def test_what_is_no_trait_is_refused(client, vendor):
    client.force_login(make_member(vendor.organisation, role="owner"))

    assert client.post(at(vendor), {"traits": ["is_illustrative"]}).status_code == 422
    assert stated() == []


@pytest.mark.parametrize(("role", "status"), [("orders", 403), ("content", 403), (None, 404)])
def test_others_cannot_say_it(client, vendor, role, status):
    user = make_member(vendor.organisation, role=role) if role else make_user()
    client.force_login(user)

    assert client.get(at(vendor)).status_code == status
    assert client.post(at(vendor), {"traits": ["women_led"]}).status_code == status
    assert stated() == []


def test_a_vendor_that_makes_nothing_has_no_such_page(client, today):
    reseller = make_vendor()
    client.force_login(make_member(reseller.organisation, role="owner"))

    assert client.get(at(reseller)).status_code == 404


def test_a_demand_for_producers_led_by_women_finds_those_that_say_so(today):
    supply, other = make_kilograms(), make_kilograms()
    state_traits(supply.product.producer, traits={"women_led"}, acting_user=None)
    demand = make_demand(producer_types={"required": ["women_led"], "preferred": []})

    (found,) = match_needs(demand.pk, on=today)

    def keys(judged):
        return [int(found.supplies.key[row]) for row in judged.rows]

    assert keys(found.verdict.matches) == [supply.pk]
    assert keys(found.verdict.near_misses) == [other.pk]
