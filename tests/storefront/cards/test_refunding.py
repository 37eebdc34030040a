"""Money back to the card: what has ended, once, never above what came; and what people mend."""

import pytest
from django.contrib.admin.sites import site
from django.core import mail
from django.db.models import Sum

from storefront.cards.models import CardAttempt, CardDispute, CardRefund, Discrepancy
from storefront.cards.selectors import card_view, is_frozen
from storefront.cards.services.mending import mend
from storefront.cards.services.reconciling import compare_books
from storefront.cards.services.refunding import ask_again, promise_back
from storefront.cards.statuses import RefundState
from storefront.ledger.models import Entry
from storefront.order import happenings
from storefront.order.happenings import By, PaidBack, Received, listen
from storefront.order.models import Order, OrderMail
from storefront.order.services import cancel_order
from storefront.order.tasks import send_order_mail
from storefront.vendors.services import move_vendor_order
from tests.factories import make_user
from tests.storefront.cards.world import World
from tests.storefront.transfers.factories import owner_of


def paid(world: World) -> Order:
    order = world.place()
    world.pay(order)
    world.tell()
    order.refresh_from_db()
    assert order.status == "placed"
    return order


def call_off(part) -> None:
    move_vendor_order(part, to="cancelled", acting_user=owner_of(part.vendor), note="Mưa đá")


def test_a_cancelled_order_goes_back_whole_part_by_part(world: World):
    order = paid(world)

    cancel_order(order=order)
    world.work()
    world.tell_all()

    parts = {part.number: part.total for part in order.vendor_orders.all()}
    amounts = [one["amount"] for one in world.stripe.books.refunds.values()]
    assert sorted(amounts) == sorted(parts.values())
    assert sum(amounts) == order.total
    assert world.attempt(order).promised_back == order.total
    view = card_view(order)
    assert view is not None
    assert (view.goes_back, view.went_back) == (0, order.total)


def test_a_part_that_its_seller_calls_off_goes_back_alone_and_the_buyer_is_told(world: World):
    order = paid(world)
    part, kept = order.vendor_orders.select_related("vendor__organisation").order_by("pk")

    call_off(part)
    world.work()

    (refund,) = world.stripe.books.refunds.values()
    assert refund["amount"] == part.total
    order.refresh_from_db()
    assert order.status == "placed"
    for kind in ("called_off", "card_back"):
        one = OrderMail.objects.get(order=order, kind=kind)
        assert send_order_mail.func(one.pk) == "sent"
        assert "thẻ" in mail.outbox[-1].body
    call_off(kept)
    world.work()
    assert sum(one["amount"] for one in world.stripe.books.refunds.values()) == order.total


def test_stripe_away_leaves_the_promise_and_the_queue_tries_again(world: World):
    order = paid(world)
    world.stripe.faults.extend(["500", "500"] * 2)

    cancel_order(order=order)
    world.work()

    assert world.stripe.books.refunds == {}
    assert set(CardRefund.objects.values_list("state", flat=True)) == {RefundState.ASKED}
    world.work()
    assert len(world.stripe.books.refunds) == 2


def test_an_answer_lost_after_the_refund_was_made_makes_no_second(world: World):
    order = paid(world)
    call_off(order.vendor_orders.select_related("vendor__organisation")[0])
    world.stripe.faults.extend(["drop", "drop"])

    world.work()
    world.work()

    assert len(world.stripe.books.refunds) == 1
    assert CardRefund.objects.get().state == RefundState.DONE


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_and_less_than_nothing_is_not_paid_back(world: World, amount):
    order = paid(world)

    assert promise_back(attempt=world.attempt(order), amount=amount, cause="x") is None
    assert not CardRefund.objects.exists()


def test_never_more_goes_back_than_came(world: World):
    order = paid(world)
    attempt = world.attempt(order)

    assert promise_back(attempt=attempt, amount=order.total - 1, cause="a") is not None
    assert promise_back(attempt=attempt, amount=2, cause="b") is None
    assert promise_back(attempt=attempt, amount=1, cause="c") is not None
    assert CardAttempt.objects.get(pk=attempt.pk).left == 0


def test_a_refund_that_the_bank_sends_back_is_owed_again_and_can_be_tried_again(world: World):
    order = paid(world)
    cancel_order(order=order)
    world.work()
    world.tell_all()
    refund = CardRefund.objects.order_by("pk")[0]
    world.stripe.books.fail_refund(refund.external_id)

    world.tell()

    refund.refresh_from_db()
    assert refund.state == RefundState.FAILED
    assert world.attempt(order).promised_back == order.total - refund.amount
    made = ask_again(refund=refund, acting_user=None)
    assert made is not None
    world.work()
    assert world.attempt(order).promised_back == order.total
    view = card_view(order)
    assert view is not None
    assert view.went_back == order.total


def test_a_refund_made_by_hand_at_stripe_is_noted_and_can_be_taken_over(world: World):
    order = paid(world)
    by_hand = world.stripe.books.new_refund(
        {"payment_intent": world.intent(order)["id"], "amount": "1000"}
    )

    assert world.tell().content == b"unknown\n"
    compare_books()
    noted = Discrepancy.objects.get()
    assert noted.external_id == by_hand["id"]

    mend(discrepancy=noted, acting_user=None)

    noted.refresh_from_db()
    assert noted.settled_at is not None
    assert world.attempt(order).promised_back == 1000
    assert CardRefund.objects.get().state == RefundState.DONE


def test_mending_a_payment_that_still_differs_leaves_it_on_the_list(world: World):
    order = world.place()
    world.pay(order)
    world.intent(order)["currency"] = "usd"
    world.tell()
    noted = Discrepancy.objects.get()

    mend(discrepancy=noted, acting_user=None)
    noted.refresh_from_db()
    assert noted.settled_at is None

    world.intent(order)["currency"] = "vnd"
    mend(discrepancy=noted, acting_user=None)
    noted.refresh_from_db()
    order.refresh_from_db()
    assert noted.settled_at is not None
    assert order.status == "placed"


def test_a_dispute_freezes_the_orders_money_until_it_is_won(world: World):
    order = paid(world)
    dispute = world.stripe.books.new_dispute(world.intent(order)["id"])

    world.tell()
    assert is_frozen(order)
    world.stripe.books.close_dispute(dispute["id"], "won")
    world.tell()

    assert not is_frozen(order)
    assert CardDispute.objects.get().state == CardDispute.State.WON


def test_a_lost_dispute_stays_frozen(world: World):
    order = paid(world)
    dispute = world.stripe.books.new_dispute(world.intent(order)["id"])
    world.stripe.books.close_dispute(dispute["id"], "lost")

    assert world.tell_all()[-1] == 200
    assert is_frozen(order)


@pytest.mark.parametrize("by_page", [False, True])
def test_a_lost_dispute_that_is_heard_before_its_payment_settles_at_once(world: World, by_page):
    """Also of a payment on Stripe's own page, whose number we had not heard."""
    order = world.place()
    world.pay(order)
    [paid_event] = [
        one for one in world.stripe.books.events if one["type"] == "payment_intent.succeeded"
    ]
    intent = world.intent(order)["id"]
    if by_page:
        CardAttempt.objects.update(intent_id=None)
    dispute = world.stripe.books.new_dispute(intent)
    world.stripe.books.close_dispute(dispute["id"], "lost")

    assert world.tell().status_code == 200

    def books() -> tuple[object, ...]:
        order.refresh_from_db()
        gone = Entry.objects.filter(vendor_order__order=order, account="gateway")
        attempt = CardAttempt.objects.get()
        return (
            order.status,
            CardDispute.objects.get().taken,
            attempt.received,
            attempt.left,
            gone.aggregate(all=Sum("amount"))["all"],
        )

    expected = ("placed", order.total, order.total, 0, 0)
    assert books() == expected
    assert is_frozen(order)
    world.tell(paid_event)
    assert books() == expected
    assert not Discrepancy.objects.exists()


def test_operators_see_all_of_it_and_type_nothing(world: World, client):
    order = paid(world)
    world.stripe.books.new_dispute(world.intent(order)["id"])
    world.tell()
    cancel_order(order=order)
    client.force_login(make_user("operator@example.vn", is_staff=True, is_superuser=True))

    for model in (CardAttempt, CardRefund, CardDispute, Discrepancy):
        page = client.get(f"/django-admin/cards/{model._meta.model_name}/")
        assert page.status_code == 200
        assert not site._registry[model].has_add_permission(page.wsgi_request)
    answer = client.post(
        "/django-admin/cards/cardattempt/",
        {"action": "look", "_selected_action": [world.attempt(order).pk]},
        follow=True,
    )
    assert answer.status_code == 200


def test_what_came_and_went_back_is_told_for_each_part(world: World, monkeypatch):
    monkeypatch.setattr(happenings, "_listeners", {})
    told: list[Received | PaidBack] = []
    listen(Received, told.append)
    listen(PaidBack, told.append)
    order = paid(world)
    part, kept = order.vendor_orders.select_related("vendor__organisation").order_by("pk")

    call_off(part)
    world.work()

    assert told == [
        Received(part, part.total, By.GATEWAY),
        Received(kept, kept.total, By.GATEWAY),
        PaidBack(part, part.total, By.GATEWAY),
        PaidBack(kept, 0, By.GATEWAY),
    ]


@pytest.mark.parametrize("won_first", [True, False])
def test_a_refused_refund_is_not_asked_for_again_by_a_dispute_that_is_won(world: World, won_first):
    order = paid(world)
    cancel_order(order=order)
    world.work()
    refund = CardRefund.objects.order_by("pk")[0]
    world.stripe.books.fail_refund(refund.external_id)
    failed = world.stripe.books.events[-1]
    dispute = world.stripe.books.new_dispute(world.intent(order)["id"])
    world.tell()
    world.stripe.books.close_dispute(dispute["id"], "won")
    won = world.stripe.books.events[-1]

    for event in (won, failed) if won_first else (failed, won):
        world.tell(event)

    assert CardRefund.objects.count() == 2
    assert world.attempt(order).left == refund.amount


@pytest.mark.parametrize("intent", [None, "pi_nobody_knows"])
def test_a_dispute_whose_payment_stripe_does_not_show_is_noted_and_others_go_on(
    world: World, intent
):
    order = world.place()
    world.pay(order)
    known = world.intent(order)["id"]
    strange = world.stripe.books.new_dispute(known)
    strange["payment_intent"] = intent
    event = world.stripe.books.events[-1]
    event["data"]["object"]["payment_intent"] = intent
    world.stripe.books.new_dispute(known)

    assert world.tell(event).status_code == 200
    compare_books()

    assert Discrepancy.objects.get().external_id == strange["id"]
    assert is_frozen(order)
