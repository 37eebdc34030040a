"""From the order to "paid": two vendors, two accounts, two statements."""

import datetime

import pytest
from django.core import mail
from django.test import Client

from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.models import AuditEntry
from storefront.order.models import Order, OrderMail
from storefront.order.services import cancel_order, expire_order, expire_orders
from storefront.order.tasks import send_order_mail
from storefront.payment.models import Payment
from storefront.transfers.errors import MatchRefused, RefundRefused, TransferRefused
from storefront.transfers.models import BankTransaction, Transfer
from storefront.transfers.services.matching import match, match_open, unmatch
from storefront.transfers.services.refunds import record_refund
from storefront.transfers.services.transfers import claim_transfer, confirm_by_hand
from tests.factories import make_member, stock_of
from tests.storefront.transfers.factories import (
    bank_csv,
    import_csv,
    owner_of,
    pay,
    paying_shops,
    place,
    transfers_of,
)

pytestmark = pytest.mark.django_db
LATE = datetime.timedelta(days=2)


def payment_of(order: Order) -> Payment:
    return Payment.objects.filter(order=order).order_by("-attempt")[0]


def fresh(transfer: Transfer) -> Transfer:
    return Transfer.objects.select_related(
        "vendor_order__vendor__organisation", "vendor_order__order", "account__vendor"
    ).get(pk=transfer.pk)


def kinds(order: Order) -> list[str]:
    return list(OrderMail.objects.filter(order=order).order_by("pk").values_list("kind", flat=True))


def send_all(order: Order) -> list:
    for one in OrderMail.objects.filter(order=order, state="waiting").order_by("pk"):
        send_order_mail.func(one.pk)
    return mail.outbox


def test_an_order_awaits_a_transfer_for_each_vendor():
    packs = paying_shops()

    order = place(*packs)

    first, second = transfers_of(order)
    assert order.status == "pending"
    assert payment_of(order).state == "created"
    assert first.amount + second.amount == order.total
    assert (first.account_number, second.account_number) == ("0111111111", "0222222222")
    assert first.reference != second.reference
    assert [stock_of(pack).num_allocated for pack, _q in packs] == [2, 1]
    assert order.expires_at - order.date_placed > datetime.timedelta(hours=23)


def test_the_order_is_paid_when_all_of_its_transfers_have_come():
    order = place(*paying_shops())
    first, second = transfers_of(order)

    pay(first)
    order.refresh_from_db()
    after_one = (order.status, fresh(first).state, fresh(second).state)
    pay(second)
    order.refresh_from_db()

    assert after_one == ("pending", "paid", "awaiting")
    assert order.status == "placed"
    assert payment_of(order).state == "captured"
    assert {part.status for part in order.vendor_orders.all()} == {"new"}
    assert kinds(order) == ["to_pay", "confirmed", "confirmed", "confirmed"]


def test_the_same_statement_twice_changes_nothing():
    order = place(*paying_shops())
    first, _second = transfers_of(order)
    text = bank_csv((first.amount, first.reference), (-5_000, "PHI SMS"))

    once, twice = import_csv(first.account, text), import_csv(first.account, text)

    assert (len(once.fresh), once.read.outgoing, len(twice.fresh), len(twice.known)) == (1, 1, 0, 1)
    assert BankTransaction.objects.count() == 1
    assert fresh(first).received == first.amount


def test_too_little_leaves_the_rest_to_be_transferred_and_says_so():
    order = place(*paying_shops())
    first, second = transfers_of(order)
    pay(second)

    pay(first, first.amount - 2_000)

    order.refresh_from_db()
    assert order.status == "pending"
    assert (fresh(first).missing, fresh(first).state) == (2_000, "awaiting")
    assert kinds(order)[-1] == "short"
    message = send_all(order)[-1]
    assert "2.000" in message.body
    assert message.to == ["hoa@example.vn"]

    pay(fresh(first), 2_000)

    order.refresh_from_db()
    assert (order.status, fresh(first).received) == ("placed", first.amount)


def test_too_much_is_paid_and_the_excess_is_owed_back():
    order = place()
    (transfer,) = transfers_of(order)

    pay(transfer, transfer.amount + 7_000)

    order.refresh_from_db()
    assert order.status == "placed"
    assert fresh(transfer).owed == 7_000
    assert "owed" in kinds(order)
    owner = owner_of(transfer.vendor_order.vendor)
    with pytest.raises(RefundRefused) as refusal:
        record_refund(
            transfer=transfer, amount=7_001, paid_on=today(), proof="FT9", acting_user=owner
        )
    assert str(refusal.value) == "Chỉ còn phải hoàn tối đa 7.000\u202f₫."
    for _twice in range(2):
        record_refund(
            transfer=transfer, amount=7_000, paid_on=today(), proof="FT9", acting_user=owner
        )
    assert (fresh(transfer).owed, fresh(transfer).refunded) == (0, 7_000)
    entry = AuditEntry.objects.get(action="transfer.refunded")
    assert entry.data == {"reference": transfer.reference, "amount": 7_000}
    assert kinds(order).count("refunded") == 1


def test_a_payment_after_the_time_takes_the_order_up_again_where_the_goods_are_there():
    packs = paying_shops()
    order = place(*packs)
    first, second = transfers_of(order)
    pay(first)
    assert expire_orders(at=now() + LATE) == 1
    order.refresh_from_db()
    assert (order.status, fresh(first).owed) == ("expired", first.amount)
    assert [stock_of(pack).num_allocated for pack, _q in packs] == [0, 0]

    pay(second)

    order.refresh_from_db()
    assert order.status == "placed"
    assert (fresh(first).owed, fresh(second).owed) == (0, 0)
    assert [stock_of(pack).num_allocated for pack, _q in packs] == [2, 1]
    assert [p.state for p in Payment.objects.filter(order=order).order_by("attempt")] == [
        "cancelled",
        "captured",
    ]
    assert AuditEntry.objects.filter(action="order.revived").count() == 1


def test_a_payment_after_the_time_is_owed_back_where_the_goods_are_gone():
    packs = paying_shops(stock=2)
    order = place(*packs)
    first, second = transfers_of(order)
    expire_order(order=order, at=now() + LATE)
    other = place((packs[0][0], 1), (packs[1][0], 1))

    pay(first)
    pay(second)

    order.refresh_from_db()
    assert order.status == "expired"
    assert (fresh(first).owed, fresh(second).owed) == (first.amount, second.amount)
    assert kinds(order)[-2:] == ["owed", "owed"]
    assert [stock_of(pack).num_allocated for pack, _q in packs] == [1, 1]
    assert payment_of(order).state == "cancelled"
    assert other.status == "pending"


def test_what_was_paid_back_does_not_take_an_order_up_again():
    order = place(*paying_shops())
    first, second = transfers_of(order)
    pay(first)
    expire_order(order=order, at=now() + LATE)
    record_refund(
        transfer=fresh(first),
        amount=first.amount,
        paid_on=today(),
        proof="FT1",
        acting_user=owner_of(first.vendor_order.vendor),
    )

    pay(second)

    order.refresh_from_db()
    assert order.status == "expired"
    assert (fresh(first).owed, fresh(second).owed) == (0, second.amount)


def test_a_payment_for_a_cancelled_order_is_owed_back():
    order = place()
    (transfer,) = transfers_of(order)
    cancel_order(order=order)

    pay(transfer)

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert fresh(transfer).owed == transfer.amount
    page = Client().get(order.get_absolute_url()).content.decode()
    assert "Số tiền bạn đã chuyển được hoàn lại" in page
    assert "Bạn không phải trả gì" not in page


def test_a_paid_order_that_is_cancelled_is_owed_back():
    order = place()
    (transfer,) = transfers_of(order)
    pay(transfer)

    cancel_order(order=Order.objects.get(pk=order.pk))

    assert fresh(transfer).owed == transfer.amount
    assert payment_of(order).state == "captured"


def test_the_buyers_word_tells_the_vendor_and_moves_nothing():
    order = place()
    (transfer,) = transfers_of(order)

    said = [claim_transfer(transfer=transfer), claim_transfer(transfer=transfer)]

    assert said == [True, False]
    assert fresh(transfer).state == "awaiting"
    assert kinds(order) == ["to_pay", "claimed"]
    message = send_all(order)[-1]
    assert message.to == [transfer.vendor_order.vendor.email]
    assert transfer.reference in message.body
    assert "/transfers/" in message.body


def test_the_vendors_word_counts_and_its_statement_later_adds_nothing():
    order = place()
    (transfer,) = transfers_of(order)
    clerk = make_member(transfer.vendor_order.vendor.organisation, role="orders")

    with pytest.raises(TransferRefused):
        confirm_by_hand(transfer=transfer, note="  ", acting_user=clerk)
    confirm_by_hand(transfer=transfer, note="app 14:05", acting_user=clerk)
    order.refresh_from_db()
    assert order.status == "placed"
    pay(fresh(transfer))

    assert (fresh(transfer).received, fresh(transfer).owed) == (transfer.amount, 0)
    with pytest.raises(TransferRefused):
        confirm_by_hand(transfer=transfer, note="again", acting_user=clerk)
    entry = AuditEntry.objects.get(action="transfer.confirmed_by_hand")
    assert entry.actor == clerk
    assert entry.data == {"reference": transfer.reference, "amount": transfer.amount}
    assert fresh(transfer).confirmed_note == "app 14:05"


@pytest.mark.parametrize("role", ["content", "officer"])
def test_without_the_role_nobody_confirms(role):
    order = place()
    (transfer,) = transfers_of(order)
    other = make_member(transfer.vendor_order.vendor.organisation, role=role)

    with pytest.raises(NotAllowed):
        confirm_by_hand(transfer=transfer, note="x", acting_user=other)

    assert fresh(transfer).state == "awaiting"


def test_money_without_a_reference_is_matched_by_hand_and_taken_back():
    order = place(*paying_shops())
    first, _second = transfers_of(order)
    owner = owner_of(first.vendor_order.vendor)
    import_csv(first.account, bank_csv((first.amount, "NGUYEN THI HOA chuyen tien xoai")))
    money = BankTransaction.objects.select_related("account__vendor__organisation").get()
    assert (money.transfer, match_open(account_id=first.account_id)) == (None, 0)

    match(money=money, transfer=first, acting_user=owner)
    assert fresh(first).state == "paid"
    money = BankTransaction.objects.select_related("transfer", "account__vendor").get()
    unmatch(money=money, acting_user=owner)

    assert (fresh(first).state, fresh(first).received) == ("awaiting", 0)
    actions = list(
        AuditEntry.objects.filter(action__startswith="transfer.")
        .order_by("pk")
        .values_list("action", flat=True)
    )
    assert [a for a in actions if "match" in a] == ["transfer.matched", "transfer.unmatched"]


def test_a_match_that_an_order_stands_on_is_not_taken_back():
    order = place()
    (transfer,) = transfers_of(order)
    pay(transfer)
    money = BankTransaction.objects.select_related(
        "transfer__vendor_order", "account__vendor"
    ).get()

    with pytest.raises(MatchRefused) as refusal:
        unmatch(money=money, acting_user=owner_of(transfer.vendor_order.vendor))

    assert refusal.value.code == "stands"
    assert fresh(transfer).received == transfer.amount


def test_money_that_names_two_orders_is_left_to_a_person():
    packs = paying_shops()
    transfers = [transfers_of(place(packs[0]))[0] for _ in range(2)]
    words = " ".join(one.reference for one in transfers)

    import_csv(transfers[0].account, bank_csv((sum(t.amount for t in transfers), words)))

    assert BankTransaction.objects.get().transfer is None


def test_a_reference_of_another_shop_is_no_match():
    order = place(*paying_shops())
    first, second = transfers_of(order)

    import_csv(first.account, bank_csv((second.amount, second.reference)))

    assert BankTransaction.objects.get().transfer is None
    assert fresh(second).received == 0
