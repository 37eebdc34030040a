"""A dispute that is lost after the seller was paid out: the seller owes it, or the marketplace bears it."""

import datetime

import pytest

from marketplace.kernel.clock import now
from marketplace.kernel.models import AuditEntry
from storefront.cards.models import CardRefund, CardShare
from storefront.cards.selectors import is_frozen
from storefront.ledger.accounts import Account
from storefront.ledger.bank_file import Answer
from storefront.ledger.checking import faults
from storefront.ledger.due import due, held_at_gateway
from storefront.ledger.errors import PayoutRefused
from storefront.ledger.models import Payout, Sale
from storefront.ledger.services.paying_out import approve_run, make_run
from storefront.ledger.services.results import take_results
from storefront.order.models import Order
from storefront.refunds.models import Refund
from storefront.refunds.services import Wanted, propose_refund
from storefront.vendors.models import VendorOrder
from storefront.vouchers.report import owed_by
from storefront.vouchers.services.settling import note_payment, paid_so_far
from tests.certification.factories import a_national_officer
from tests.factories import make_user
from tests.storefront.cards.conftest import stripe, world  # noqa: F401
from tests.storefront.cards.world import World
from tests.storefront.disagreements.test_gone import (
    PAGE,
    book,
    dispute,
    line_of,
    operator,  # noqa: F401
    paid,
    whole,
)
from tests.storefront.ledger import cards
from tests.storefront.ledger.books import (
    balances,
    deliver,
    every_posting_sums_to_zero,
    owed_to,
)
from tests.storefront.transfers.factories import make_account, owner_of

pytestmark = pytest.mark.django_db


def settled() -> None:
    Sale.objects.exclude(due_at=None).update(due_at=now() - datetime.timedelta(minutes=1))


def paid_out() -> list[Payout]:
    """Made, approved by a second person, and paid by the bank."""
    settled()
    maker, approver = (make_user(is_staff=True, is_superuser=True) for _one in range(2))
    run = make_run(acting_user=maker)
    approve_run(run=run, acting_user=approver)
    payouts = list(run.payouts.order_by("pk"))
    answers = [Answer(one.reference, is_paid=True, bank_id="", reason="") for one in payouts]
    take_results(answers=answers, acting_user=maker)
    return payouts


@pytest.fixture
def sold(world: World) -> tuple[Order, VendorOrder, VendorOrder]:  # noqa: F811
    """Delivered by both sellers, and both were paid out."""
    order, first, second = paid(world)
    for number, part in enumerate((first, second)):
        make_account(part.vendor, number=f"0{number}22222222")
        deliver(part)
    assert [one.amount for one in paid_out()] == [first.total, second.total]
    assert held_at_gateway() == 0
    return order, first, second


def lost(world: World, order: Order, *, amount: int = 0) -> str:  # noqa: F811
    """The page on which an operator says whose it is."""
    dispute(world, order, "lost", amount=amount)
    return f"{PAGE}gone/dispute-{world.attempt(order).disputes.get().pk}/"


def borne(part: VendorOrder, amount: int) -> dict[str, object]:
    return {f"part-{part.pk}-borne": amount}


def due_to(part: VendorOrder) -> int:
    return sum(one.amount for one in due() if one.vendor == part.vendor)


def test_what_a_seller_owes_for_it_is_set_against_its_later_payouts(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
    sold,
):
    order, first, second = sold

    book(client, lost(world, order), whole(first), whole(second), reason="Chủ thẻ thắng")

    assert held_at_gateway() == -order.total
    settled()
    assert (due_to(first), due_to(second)) == (-first.total, -second.total)
    small = deliver(cards.paid((line_of(first).product, 1)).vendor_orders.get())
    settled()
    assert due_to(first) == small.total - first.total < 0
    with pytest.raises(PayoutRefused):
        make_run(acting_user=operator)
    large = deliver(cards.paid((line_of(first).product, 7)).vendor_orders.get())
    settled()
    left = small.total + large.total - first.total
    assert due_to(first) == left > 0
    assert faults() == []


def test_nothing_is_paid_out_of_money_that_the_gateway_has_not(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
    sold,
):
    """The seller's debt is another's shortfall until it is set off; approval looks at the gateway."""
    order, first, second = sold
    book(client, lost(world, order), whole(first), whole(second))
    deliver(cards.paid((line_of(first).product, 7)).vendor_orders.get())
    settled()

    run = make_run(acting_user=operator)
    with pytest.raises(PayoutRefused) as refusal:
        approve_run(run=run, acting_user=make_user(is_staff=True, is_superuser=True))

    assert refusal.value.code == "funds"


def test_the_marketplace_bears_it_and_owes_the_seller_straight(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
    sold,
):
    order, first, second = sold

    answer = book(
        client,
        lost(world, order),
        borne(first, first.total),
        whole(second),
        reason="Lừa đảo",
    )

    assert "Booked: books, refunds and payouts agree." in answer.content.decode()
    assert not is_frozen(order)
    assert not Refund.objects.filter(vendor_order=first).exists()
    assert balances(vendor_order=first)[Account.LOSS_PLATFORM] == first.total
    assert Account.BUYER not in balances(vendor_order=first)
    assert owed_to(vendor_order=first) == 0
    settled()
    assert due_to(first) == -first.total  # the gateway has paid it once already
    [row] = [one for one in owed_by(province=None) if one.vendor == first.vendor]
    assert (row.owed, row.due) == (first.total, first.total)
    assert every_posting_sums_to_zero()
    assert faults() == []
    entry = AuditEntry.objects.get(action="card.booked")
    assert entry.actor == operator
    assert entry.data["borne"] == {first.number: first.total}


def test_before_the_payout_it_is_the_same_the_seller_gets_it_from_the_marketplace(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    deliver(first)
    deliver(second)

    book(client, lost(world, order), borne(first, first.total), borne(second, second.total))
    settled()

    assert held_at_gateway() == 0
    assert (due_to(first), due_to(second)) == (0, 0)
    assert sum(one.due for one in owed_by(province=None)) == order.total


def test_what_was_transferred_for_it_is_noted_once_and_the_seller_has_it(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
    sold,
):
    order, first, second = sold
    book(client, lost(world, order), borne(first, first.total), whole(second))
    settled()

    for _time in range(2):
        note_payment(
            province=None,
            vendor=first.vendor,
            seen=first.total,
            reference="FT9",
            acting_user=a_national_officer(),
        )

    assert Account.LOSS_PLATFORM not in balances(vendor_order=first)
    assert balances(vendor_order=first)[Account.COLLECTED] == first.total
    assert paid_so_far(province=None) == first.total
    assert owed_by(province=None) == []
    settled()
    assert due_to(first) == -first.total
    assert faults() == []


@pytest.mark.parametrize("more", [-1, 1])
def test_it_is_the_amount_to_the_dong(client, operator, world: World, sold, more):  # noqa: F811
    order, first, second = sold
    before = balances()

    answer = book(client, lost(world, order), borne(first, first.total + more), whole(second))

    assert answer.status_code == 422
    assert not CardShare.objects.exists()
    assert Account.LOSS_PLATFORM not in balances()
    assert before != balances()  # the bank has taken it


def test_what_is_borne_is_no_goods_too_and_no_units_go_back_for_it(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
    sold,
):
    order, first, second = sold
    page = lost(world, order)
    units = {key: value for key, value in whole(first).items() if key.endswith("quantity")}

    twice = book(client, page, whole(first), borne(first, first.total), whole(second))
    sold_and_back = book(client, page, units, borne(first, first.total), whole(second))

    assert "What the marketplace bears is not named as goods" in twice.content.decode()
    assert "Units go back only with money for them" in sold_and_back.content.decode()
    assert {twice.status_code, sold_and_back.status_code} == {422}
    assert not CardShare.objects.exists()


def test_what_was_not_delivered_is_not_borne(client, operator, world: World):  # noqa: F811
    order, first, second = paid(world)
    deliver(first)
    page = lost(world, order)

    shown = client.get(page).content.decode()
    answer = book(client, page, borne(first, first.total), borne(second, second.total))

    assert f"part-{first.pk}-borne" in shown
    assert f"part-{second.pk}-borne" not in shown
    assert answer.status_code == 422
    assert not CardShare.objects.exists()


def test_no_more_is_borne_than_is_left_of_the_part(client, operator, world: World):  # noqa: F811
    order, first, second = paid(world)
    deliver(first)
    deliver(second)
    page = lost(world, order, amount=first.total + 1)

    answer = book(client, page, borne(first, first.total + 1))

    assert answer.status_code == 422
    assert "So much is not left" in answer.content.decode()
    assert not CardShare.objects.exists()


def test_a_borne_part_may_still_be_refunded_as_far_as_money_is_left(
    client,
    operator,  # noqa: F811
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    deliver(first)
    deliver(second)
    page = lost(world, order, amount=10_000)
    book(client, page, borne(first, 10_000))

    def give_back(part: VendorOrder, key: str) -> Refund:
        line = line_of(part)
        return propose_refund(
            vendor_order=part,
            wanted=[Wanted(line.pk, line.quantity)],
            with_shipping=False,
            reason="Vỡ",
            form_key=key,
            acting_user=owner_of(part.vendor),
        )

    refund = give_back(first, "1")
    refund.refresh_from_db()
    assert refund.state == "approved"  # the borne money has paid nothing of it
    world.work()
    world.tell_all()
    refund.refresh_from_db()
    assert refund.state == "settled"
    assert CardRefund.objects.get().amount == refund.total
    assert Account.BUYER not in balances(vendor_order=first)
    assert faults() == []


def test_only_an_operator_of_money_decides_that_the_marketplace_bears_it(
    client,
    world: World,  # noqa: F811
    sold,
):
    order, first, second = sold
    page = lost(world, order)
    for user in (make_user(), make_user(is_staff=True), owner_of(first.vendor)):
        client.force_login(user)
        assert book(client, page, borne(first, first.total), whole(second)).status_code == 403
    assert not CardShare.objects.exists()
