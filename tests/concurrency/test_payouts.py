"""Two payout runs at once, two approvals, one answer of the bank twice, a refund meanwhile."""

import datetime

import pytest
from django.db import transaction

from marketplace.kernel.clock import now
from marketplace.kernel.errors import MarketplaceError
from storefront.ledger.accounts import Account
from storefront.ledger.bank_file import Answer
from storefront.ledger.checking import faults
from storefront.ledger.errors import PayoutRefused
from storefront.ledger.models import Payout, PayoutItem, PayoutRun, Posting, Sale
from storefront.ledger.services.paying_out import approve_run, make_run
from storefront.ledger.services.results import take_results
from storefront.order.happenings import By, PaidBack, Refunded, tell
from storefront.vendors.models import VendorOrder
from tests.concurrency.threads import at_once
from tests.factories import make_pack, make_user, make_vendor
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import balances, deliver, owed_to, part_of
from tests.storefront.transfers.factories import make_account

ROUNDS = 2


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request, settings):
    """The same on both, in a shop that takes cards."""
    settings.STRIPE_SECRET_KEY = settings.STRIPE_PUBLISHABLE_KEY = "key of a test"
    request.getfixturevalue(request.param)


def operators(count: int):
    return [make_user(is_staff=True, is_superuser=True) for _one in range(count)]


def payable_parts(count: int) -> list[VendorOrder]:
    vendor = make_vendor()
    make_account(vendor)
    pack = make_pack(vendor=vendor, price=100_000, stock=50)
    parts = [deliver(part_of(card.paid(pack))) for _one in range(count)]
    Sale.objects.exclude(due_at=None).update(due_at=now() - datetime.timedelta(minutes=1))
    return parts


def is_refusal(answer: object) -> bool:
    return isinstance(answer, MarketplaceError)


def test_two_runs_at_once_never_pay_an_order_twice(database):
    people = operators(4)
    for _round in range(ROUNDS):
        parts = payable_parts(3)

        answers = at_once([lambda who=who: make_run(acting_user=who) for who in people])

        made = [answer for answer in answers if isinstance(answer, PayoutRun)]
        assert len(made) == 1
        assert all(isinstance(answer, PayoutRun | PayoutRefused) for answer in answers), answers
        items = PayoutItem.objects.filter(vendor_order__in=parts)
        assert sorted(items.values_list("vendor_order", flat=True)) == sorted(p.pk for p in parts)


def test_two_people_approve_a_run_once(database):
    maker, one, other = operators(3)
    for _round in range(ROUNDS):
        parts = payable_parts(2)
        run = make_run(acting_user=maker)

        answers = at_once(
            [lambda who=who, run=run: approve_run(run=run, acting_user=who) for who in (one, other)]
        )

        assert sorted(map(is_refusal, answers)) == [False, True], answers
        payout = run.payouts.get()
        assert Posting.objects.filter(occasion=f"payout:{payout.reference}").count() == 1
        assert sum(owed_to(vendor_order=part) for part in parts) == 0
        assert faults() == []


def test_two_runs_approved_at_once_never_send_more_than_the_gateway_holds(database):
    maker, one, other = operators(3)
    (before,) = payable_parts(1)
    approve_run(run=make_run(acting_user=maker), acting_user=one)
    parts = [*payable_parts(1), *payable_parts(1)]
    runs = [make_run(vendor_ids={part.vendor.public_id}, acting_user=maker) for part in parts]
    with transaction.atomic():  # it went back to the card while the bank has it: one is missing
        tell(PaidBack(before, so_far=before.total, by=By.GATEWAY))

    answers = at_once(
        [
            lambda who=who, run=run: approve_run(run=run, acting_user=who)
            for who, run in zip((one, other), runs, strict=True)
        ]
    )

    assert sorted(map(is_refusal, answers)) == [False, True], answers
    assert next(answer.code for answer in answers if is_refusal(answer)) == "funds"


def test_the_bank_s_answer_twice_at_once_is_booked_once(database):
    maker, approver = operators(2)
    for _round in range(ROUNDS):
        payable_parts(2)
        run = approve_run(run=make_run(acting_user=maker), acting_user=approver)
        answer = Answer(run.payouts.get().reference, is_paid=True, bank_id="FT1", reason="")

        outcomes = at_once(
            [
                lambda answer=answer: take_results(answers=[answer], acting_user=maker)
                for _time in range(3)
            ]
        )

        assert sorted(outcome.paid for outcome in outcomes) == [0, 0, 1], outcomes
        assert balances(account=Account.UNDERWAY) == {}
        assert Payout.objects.get(run=run).results.count() == 1
        assert faults() == []


def test_a_refund_beside_an_approval_is_before_it_or_taken_off_later(database):
    maker, approver = operators(2)
    for number in range(ROUNDS):
        (part,) = payable_parts(1)
        run = make_run(acting_user=maker)

        def refund(part=part, number=number):
            with transaction.atomic():
                tell(Refunded(part, goods=40_000, shipping=0, cause=f"{number}"))

        approved, refunded = at_once(
            [lambda run=run: approve_run(run=run, acting_user=approver), refund]
        )

        assert refunded is None, refunded
        if is_refusal(approved):
            assert owed_to(vendor_order=part) == part.total - 40_000
        else:
            assert isinstance(approved, PayoutRun), approved
            assert owed_to(vendor_order=part) == -40_000
        assert faults() == []
        PayoutItem.objects.filter(vendor_order=part).update(is_open=False)
        Sale.objects.filter(vendor_order=part).update(due_at=None)
