"""Many promise of one month at once: no more than there is, and the ledger adds up (truth 5)."""

import pytest
from django.db.models import Sum

from catalog.supply.committing import commit_capacity, release_capacity
from catalog.supply.errors import CapacityShort
from catalog.supply.models import Capacity, Commitment, Supply
from catalog.supply.services import change_supply
from marketplace.kernel.checking import Refused
from tests.concurrency.threads import at_once
from tests.supply.factories import DECEMBER, JANUARY, make_facts, make_supply

RIVALS = 16


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    """The same on both."""
    request.getfixturevalue(request.param)


def promising(supply: Supply, quantity: int, reference: str, **months):
    quantities = months.get("months") or {DECEMBER: quantity}
    return lambda: commit_capacity(supply, quantities=quantities, reference=reference)


def books_agree(supply: Supply) -> bool:
    return all(
        row.committed == (row.commitments.aggregate(sum=Sum("quantity"))["sum"] or 0)
        for row in Capacity.objects.filter(supply=supply)
    )


def test_of_many_promises_exactly_so_many_hold_as_there_is(database):
    supply = make_supply(capacity=((DECEMBER, 10),))

    answers = at_once([promising(supply, 3, f"award:{number}") for number in range(RIVALS)])

    held = [answer for answer in answers if isinstance(answer, list)]
    assert len(held) == 3
    assert all(isinstance(a, CapacityShort) for a in answers if not isinstance(a, list)), answers
    assert Capacity.objects.get().committed == 9
    assert books_agree(supply)


def test_one_promise_made_by_many_is_one(database):
    supply = make_supply(capacity=((DECEMBER, 100),))

    answers = at_once([promising(supply, 5, "award:one") for _number in range(RIVALS)])

    assert {tuple(line.pk for line in answer) for answer in answers} == {
        (Commitment.objects.get().pk,)
    }
    assert Capacity.objects.get().committed == 5


def test_a_promise_is_given_back_once(database):
    supply = make_supply(capacity=((DECEMBER, 10),))
    (line,) = commit_capacity(supply, quantities={DECEMBER: 7}, reference="award:a")

    answers = at_once([lambda: release_capacity(line) for _number in range(RIVALS)])

    assert answers.count(True) == 1
    assert answers.count(False) == RIVALS - 1
    assert Capacity.objects.get().committed == 0
    assert books_agree(supply)


def test_months_taken_in_either_order_do_not_wait_in_a_circle(database):
    supply = make_supply(capacity=((DECEMBER, 50), (JANUARY, 50)))
    calls = [
        promising(
            supply,
            0,
            f"award:{number}",
            months={DECEMBER: 3, JANUARY: 3} if number % 2 else {JANUARY: 3, DECEMBER: 3},
        )
        for number in range(RIVALS)
    ]

    answers = at_once(calls)

    assert all(isinstance(answer, list) for answer in answers), answers
    assert [row.committed for row in Capacity.objects.filter(supply=supply)] == [48, 48]


def test_a_vendor_who_takes_capacity_away_meets_those_who_take_it(database):
    supply = make_supply(capacity=((DECEMBER, 30),))
    less = make_facts(capacity=((DECEMBER, 12),))
    calls = [promising(supply, 5, f"award:{number}") for number in range(6)]
    calls.insert(2, lambda: change_supply(supply, facts=less, acting_user=None))

    answers = at_once(calls)

    row = Capacity.objects.get()
    assert row.committed <= row.quantity
    assert books_agree(supply)
    refused = isinstance(answers[2], Refused)
    assert row.quantity == (30 if refused else 12)
    assert not [
        a
        for a in answers
        if isinstance(a, Exception) and not isinstance(a, CapacityShort | Refused)
    ]
