"""A buyer's people write demands; what they say comes back as they said it, in both languages."""

import datetime

import pytest
from django.utils import translation

from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry
from search.matching.criteria import Criteria
from search.matching.demands.selectors import buyers_of, demands_for, open_demands, with_lines
from search.matching.demands.services import (
    DemandChangedMeanwhile,
    DemandRefused,
    change_demand,
    close_demand,
    close_expired,
    copy_demand,
    create_demand,
    open_demand,
    pause_demand,
    reopen_demand,
)
from search.matching.demands.words import missing_words, said
from search.matching.models import Demand, DemandLine
from search.models import Change
from tests.factories import make_member, make_user, make_vendor
from tests.matching.factories import WANTED, make_buyer, make_demand

pytestmark = pytest.mark.django_db


def test_what_was_said_comes_back(today):
    demand = make_demand()

    (found,) = with_lines(Demand.objects.all())

    assert found == demand
    assert found.criteria == Criteria.from_json(WANTED)
    assert found.title == "gạo st25"
    assert found.open_until == datetime.date(2027, 3, 31)


def test_nothing_said_is_stored_as_nothing(today):
    make_demand(wanted={"lines": [{"keywords": ["gạo"]}]})

    line = DemandLine.objects.get()
    demand = Demand.objects.get()
    assert (line.quantity_min, line.quantity_max, line.unit, line.period) == (None,) * 4
    assert (line.pack_size, line.pack_unit) == (None, None)
    assert (demand.terms["min_star"], demand.terms["price"], demand.open_until) == (None,) * 3
    assert demand.criteria.missing == [
        "quantity",
        "price",
        "delivery.place",
        "delivery.window",
    ]


@pytest.mark.parametrize("role", ["owner", "orders"])
def test_owners_and_order_clerks_write(today, role):
    buyer = make_buyer()
    user = make_member(buyer, role=role)

    demand = create_demand(buyer=buyer, criteria=Criteria(), acting_user=user)

    assert (demand.state, demand.created_by) == ("draft", user)
    assert buyers_of(user) == [buyer]


def test_others_do_not(today):
    demand = make_demand(is_open=False)
    content = make_member(demand.buyer, role="content")
    stranger = make_member(make_buyer("Khác"))

    for user in (content, stranger):
        with pytest.raises(NotAllowed):
            create_demand(buyer=demand.buyer, criteria=Criteria(), acting_user=user)
        with pytest.raises(NotAllowed):
            change_demand(demand, criteria=Criteria(), acting_user=user)
        with pytest.raises(NotAllowed):
            open_demand(demand, acting_user=user)

    assert buyers_of(content) == []
    assert Demand.objects.values_list("state", "version").get() == ("draft", 1)


def test_another_buyers_demands_are_not_seen(today):
    demand = make_demand()

    assert list(demands_for(make_member(demand.buyer, role="content"))) == [demand]
    assert not demands_for(make_member(make_vendor().organisation)).exists()
    assert not demands_for(make_user()).exists()


def test_a_change_says_everything_anew(today):
    demand = make_demand(deadline=datetime.date(2026, 12, 31))

    change_demand(
        demand,
        criteria=Criteria.from_json({"lines": [{"keywords": ["nếp"]}], "min_star": 3}),
        title="Nếp cho Tết",
        acting_user=None,
        seen_version=demand.version,
    )

    assert (demand.title, demand.state, demand.open_until) == ("Nếp cho Tết", "open", None)
    assert [line.keywords for line in demand.lines.all()] == [["nếp"]]


def test_of_two_who_change_the_second_looks_again(today):
    demand = make_demand()
    seen = demand.version
    change_demand(demand, criteria=Criteria(), acting_user=None)

    with pytest.raises(DemandChangedMeanwhile):
        change_demand(
            demand, criteria=Criteria.from_json(WANTED), acting_user=None, seen_version=seen
        )

    assert not DemandLine.objects.exists()


def test_the_life_of_a_demand(today):
    demand = make_demand(is_open=False)

    assert open_demand(demand, acting_user=None).opened_at is not None
    assert pause_demand(demand, acting_user=None).state == "draft"
    open_demand(demand, acting_user=None)
    close_demand(demand, outcome="fulfilled", acting_user=None)
    assert (demand.state, demand.outcome) == ("closed", "fulfilled")
    with pytest.raises(IllegalTransition):
        open_demand(demand, acting_user=None)
    with pytest.raises(DemandRefused):
        change_demand(demand, criteria=Criteria(), acting_user=None)
    reopen_demand(demand, acting_user=None)
    assert (demand.state, demand.outcome, demand.closed_at) == ("draft", "", None)
    assert AuditEntry.objects.filter(object_id=demand.public_id).count() == 6


def test_a_move_from_a_state_that_has_gone_by_is_refused(today):
    demand = make_demand()
    stale = Demand.objects.get()
    close_demand(demand, outcome="withdrawn", acting_user=None)

    with pytest.raises(IllegalTransition):
        pause_demand(stale, acting_user=None)

    assert Demand.objects.get().outcome == "withdrawn"


def test_a_demand_is_open_to_its_last_day(today, settings):
    early = make_demand(deadline=datetime.date(2026, 11, 30))
    late, endless = make_demand(), make_demand(wanted={})
    day = datetime.date(2026, 12, 1)

    assert set(open_demands(on=datetime.date(2026, 11, 30))) == {early, late, endless}
    assert set(open_demands(on=day)) == {late, endless}
    settings.TODAY = day.isoformat()
    assert close_expired() == "1 demands expired"
    early.refresh_from_db()
    assert (early.state, early.outcome) == ("closed", "expired")
    assert close_expired() == "0 demands expired"


def test_what_is_over_is_not_opened(today):
    demand = make_demand(is_open=False, deadline=datetime.date(2026, 11, 22))

    with pytest.raises(DemandRefused) as refusal:
        open_demand(demand, acting_user=None)

    assert refusal.value.code == "past"
    assert Demand.objects.get().state == "draft"


def test_a_copy_says_the_same_but_the_deadline(today):
    demand = make_demand(text="Cần gạo ST25", deadline=datetime.date(2026, 12, 31))
    (read,) = with_lines(Demand.objects.all())

    copy = copy_demand(read, acting_user=None)

    assert (copy.state, copy.text, copy.title) == ("draft", "Cần gạo ST25", "gạo st25")
    assert copy.deadline is None
    assert copy.criteria == demand.criteria


def test_each_change_reaches_the_outbox(today):
    demand = make_demand()
    Change.objects.all().delete()

    DemandLine.objects.filter(demand=demand).update(unit="bag")
    close_demand(demand, outcome="withdrawn", acting_user=None)

    assert list(Change.objects.values_list("kind", "number")) == [("demand", demand.pk)] * 2


def test_criteria_in_words():
    criteria = Criteria.from_json(
        {
            **WANTED,
            "origin": {
                "required": {"provinces": ["phu-tho", "lai-chau"], "regions": ["dong-nam-bo"]},
                "former": ["hoa-binh"],
            },
            "producer_types": {"required": ["cooperative", "women_led"], "preferred": []},
            "delivery": {**WANTED["delivery"], "cadence": "2/week"},
            "radius_km": 150,
            "certificate_valid_until": "2027-06-30",
        }
    )

    assert {part.code: part.text for part in said(criteria)} == {
        "lines.0": "gạo st25: 2 tấn mỗi tháng, đóng gói 5 kg",
        "origin.required": "Phú Thọ hoặc Lai Châu hoặc Đông Nam Bộ",
        "origin.former": "Hòa Bình",
        "min_star": "từ 4 sao",
        "price": "đến 32.000\u202f₫/kg",
        "standards.required": "VietGAP hoặc hữu cơ",
        "producer_types.required": "hợp tác xã, phụ nữ làm chủ",
        "delivery.places": "Hà Nội",
        "delivery.window": "từ 01/01/2027 đến 31/03/2027",
        "delivery.cadence": "2 chuyến mỗi tuần",
        "radius_km": "trong vòng 150 km",
        "certificate_valid_until": "30/06/2027",
    }
    with translation.override("en"):
        words = {part.code: part.text for part in said(criteria)}
    assert words["lines.0"] == "gạo st25: 2 tonnes a month, in packs of 5 kg"
    assert words["delivery.cadence"] == "2 deliveries a week"
    assert words["price"] == "up to 32,000\u202f₫/kg"


def test_every_thing_that_may_be_missing_is_asked_for():
    missing = Criteria.from_json({"lines": [{"quantity": {"min": 5}}], "missing": ["conflict"]})

    asked = missing_words(missing.missing)

    assert [part.code for part in asked] == [
        "product",
        "unit",
        "period",
        "price",
        "delivery.place",
        "delivery.window",
        "conflict",
    ]
