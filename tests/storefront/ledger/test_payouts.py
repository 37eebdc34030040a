"""Payout runs: what is payable, four eyes, the bank's file and answers, all of it once."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from marketplace.kernel.clock import now
from marketplace.kernel.errors import NotAllowed
from storefront.cards.models import CardAttempt, CardDispute
from storefront.ledger.accounts import Account
from storefront.ledger.bank_file import Answer, bank_file, read_answers
from storefront.ledger.checking import faults
from storefront.ledger.due import due
from storefront.ledger.errors import PayoutRefused, ResultsRefused
from storefront.ledger.models import Payout, PayoutItem, PayoutRun, Posting, Sale
from storefront.ledger.services.paying_out import approve_run, drop_run, make_run
from storefront.ledger.services.results import take_results
from storefront.order.happenings import By, PaidBack, Refunded, tell
from storefront.order.models import Order
from storefront.refunds.models import Refund
from tests.factories import make_pack, make_user, make_vendor
from tests.storefront.factories import make_order, two_vendors
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import balances, deliver, owed_to, part_of
from tests.storefront.transfers.factories import make_account

pytestmark = pytest.mark.django_db


def operator():
    return make_user(is_staff=True, is_superuser=True)


def past_claims() -> None:
    Sale.objects.exclude(due_at=None).update(due_at=now() - datetime.timedelta(minutes=1))


def payable(price: int = 100_000, quantity: int = 1):
    """A delivered order by card whose time for claims is over; its vendor has an account."""
    vendor = make_vendor()
    make_account(vendor)
    part = deliver(part_of(card.paid((make_pack(vendor=vendor, price=price), quantity))))
    past_claims()
    return part


def approved(run: PayoutRun) -> PayoutRun:
    return approve_run(run=run, acting_user=operator())


def bank_says(payout: Payout, *, paid: bool = True, bank_id: str = "FT1"):
    answer = Answer(payout.reference, is_paid=paid, bank_id=bank_id, reason="")
    return take_results(answers=[answer], acting_user=operator())


def test_a_delivered_order_past_the_time_for_claims_is_paid_out_once(cards):
    part = payable()
    run = make_run(acting_user=operator())
    payout = run.payouts.get()
    assert payout.amount == part.total
    assert due() == []

    approved(run)
    assert balances(account=Account.UNDERWAY) == {Account.UNDERWAY: -part.total}
    assert owed_to(vendor_order=part) == 0
    for _time in range(3):
        bank_says(payout)

    assert balances() == {
        Account.VENDOR: part.shipping_charge,
        Account.SHIPPING: -part.shipping_charge,
    }
    assert due() == []
    assert faults() == []


def test_what_is_not_delivered_or_may_be_claimed_still_waits(cards):
    vendor = make_vendor()
    make_account(vendor)
    pack = make_pack(vendor=vendor)
    card.paid(pack)
    deliver(part_of(card.paid(pack)))

    assert due() == []
    with pytest.raises(PayoutRefused):
        make_run(acting_user=operator())


def test_money_that_went_to_the_vendor_directly_is_never_paid_out(cards):
    vendor = make_vendor()
    make_account(vendor)
    deliver(part_of(make_order(make_pack(vendor=vendor))))
    past_claims()

    assert due() == []


def test_a_vendor_without_a_bank_account_waits(cards):
    part = payable()
    part.vendor.bank_accounts.update(state="retired")

    assert [one.is_payable for one in due()] == [False]
    with pytest.raises(PayoutRefused):
        make_run(acting_user=operator())


def disputed(order: Order, state: str = "open") -> None:
    attempt = CardAttempt.objects.get(payment__order=order)
    CardDispute.objects.update_or_create(
        external_id="dp_1", defaults={"attempt": attempt, "amount": 1, "state": state}
    )


def test_a_dispute_freezes_the_payout_until_it_is_won(cards):
    part = payable()
    run = make_run(acting_user=operator())
    disputed(part.order)

    with pytest.raises(PayoutRefused) as refusal:
        approved(run)
    assert refusal.value.code == "changed"
    drop_run(run=run, acting_user=operator())
    assert due() == []
    disputed(part.order, "won")
    assert [one.amount for one in due()] == [part.total]


def test_a_refund_that_waits_for_a_decision_keeps_its_part_back(cards):
    part = payable()
    asked = Refund.objects.create(
        vendor_order=part, form_key="a", goods=1_000, shipping=0, total=1_000, reason="Dập"
    )
    assert due() == []

    Refund.objects.filter(pk=asked.pk).update(state="declined")
    assert [one.amount for one in due()] == [part.total]


def test_who_made_a_run_does_not_approve_it(cards):
    payable()
    maker = operator()
    run = make_run(acting_user=maker)

    with pytest.raises(PayoutRefused) as refusal:
        approve_run(run=run, acting_user=maker)

    assert refusal.value.code == "four_eyes"
    run.refresh_from_db()
    assert run.state == "made"
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutRun.objects.filter(pk=run.pk).update(approved_by=maker)


@pytest.mark.parametrize("step", ["make", "approve", "drop", "results"])
def test_only_operators_with_the_permission_pay_out(cards, step):
    payable()
    run = make_run(acting_user=operator())
    somebody = make_user(is_staff=True)
    steps = {
        "make": lambda: make_run(acting_user=somebody),
        "approve": lambda: approve_run(run=run, acting_user=somebody),
        "drop": lambda: drop_run(run=run, acting_user=somebody),
        "results": lambda: take_results(answers=[], acting_user=somebody),
    }
    before = Posting.objects.count()

    with pytest.raises(NotAllowed):
        steps[step]()

    run.refresh_from_db()
    assert (run.state, Posting.objects.count()) == ("made", before)


def test_a_refund_after_the_run_was_made_stops_its_approval(cards):
    part = payable()
    run = make_run(acting_user=operator())
    tell(Refunded(part, goods=1_000, shipping=0, cause="a"))

    with pytest.raises(PayoutRefused) as refusal:
        approved(run)

    assert refusal.value.code == "changed"
    assert owed_to(vendor_order=part) == part.total - 1_000


def test_a_new_bank_account_stops_the_approval(cards):
    part = payable()
    run = make_run(acting_user=operator())
    make_account(part.vendor, number="0999999999")

    with pytest.raises(PayoutRefused) as refusal:
        approved(run)
    assert refusal.value.code == "account"


def test_a_run_thrown_away_leaves_its_orders_payable(cards):
    part = payable()
    run = make_run(acting_user=operator())
    drop_run(run=run, acting_user=operator())

    assert [one.amount for one in due()] == [part.total]
    with pytest.raises(PayoutRefused):
        approved(run)


def test_a_run_is_approved_once(cards):
    payable()
    run = make_run(acting_user=operator())
    approved(run)
    with pytest.raises(PayoutRefused):
        approved(run)
    assert Posting.objects.filter(kind="payout").count() == 1


def test_what_the_bank_refuses_is_payable_again(cards):
    part = payable()
    run = approved(make_run(acting_user=operator()))
    for _time in range(2):
        bank_says(run.payouts.get(), paid=False)

    assert [one.amount for one in due()] == [part.total]
    again = approved(make_run(acting_user=operator()))
    bank_says(again.payouts.get())
    assert owed_to(vendor_order=part) == 0
    assert balances(account=Account.GATEWAY) == {}
    assert faults() == []


def test_a_payout_that_comes_back_after_it_was_paid_is_held_and_payable_again(cards):
    part = payable()
    run = approved(make_run(acting_user=operator()))
    bank_says(run.payouts.get())
    bank_says(run.payouts.get(), paid=False, bank_id="FT2")

    assert balances(account=Account.GATEWAY) == {Account.GATEWAY: part.total}
    assert [one.amount for one in due()] == [part.total]
    assert faults() == []


def test_a_contradiction_or_an_unknown_reference_takes_nothing_of_the_file(cards):
    payable()
    payout = approved(make_run(acting_user=operator())).payouts.get()
    good = Answer(payout.reference, is_paid=True, bank_id="", reason="")
    with pytest.raises(ResultsRefused):
        take_results(
            answers=[good, Answer("TTXXXXXXXX", is_paid=True, bank_id="", reason="")],
            acting_user=operator(),
        )
    payout.refresh_from_db()
    assert payout.state == "sent"
    bank_says(payout, paid=False)
    with pytest.raises(ResultsRefused):
        bank_says(payout)
    payout.refresh_from_db()
    assert payout.state == "refused"


def test_a_refund_after_the_payout_is_taken_off_the_next_one(cards):
    part = payable(price=100_000)
    bank_says(approved(make_run(acting_user=operator())).payouts.get())
    tell(Refunded(part, goods=30_000, shipping=0, cause="a"))
    tell(PaidBack(part, so_far=30_000, by=By.GATEWAY))
    assert [(one.amount, one.is_payable) for one in due()] == [(-30_000, False)]

    pack = make_pack(vendor=part.vendor, price=80_000)
    later = deliver(part_of(card.paid(pack)))
    past_claims()
    payout = approved(make_run(acting_user=operator())).payouts.get()

    assert payout.amount == later.total - 30_000
    bank_says(payout)
    assert balances(account=Account.GATEWAY) == {}
    assert owed_to(vendor=part.vendor) == 0


def test_the_parts_of_a_split_order_are_settled_on_their_own(cards):
    order = card.paid(*two_vendors())
    one, other = order.vendor_orders.select_related("vendor__organisation").order_by("pk")
    for part in (one, other):
        make_account(part.vendor, number=f"01{part.pk:08d}")
    deliver(one)
    past_claims()

    run = approved(make_run(acting_user=operator()))
    assert [(payout.vendor, payout.amount) for payout in run.payouts.all()] == [
        (one.vendor, one.total)
    ]
    bank_says(run.payouts.get())

    deliver(other)
    past_claims()
    second = approved(make_run(acting_user=operator())).payouts.get()
    assert (second.vendor, second.amount) == (other.vendor, other.total)


def test_a_vendor_chosen_is_paid_and_the_others_wait(cards):
    one, other = payable(), payable()
    run = make_run(vendor_ids={one.vendor.public_id}, acting_user=operator())

    assert [payout.vendor for payout in run.payouts.all()] == [one.vendor]
    assert [entry.vendor for entry in due()] == [other.vendor]


def test_an_order_has_one_open_item_at_most(cards):
    payable()
    run = make_run(acting_user=operator())
    item = PayoutItem.objects.get(payout__run=run)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutItem.objects.create(
            payout=item.payout, vendor_order=item.vendor_order, amount=item.amount
        )


def test_never_more_is_sent_than_the_gateway_holds(cards):
    before = payable()
    approved(make_run(acting_user=operator()))
    payable()
    run = make_run(acting_user=operator())
    tell(PaidBack(before, so_far=before.total, by=By.GATEWAY))

    with pytest.raises(PayoutRefused) as refusal:
        approved(run)
    assert refusal.value.code == "funds"


def test_what_went_back_to_the_buyer_past_the_books_is_not_paid_out(cards):
    part = payable()
    run = make_run(acting_user=operator())
    tell(PaidBack(part, so_far=part.total - 1, by=By.GATEWAY))

    with pytest.raises(PayoutRefused) as refusal:
        approved(run)
    assert refusal.value.code == "changed"


def test_the_bank_s_file_is_plain_and_always_the_same(cards):
    payable(price=100_000)
    run = approved(make_run(acting_user=operator()))
    payout = run.payouts.get()

    rows = bank_file(run.payouts.all()).decode("ascii").split("\r\n")

    assert rows[0] == "STT,SO TAI KHOAN,CHU TAI KHOAN,BIN,NGAN HANG,SO TIEN,NOI DUNG"
    assert rows[1] == (
        f"1,0123456789,HTX XOAI CAO LANH,970436,VIETCOMBANK,{payout.amount},"
        f"{payout.reference} CHI TRA NGUOI BAN OCOP"
    )
    assert bank_file(run.payouts.all()) == bank_file(run.payouts.all())


@pytest.mark.parametrize("sign", [";", ","])
def test_the_bank_s_answer_is_read_in_vietnamese_and_english(sign):
    text = sign.join(("Nội dung", "Kết quả", "Số giao dịch", "Lý do")) + "\n"
    text += sign.join(("TTABCDEFGH CHI TRA NGUOI BAN OCOP", "Thành công", "FT1", "")) + "\n"
    text += sign.join(("ttabcdefgj", "Từ chối", "", "Tài khoản đóng")) + "\n"

    assert read_answers(ContentFile(text.encode()), name="ket-qua.csv") == [
        Answer("TTABCDEFGH", is_paid=True, bank_id="FT1", reason=""),
        Answer("TTABCDEFGJ", is_paid=False, bank_id="", reason="Tài khoản đóng"),
    ]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "Reference,Result\nTTABCDEFGH,perhaps\n", "Reference,Result\n,paid\n"]
)
def test_an_answer_that_says_neither_is_refused(text):
    with pytest.raises(ResultsRefused):
        read_answers(ContentFile(text.encode()), name="a.csv")


def test_a_part_of_a_run_that_the_bank_refuses_is_paid_by_the_next_one_and_the_rest_once(cards):
    parts = [payable(), payable(), payable()]
    run = approved(make_run(acting_user=operator()))
    by_vendor = {one.vendor: one for one in run.payouts.all()}
    paid, refused, silent = (by_vendor[part.vendor] for part in parts)
    answers = [
        Answer(paid.reference, is_paid=True, bank_id="FT1", reason=""),
        Answer(refused.reference, is_paid=False, bank_id="", reason="Sai tên chủ tài khoản"),
    ]

    for _time in range(2):
        take_results(answers=answers, acting_user=operator())
    again = approved(make_run(acting_user=operator()))

    assert [one.vendor for one in again.payouts.all()] == [refused.vendor]
    bank_says(again.payouts.get(), bank_id="FT2")
    bank_says(silent, bank_id="FT3")
    with pytest.raises(PayoutRefused) as nothing:
        make_run(acting_user=operator())
    assert nothing.value.code == "nothing"
    with pytest.raises(ResultsRefused):
        bank_says(refused, bank_id="FT4")
    for part in parts:
        arrived = Payout.objects.filter(vendor=part.vendor, state="paid")
        assert sum(one.amount for one in arrived) == part.total
        assert owed_to(vendor_order=part) == 0
    assert balances().get("underway", 0) == 0
    assert faults() == []
