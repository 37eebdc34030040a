"""Money that left past our books: an operator says whose it was; then books and payouts agree."""

import datetime

import pytest

from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from storefront.cards.models import CardRefund, CardShare, Discrepancy
from storefront.cards.selectors import is_frozen
from storefront.cards.services.mending import mend
from storefront.cards.services.opening import hosted_page
from storefront.cards.services.reconciling import compare_books
from storefront.cards.services.refunding import ask_again, unanswered
from storefront.ledger.accounts import Account
from storefront.ledger.checking import faults
from storefront.ledger.due import due
from storefront.ledger.models import Sale
from storefront.order.models import Line, Order
from storefront.order.services import cancel_order
from storefront.refunds.models import Refund
from storefront.refunds.services import Wanted, propose_refund
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.factories import make_user, stock_of
from tests.servers.stripe.books import GOOD
from tests.storefront.cards.conftest import stripe, world  # noqa: F401
from tests.storefront.cards.world import World
from tests.storefront.ledger.books import balances, deliver, owed_to
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db
PAGE = "/en/office/money/"


@pytest.fixture
def operator(client) -> User:
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def paid(world: World) -> tuple[Order, VendorOrder, VendorOrder]:  # noqa: F811
    order = world.place()
    world.pay(order)
    world.tell_all()
    first, second = order.vendor_orders.select_related("vendor__organisation", "order").order_by(
        "pk"
    )
    return order, first, second


def by_hand(world: World, order: Order, amount: int) -> CardRefund:  # noqa: F811
    """Somebody pays back on Stripe's pages; we hear of it and take it over."""
    intent = world.intent(order)["id"]
    made = world.stripe.books.new_refund({"payment_intent": intent, "amount": str(amount)})
    world.tell()
    mend(discrepancy=Discrepancy.objects.get(external_id=made["id"]), acting_user=None)
    return CardRefund.objects.get(external_id=made["id"])


def dispute(world: World, order: Order, outcome: str, *, amount: int = 0) -> None:  # noqa: F811
    """Of all of it, or of so much."""
    made = world.stripe.books.new_dispute(world.intent(order)["id"])
    made["amount"] = amount or made["amount"]
    world.tell()
    world.stripe.books.close_dispute(made["id"], outcome)
    world.tell()


def line_of(part: VendorOrder) -> Line:
    return Line.objects.filter(vendor_order=part).order_by("pk")[0]


def said(part: VendorOrder, **values: int | str) -> dict[str, object]:
    line = line_of(part)
    names = {"shipping": f"part-{part.pk}-shipping", "owed": f"part-{part.pk}-owed"}
    return {names.get(key, f"line-{line.pk}-{key}"): value for key, value in values.items()}


def whole(part: VendorOrder) -> dict[str, object]:
    """All of its lines, and the delivery."""
    data: dict[str, object] = {f"part-{part.pk}-shipping": part.shipping_charge}
    for line in Line.objects.filter(vendor_order=part):
        data[f"line-{line.pk}-goods"] = int(line.line_price_incl_tax)
        data[f"line-{line.pk}-quantity"] = line.quantity
    return data


def book(client, page: str, *parts: dict[str, object], reason: str = "Vỡ khi đến nơi"):
    data = {key: value for part in parts for key, value in part.items()}
    return client.post(page, data | {"reason": reason}, follow=True)


def payable(part: VendorOrder) -> int:
    Sale.objects.exclude(due_at=None).update(due_at=now() - datetime.timedelta(minutes=1))
    found = {one.vendor: one.orders for one in due()}
    return found.get(part.vendor, {}).get(part.pk, 0)


def test_nobody_but_an_operator_of_money_books_it(client, world: World):  # noqa: F811
    order, first, _second = paid(world)
    page = f"{PAGE}gone/refund-{by_hand(world, order, 1000).pk}/"
    for user in (make_user(), make_user(is_staff=True), owner_of(first.vendor)):
        client.force_login(user)
        assert client.get(page).status_code == 403
        assert book(client, page, said(first, goods=1000)).status_code == 403
    assert not Refund.objects.exists()
    assert not CardShare.objects.exists()


def test_a_refund_by_hand_is_booked_on_its_goods_and_the_payout_is_free_again(
    client,
    operator,
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    for part in (first, second):
        deliver(part)
    made = by_hand(world, order, 5000)
    assert payable(first) == 0
    page = f"{PAGE}gone/refund-{made.pk}/"
    assert page in client.get(PAGE).content.decode()

    answer = book(client, page, said(first, goods="5.000"))
    again = book(client, page, said(first, goods="5.000"))

    assert "Booked: books, refunds and payouts agree." in answer.content.decode()
    assert "This no longer disagrees." in again.content.decode()
    refund = Refund.objects.get()
    assert (refund.state, refund.way, refund.goods) == ("settled", "gone", 5000)
    assert [one.amount for one in CardRefund.objects.all()] == [5000]
    for part, back in ((first, 5000), (second, 0)):
        assert balances(vendor_order=part).get(Account.BUYER, 0) == 0
        assert payable(part) == owed_to(vendor_order=part)
        assert balances(vendor_order=part).get(Account.REFUNDS, 0) == back
    assert payable(first) > 0
    assert faults() == []
    assert page not in client.get(PAGE).content.decode()


def test_it_may_be_of_several_sellers_units_and_delivery(client, operator, world: World):  # noqa: F811
    order, first, second = paid(world)
    deliver(first)
    deliver(second)
    amounts = (int(line_of(first).unit_price_incl_tax), int(line_of(second).unit_price_incl_tax))
    made = by_hand(world, order, sum(amounts) + 700)
    before = stock_of(line_of(first).product).num_in_stock

    book(
        client,
        f"{PAGE}gone/refund-{made.pk}/",
        said(first, goods=amounts[0], quantity=1, restock="on", shipping=700),
        said(second, goods=amounts[1], quantity=1),
    )

    refunds = {one.vendor_order: one for one in Refund.objects.all()}
    assert (refunds[first].goods, refunds[first].shipping) == (amounts[0], 700)
    assert (refunds[second].goods, refunds[second].shipping) == (amounts[1], 0)
    assert {one.state for one in refunds.values()} == {"settled"}
    assert stock_of(line_of(first).product).num_in_stock == before + 1
    assert faults() == []


@pytest.mark.parametrize("goods", [0, 4999, 5001, 10**9])
def test_another_sum_is_refused_and_nothing_is_booked(
    client,
    operator,
    world: World,  # noqa: F811
    goods,
):
    order, first, _second = paid(world)
    deliver(first)
    made = by_hand(world, order, 5000)

    answer = book(client, f"{PAGE}gone/refund-{made.pk}/", said(first, goods=goods))

    assert answer.status_code == 422
    assert "it must be 5,000" in answer.content.decode()
    assert not Refund.objects.exists()
    assert not CardShare.objects.exists()


def test_a_part_called_off_after_a_small_hand_refund_gets_only_what_is_left(
    client,
    operator,
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    made = by_hand(world, order, 5000)
    owner = owner_of(first.vendor)

    move_vendor_order(first, to="cancelled", acting_user=owner, note="hết hàng")
    held_back = CardRefund.objects.get(vendor_order=first).amount
    book(client, f"{PAGE}gone/refund-{made.pk}/", said(second, goods=5000))

    assert held_back == first.total - 5000
    sent = CardRefund.objects.filter(vendor_order=first)
    assert sum(one.amount for one in sent) == first.total
    world.work()
    world.tell_all()
    for part in (first, second):
        assert balances(vendor_order=part).get(Account.BUYER, 0) == 0
    gone = world.stripe.books.refunds_of(world.attempt(order).intent_id)
    assert sum(one["amount"] for one in gone) == first.total + 5000


def test_a_hand_refund_of_a_part_that_is_called_off_is_what_was_owed_of_it(
    client,
    operator,
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    made = by_hand(world, order, first.total)

    move_vendor_order(first, to="cancelled", acting_user=owner_of(first.vendor), note="hết hàng")
    page = f"{PAGE}gone/refund-{made.pk}/"
    form = client.get(page)
    book(client, page, said(first, owed=first.total))

    assert f'value="{first.total}"' in form.content.decode()
    assert CardRefund.objects.count() == 1
    assert not Refund.objects.exists()
    for part in (first, second):
        assert balances(vendor_order=part).get(Account.BUYER, 0) == 0
    cancel_order(order=order)
    assert world.attempt(order).left == 0


def test_a_refused_refund_that_was_paid_by_hand_instead_is_not_asked_again(
    client,
    operator,
    world: World,  # noqa: F811
):
    order, first, _second = paid(world)
    move_vendor_order(first, to="cancelled", acting_user=owner_of(first.vendor), note="hết hàng")
    world.work()
    ours = CardRefund.objects.get(vendor_order=first)
    world.stripe.books.fail_refund(ours.external_id)
    world.tell()
    assert "A refund to a card was refused" in client.get(PAGE).content.decode()
    made = by_hand(world, order, first.total)

    book(client, f"{PAGE}gone/refund-{made.pk}/", said(first, owed=first.total))

    assert "A refund to a card was refused" not in client.get(PAGE).content.decode()
    assert balances(vendor_order=first).get(Account.BUYER, 0) == 0
    assert world.attempt(order).promised_back == first.total


def test_a_lost_dispute_takes_the_money_of_the_part_that_it_was_about(
    client,
    operator,
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    deliver(first)
    deliver(second)
    made = world.stripe.books.new_dispute(world.intent(order)["id"])
    made["amount"] = first.total
    world.tell()
    assert payable(first) == payable(second) == 0
    world.stripe.books.close_dispute(made["id"], "lost")
    world.tell()
    assert payable(first) == payable(second) == 0
    page = f"{PAGE}gone/dispute-{world.attempt(order).disputes.get().pk}/"

    book(client, page, whole(first), reason="Chủ thẻ khiếu nại")

    assert not is_frozen(order)
    assert owed_to(vendor_order=first) == 0
    assert payable(second) == owed_to(vendor_order=second) > 0
    assert balances(account=Account.GATEWAY)["gateway"] == order.total - first.total
    assert faults() == []


def test_a_dispute_that_is_lost_after_the_payout_is_owed_by_the_seller(
    client,
    operator,
    world: World,  # noqa: F811
):
    order, first, second = paid(world)
    deliver(first)
    deliver(second)
    dispute(world, order, "lost")
    number = world.attempt(order).disputes.get().pk

    page = f"{PAGE}gone/dispute-{number}/"
    filled = client.get(page).content.decode()
    book(client, page, whole(first), whole(second))

    assert f'value="{int(line_of(first).line_price_incl_tax)}"' in filled
    assert balances(account=Account.GATEWAY) == {}
    assert world.attempt(order).left == 0
    assert owed_to(vendor_order=first) == owed_to(vendor_order=second) == 0
    assert {one.state for one in Refund.objects.all()} == {"settled"}


def test_what_ends_while_the_bank_disputes_waits_and_goes_back_once_it_is_won(
    world: World,  # noqa: F811
):
    order, _first, _second = paid(world)
    made = world.stripe.books.new_dispute(world.intent(order)["id"])
    world.tell()

    cancel_order(order=order)
    assert not CardRefund.objects.exists()
    world.stripe.books.close_dispute(made["id"], "won")
    world.tell()
    world.tell()

    assert sum(one.amount for one in CardRefund.objects.all()) == order.total
    world.work()
    world.tell_all()
    assert balances(account=Account.BUYER) == {}
    assert balances(account=Account.GATEWAY) == {}


def test_a_lost_dispute_about_a_payment_that_was_not_needed_is_of_no_seller(
    client,
    operator,
    world: World,  # noqa: F811
):
    """Paid twice; the second went back, the card's bank returned it, and its holder disputed it."""
    order = world.place()
    first = world.intent(order)["id"]
    hosted_page(order=order)
    world.stripe.books.intents[first]["status"] = "requires_payment_method"
    world.stripe.books.succeed(first)
    (session,) = world.stripe.books.sessions
    world.stripe.books.pay_session(session, GOOD)
    world.tell_all()
    world.work()
    world.tell_all()
    refund = CardRefund.objects.get()
    world.stripe.books.fail_refund(refund.external_id)
    world.tell()
    assert "A refund to a card was refused" in client.get(PAGE).content.decode()

    made = world.stripe.books.new_dispute(refund.attempt.intent_id)
    world.tell()
    world.stripe.books.close_dispute(made["id"], "lost")
    world.tell()

    page = client.get(PAGE).content.decode()
    assert "A refund to a card was refused" not in page
    assert "gone/dispute" not in page
    order.refresh_from_db()
    assert order.status == "placed"
    assert not is_frozen(order)
    assert balances(account=Account.BUYER) == {}
    assert balances(account=Account.GATEWAY)["gateway"] == order.total
    assert faults() == []


def test_money_that_comes_back_after_a_lost_dispute_was_booked_is_paid_back_anew(
    client,
    operator,
    world: World,  # noqa: F811
):
    """A refund that the card's bank returns: the dispute of before has not taken it as well."""
    order, first, second = paid(world)
    deliver(first)
    deliver(second)
    line = line_of(first)
    refund = propose_refund(
        vendor_order=VendorOrder.objects.select_related("vendor__organisation", "order").get(
            pk=first.pk
        ),
        wanted=[Wanted(line.pk, 1)],
        with_shipping=False,
        reason="Vỡ",
        form_key="1",
        acting_user=owner_of(first.vendor),
    )
    world.work()
    world.tell_all()
    dispute(world, order, "lost")
    lost = world.attempt(order).disputes.get()
    assert lost.taken == order.total - refund.total
    left = whole(first) | {
        f"line-{line.pk}-goods": int(line.line_price_incl_tax) - refund.goods,
        f"line-{line.pk}-quantity": line.quantity - 1,
    }
    book(client, f"{PAGE}gone/dispute-{lost.pk}/", left, whole(second))
    assert CardShare.objects.exists()

    world.stripe.books.fail_refund(CardRefund.objects.get().external_id)
    world.tell()
    compare_books()

    lost.refresh_from_db()
    assert lost.taken == order.total - refund.total
    [refused] = unanswered()
    assert ask_again(refund=refused, acting_user=operator) is not None
    world.work()
    world.tell_all()
    assert balances(vendor_order=first).get(Account.BUYER, 0) == 0
    assert world.attempt(order).left == 0
    assert faults() == []
