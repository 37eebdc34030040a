"""Two vendors' statements at the same moment, one statement twice, two clerks with one payment."""

import datetime

import pytest

from marketplace.kernel.clock import now
from storefront.order.models import Order, OrderMail
from storefront.order.services import expire_order
from storefront.payment.models import Payment
from storefront.transfers.errors import MatchRefused
from storefront.transfers.models import BankTransaction, Statement, Transfer
from storefront.transfers.services.matching import match
from storefront.transfers.services.statements import take_statement
from tests.concurrency.threads import at_once
from tests.storefront.transfers.factories import (
    bank_csv,
    import_csv,
    owner_of,
    paying_shops,
    place,
    transfers_of,
    try_csv,
)

ROUNDS = 5


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    """The same on both."""
    request.getfixturevalue(request.param)


def tried(transfer: Transfer) -> Statement:
    number = f"{transfer.reference}-{{}}"
    return try_csv(transfer.account, bank_csv((transfer.amount, transfer.reference), number=number))


def taking(statement: Statement):
    def take():
        fresh = Statement.objects.select_related("account__vendor__organisation").get(
            pk=statement.pk
        )
        return take_statement(statement=fresh, acting_user=owner_of(fresh.account.vendor))

    return take


def test_two_vendors_statements_at_once_make_one_placed_order(database):
    packs = paying_shops(stock=60)
    for _round in range(ROUNDS):
        orders = [place(*packs) for _ in range(2)]
        files = [tried(transfer) for order in orders for transfer in transfers_of(order)]

        answers = at_once([taking(file) for file in files])

        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
        for order in orders:
            order.refresh_from_db()
            assert order.status == "placed"
            assert Payment.objects.get(order=order).state == "captured"
            assert {one.state for one in transfers_of(order)} == {"paid"}
            assert OrderMail.objects.filter(order=order, kind="confirmed").count() == 3


def test_the_same_rows_imported_at_once_are_there_once(database):
    order = place(*paying_shops())
    first, _second = transfers_of(order)
    same = [tried(first) for _ in range(4)]

    answers = at_once([taking(file) for file in same] + [taking(same[0])])

    taken = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(taken) == 4, answers
    assert sum(len(report.fresh) for report in taken) == 1
    assert BankTransaction.objects.count() == 1
    assert Transfer.objects.get(pk=first.pk).received == first.amount


def test_of_two_clerks_one_matches_the_money(database):
    packs = paying_shops()
    orders = [place(packs[0]) for _ in range(2)]
    transfers = [transfers_of(order)[0] for order in orders]
    owner = owner_of(transfers[0].vendor_order.vendor)
    import_csv(transfers[0].account, bank_csv((transfers[0].amount, "khong ghi gi")))
    money = BankTransaction.objects.select_related("account__vendor").get()

    answers = at_once(
        [
            lambda transfer=transfer: match(money=money, transfer=transfer, acting_user=owner)
            for transfer in transfers * 2
        ]
    )

    assert sum(isinstance(answer, Transfer) for answer in answers) == 1, answers
    assert all(isinstance(answer, Transfer | MatchRefused) for answer in answers), answers
    received = [Transfer.objects.get(pk=transfer.pk).received for transfer in transfers]
    assert sorted(received) == [0, transfers[0].amount]
    assert sorted(Order.objects.values_list("status", flat=True)) == ["pending", "placed"]


def test_the_last_payment_against_the_time_out(database):
    packs = paying_shops(stock=60)
    late = now() + datetime.timedelta(days=2)
    for _round in range(ROUNDS):
        order = place(packs[0])
        file = tried(transfers_of(order)[0])

        answers = at_once(
            [
                taking(file),
                lambda order=order: expire_order(order=Order.objects.get(pk=order.pk), at=late),
            ]
        )

        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
        order.refresh_from_db()
        (transfer,) = transfers_of(order)
        assert (order.status, transfer.state, transfer.owed) == ("placed", "paid", 0)
        held = order.lines.get().num_allocated
        assert held == 2
