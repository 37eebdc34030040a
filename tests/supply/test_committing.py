"""Capacity is promised within what is there, whoever promises, and the ledger adds up (truth 5)."""

import contextlib

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.supply.committing import commit_capacity, release_capacity
from catalog.supply.errors import CapacityShort
from catalog.supply.models import Capacity, Commitment, Supply
from catalog.supply.services import close_supply, pause_supply
from marketplace.kernel.errors import MarketplaceError
from tests.supply.factories import DECEMBER, JANUARY, make_supply, month

pytestmark = pytest.mark.django_db


def left(supply: Supply) -> list[int]:
    return [row.left for row in Capacity.objects.filter(supply=supply)]


def test_a_promise_takes_of_each_month_what_it_says():
    supply = make_supply()

    lines = commit_capacity(supply, quantities={JANUARY: 300, DECEMBER: 1_500}, reference="award:a")

    assert left(supply) == [500, 1_700]
    assert [(line.capacity.month, line.quantity) for line in lines] == [
        (DECEMBER, 1_500),
        (JANUARY, 300),
    ]


def test_what_is_not_left_is_not_promised_and_no_month_is_touched():
    supply = make_supply()

    with pytest.raises(CapacityShort) as refusal:
        commit_capacity(supply, quantities={DECEMBER: 500, JANUARY: 2_001}, reference="award:a")

    assert refusal.value.short == {DECEMBER: 1_500, JANUARY: 2_000}
    assert left(supply) == [2_000, 2_000]
    assert not Commitment.objects.exists()


def test_a_month_that_nobody_spoke_of_has_no_capacity():
    supply = make_supply()

    with pytest.raises(CapacityShort):
        commit_capacity(supply, quantities={month(3, 2027): 1}, reference="award:a")


def test_the_same_promise_twice_is_one():
    supply = make_supply()

    first = commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")
    again = commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")

    assert again == first
    assert left(supply) == [500, 2_000]


def test_another_promise_under_the_same_name_is_refused():
    supply = make_supply()
    commit_capacity(supply, quantities={DECEMBER: 10}, reference="award:a")

    with pytest.raises(MarketplaceError) as refusal:
        commit_capacity(supply, quantities={DECEMBER: 20}, reference="award:a")

    assert refusal.value.code == "promised_otherwise"
    assert left(supply) == [1_990, 2_000]


def test_what_is_given_back_can_be_promised_again_once():
    supply = make_supply()
    (line,) = commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")

    assert release_capacity(line) is True
    assert release_capacity(line) is False

    assert left(supply) == [2_000, 2_000]
    assert list(Commitment.objects.values_list("quantity", flat=True)) == [-1_500, 1_500]
    with pytest.raises(MarketplaceError):
        commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")
    assert left(supply) == [2_000, 2_000]


def test_the_end_of_a_promise_is_no_promise():
    supply = make_supply()
    (line,) = commit_capacity(supply, quantities={DECEMBER: 1}, reference="award:a")
    release_capacity(line)

    with pytest.raises(ValueError, match="promise"):
        release_capacity(line.released_by)


def test_a_paused_supply_keeps_its_promises_and_an_ended_one_makes_none():
    supply = pause_supply(make_supply(), acting_user=None)
    commit_capacity(supply, quantities={DECEMBER: 1}, reference="award:a")
    close_supply(supply, acting_user=None)

    with pytest.raises(CapacityShort):
        commit_capacity(supply, quantities={DECEMBER: 1}, reference="award:b")

    assert left(supply) == [1_999, 2_000]


def test_each_promise_is_a_new_version():
    supply = make_supply()
    (line,) = commit_capacity(supply, quantities={DECEMBER: 1}, reference="award:a")
    promised = Supply.objects.get().version
    release_capacity(line)

    assert supply.version < promised < Supply.objects.get().version


@pytest.mark.parametrize("quantities", [{}, {DECEMBER: 0}, {DECEMBER: -5}])
def test_a_promise_is_of_something(quantities):
    with pytest.raises(ValueError, match="at least one"):
        commit_capacity(make_supply(), quantities=quantities, reference="award:a")


def test_the_ledger_only_grows():
    supply = make_supply()
    (line,) = commit_capacity(supply, quantities={DECEMBER: 1}, reference="award:a")

    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=line.pk).update(quantity=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=line.pk).delete()
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()

    assert Commitment.objects.get().quantity == 1


def test_the_database_itself_refuses_to_promise_more_than_is_there():
    supply = make_supply()

    with pytest.raises(IntegrityError), transaction.atomic():
        Capacity.objects.filter(supply=supply, month=DECEMBER).update(committed=2_001)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["commit", "commit both", "release"]), st.integers(1, 9), st.integers(0, 6)
    ),
    max_size=25,
)


@given(moves=MOVES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_the_books_stay_between_nothing_and_all(moves):
    with transaction.atomic():
        supply = make_supply(capacity=((DECEMBER, 12), (JANUARY, 7)))
        promised = []
        for number, (move, quantity, which) in enumerate(moves):
            if move == "release":
                if promised:
                    release_capacity(promised[which % len(promised)])
                continue
            wanted = {DECEMBER: quantity}
            if move == "commit both":
                wanted[JANUARY] = quantity
            with contextlib.suppress(MarketplaceError):
                promised += commit_capacity(
                    supply, quantities=wanted, reference=f"award:{number % 9}"
                )
            for row in Capacity.objects.filter(supply=supply):
                ledger = row.commitments.aggregate(sum=Sum("quantity"))["sum"] or 0
                assert row.committed == ledger
                assert 0 <= row.committed <= row.quantity
        transaction.set_rollback(True)
