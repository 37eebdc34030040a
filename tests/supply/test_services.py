"""A vendor's people offer, change, pause and end supplies; nobody else does."""

import datetime
from decimal import Decimal

import pytest

from catalog.supply.committing import commit_capacity
from catalog.supply.errors import ChangedMeanwhile, SupplyExists, SupplyRefused
from catalog.supply.facts import Tier, facts_from_json, missing_of
from catalog.supply.models import Capacity, Supply, SupplyTier
from catalog.supply.selectors import (
    changes_of,
    ledger_of,
    offered_supplies,
    products_to_offer,
    supplies_for,
)
from catalog.supply.services import (
    change_supply,
    close_supply,
    create_supply,
    pause_supply,
    reopen_supply,
)
from marketplace.kernel.checking import Refused
from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry
from search.models import Change
from tests.factories import make_member, make_pack, make_product, make_user, make_vendor
from tests.supply.factories import (
    DECEMBER,
    JANUARY,
    make_facts,
    make_supply,
    month,
    own_product,
)

pytestmark = pytest.mark.django_db


def months(supply: Supply) -> dict[datetime.date, int]:
    return dict(Capacity.objects.filter(supply=supply).values_list("month", "quantity"))


@pytest.mark.parametrize("role", ["owner", "orders", "officer"])
def test_those_who_set_offers_write_supplies(role):
    vendor = make_vendor()
    user = make_member(vendor.organisation, role=role)

    supply = create_supply(
        vendor=vendor, product=own_product(vendor), facts=make_facts(), acting_user=user
    )

    assert supply.state == "active"
    assert months(supply) == {DECEMBER: 2_000, JANUARY: 2_000}
    assert list(supply.tiers.values_list("from_quantity", "unit_price")) == [
        (50, 60_000),
        (500, 55_000),
    ]
    assert [entry.action for entry in changes_of(supply)] == ["supply.created"]


def test_others_write_nothing():
    supply = make_supply()
    content = make_member(supply.vendor.organisation, role="content")
    stranger = make_member(make_vendor().organisation)

    for user in (content, stranger):
        with pytest.raises(NotAllowed):
            create_supply(
                vendor=supply.vendor,
                product=own_product(supply.vendor),
                facts=make_facts(),
                acting_user=user,
            )
        with pytest.raises(NotAllowed):
            change_supply(supply, facts=make_facts(minimum_quantity=1), acting_user=user)
        with pytest.raises(NotAllowed):
            pause_supply(supply, acting_user=user)

    assert Supply.objects.values_list("minimum_quantity", "state").get() == (50, "active")


def test_a_vendor_offers_what_it_makes_or_has_on_its_shelf():
    vendor = make_vendor()
    made, sold = own_product(vendor), make_pack(vendor=vendor).parent
    foreign = make_product()

    assert set(products_to_offer(vendor)) == {made, sold}
    with pytest.raises(SupplyRefused) as refusal:
        create_supply(vendor=vendor, product=foreign, facts=make_facts(), acting_user=None)

    assert refusal.value.code == "product"
    assert not Supply.objects.exists()


def test_exactly_the_same_is_offered_once_something_else_beside_it():
    supply = make_supply()

    with pytest.raises(SupplyExists) as refusal:
        make_supply(vendor=supply.vendor, product=supply.product)
    other = make_supply(vendor=supply.vendor, product=supply.product, standards=("vietgap",))

    assert refusal.value.supply == supply
    assert set(Supply.objects.all()) == {supply, other}


def test_a_supply_that_has_ended_makes_room_for_another():
    supply = make_supply()
    close_supply(supply, acting_user=None)

    assert make_supply(vendor=supply.vendor, product=supply.product).state == "active"


def test_a_change_states_all_anew_and_leaves_other_months_alone():
    supply = make_supply()

    change_supply(
        supply,
        facts=make_facts(
            lead_time_days=None,
            tiers=(Tier(100, 50_000),),
            capacity=((JANUARY, 500), (month(2, 2027), 800)),
        ),
        acting_user=None,
        seen_version=supply.version,
    )

    assert supply.lead_time_days is None
    assert months(supply) == {DECEMBER: 2_000, JANUARY: 500, month(2, 2027): 800}
    assert list(SupplyTier.objects.values_list("from_quantity", "unit_price")) == [(100, 50_000)]
    assert changes_of(supply)[0].data == {
        "lead_time_days": [3, None],
        "tiers": [
            [
                {"from_quantity": 50, "unit_price": 60_000},
                {"from_quantity": 500, "unit_price": 55_000},
            ],
            [{"from_quantity": 100, "unit_price": 50_000}],
        ],
        "capacity": {"2027-01": [2_000, 500], "2027-02": [0, 800]},
    }


def test_nothing_changed_leaves_no_trace_but_the_version():
    supply = make_supply()

    change_supply(supply, facts=make_facts(), acting_user=None)

    assert [entry.action for entry in changes_of(supply)] == ["supply.created"]


def test_a_month_never_falls_below_what_is_promised_of_it():
    supply = make_supply()
    commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")

    with pytest.raises(Refused) as refusal:
        change_supply(
            supply,
            facts=make_facts(minimum_quantity=7, capacity=((DECEMBER, 1_499), (JANUARY, 9))),
            acting_user=None,
        )
    change_supply(supply, facts=make_facts(capacity=((DECEMBER, 1_500),)), acting_user=None)

    assert [problem.field for problem in refusal.value.problems] == ["capacity[2026-12]"]
    assert months(supply) == {DECEMBER: 1_500, JANUARY: 2_000}
    assert supply.minimum_quantity == 50
    assert [line.quantity for line in ledger_of(supply)] == [1_500]


def test_of_two_who_change_the_second_looks_again():
    supply = make_supply()
    seen = supply.version
    change_supply(supply, facts=make_facts(minimum_quantity=60), acting_user=None)

    with pytest.raises(ChangedMeanwhile):
        change_supply(
            supply, facts=make_facts(minimum_quantity=70), acting_user=None, seen_version=seen
        )

    assert Supply.objects.get().minimum_quantity == 60


def test_pausing_reopening_and_ending():
    supply = make_supply()

    assert pause_supply(supply, acting_user=None).state == "paused"
    assert reopen_supply(supply, acting_user=None).state == "active"
    assert close_supply(supply, acting_user=None).state == "closed"
    with pytest.raises(IllegalTransition):
        reopen_supply(supply, acting_user=None)
    with pytest.raises(SupplyRefused):
        change_supply(supply, facts=make_facts(), acting_user=None)
    assert AuditEntry.objects.filter(object_id=supply.public_id).count() == 4


def test_a_move_from_a_state_that_has_gone_by_is_refused():
    supply = make_supply()
    stale = Supply.objects.get()
    close_supply(supply, acting_user=None)

    with pytest.raises(IllegalTransition):
        pause_supply(stale, acting_user=None)

    assert Supply.objects.get().state == "closed"


def test_another_vendors_supplies_are_not_seen(django_user_model):
    supply = make_supply()
    member = make_member(supply.vendor.organisation, role="content")

    assert list(supplies_for(member)) == [supply]
    assert not supplies_for(make_member(make_vendor().organisation)).exists()
    assert not supplies_for(make_user()).exists()


def test_buyers_see_what_is_certified_approved_verified_and_on_offer(today):
    seen = make_supply()
    paused = make_supply()
    pause_supply(paused, acting_user=None)
    vendor = make_vendor()
    make_supply(vendor=vendor, product=own_product(vendor, star=None))
    vendor = make_vendor()
    make_supply(vendor=vendor, product=own_product(vendor, listing_state="draft"))
    unverified = make_vendor(verified=False)
    make_supply(vendor=unverified)
    vendor = make_vendor()
    ending = make_supply(vendor=vendor, product=own_product(vendor, last_day=today))

    assert set(offered_supplies(on=today)) == {seen, ending}
    assert set(offered_supplies(on=today + datetime.timedelta(days=1))) == {seen}


def test_each_change_reaches_the_outbox():
    supply = make_supply()
    Change.objects.all().delete()

    commit_capacity(supply, quantities={DECEMBER: 1}, reference="award:a")
    SupplyTier.objects.filter(supply=supply).update(unit_price=1)

    assert set(Change.objects.values_list("kind", "number")) == {("supply", supply.pk)}


def test_facts_come_back_from_json_as_they_were():
    facts = make_facts(
        unit="bag",
        pack_size=Decimal("2.5"),
        pack_unit="kg",
        content_kg=Decimal("2.6"),
        standards=("vietgap",),
        export_papers=("gacc",),
        note="Giao tại kho.\nBáo trước một ngày.",
        has_barcode=True,
        shelf_life_days=90,
        tested_on=datetime.date(2026, 10, 1),
        delivers_within_km=300,
    )

    assert facts_from_json(facts.to_json()) == facts


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unit": None}, "unit"),
        ({"unit": "tấn"}, "unit"),
        ({"pack": {"size": 5}}, "pack"),
        ({"minimum_quantity": 0}, "minimum_quantity"),
        ({"minimum_quantity": 2.5}, "minimum_quantity"),
        ({"lead_time_days": "3"}, "lead_time_days"),
        ({"standards": ["ocop_4"]}, "standards[0]"),
        ({"export_papers": ["vietgap"]}, "export_papers[0]"),
        ({"readiness": {"barcode": 1}}, "readiness.barcode"),
        ({"tiers": [{"from_quantity": 5}]}, "tiers[0]"),
        ({"tiers": [{"from_quantity": 5, "unit_price": 0.5}]}, "tiers[0].unit_price"),
        (
            {
                "tiers": [
                    {"from_quantity": 5, "unit_price": 10},
                    {"from_quantity": 9, "unit_price": 11},
                ]
            },
            "tiers",
        ),
        ({"capacity": {"12/2026": 5}}, "capacity[12/2026]"),
        ({"capacity": {"2026-13": 5}}, "capacity[2026-13]"),
        ({"capacity": {"2026-12": -5}}, "capacity[2026-12]"),
        ({"capacity": [5]}, "capacity"),
        ({"note": "x" * 1_001}, "note"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(change, field):
    with pytest.raises(Refused) as refusal:
        facts_from_json({"unit": "kg", **change})

    assert [problem.field for problem in refusal.value.problems] == [field]


def test_what_is_not_said_is_missing():
    assert missing_of(facts_from_json({"unit": "bag"})) == [
        "price",
        "capacity",
        "content",
        "lead_time",
    ]
    assert missing_of(make_facts()) == []
