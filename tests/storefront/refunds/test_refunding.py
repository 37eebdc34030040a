"""Refunds by line: money and stock, never above what was paid or sold, approved by role."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.models import AuditEntry
from storefront.order.happenings import PaidBack, Refunded, _listeners
from storefront.order.mail import compose
from storefront.order.models import Line, OrderMail
from storefront.order.reconciliation import disagreements
from storefront.refunds.balances import balances_of
from storefront.refunds.deciding import approve_refund, decline_refund, note_paid_in_cash
from storefront.refunds.errors import RefundRefused
from storefront.refunds.models import LineBalance, Refund
from storefront.refunds.selectors import refunded_units
from storefront.transfers.models import Transfer
from storefront.transfers.selectors import money_desk_for, owing_page
from storefront.transfers.services.refunds import record_refund
from storefront.vendors.services import move_vendor_order
from tests.factories import make_member, make_pack, make_user, make_vendor, stock_of
from tests.storefront.factories import make_order
from tests.storefront.refunds.shops import bring, paid_order, part_of, propose
from tests.storefront.transfers.factories import make_account, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch) -> list:
    """What is told of refunds and of money that went back."""
    heard: list = []
    for kind in (Refunded, PaidBack):
        monkeypatch.setitem(_listeners, kind, [*_listeners.get(kind, []), heard.append])
    return heard


def sold_by(vendor, *, price: int = 62_000, quantity: int = 3, stock: int = 20):
    return make_pack(vendor=vendor, price=price, stock=stock), quantity


def test_cash_is_refunded_after_the_delivery_with_its_share_of_delivery(told):
    vendor = make_vendor()
    pack, quantity = sold_by(vendor)
    part = part_of(make_order((pack, quantity)))
    owner = owner_of(vendor)
    with pytest.raises(RefundRefused) as unpaid:
        propose(part, (1, 0), by=owner)
    bring(part, "delivered", by=owner)

    refund = propose(part, (1, 0), by=owner, restock=True)

    share = part.shipping_charge // 3
    assert (refund.state, refund.goods, refund.shipping) == ("approved", 62_000, share)
    assert unpaid.value.code == "unpaid"
    assert stock_of(pack).num_in_stock == 20 - 3 + 1
    line = Line.objects.get(vendor_order=part)
    assert told == [
        Refunded(part, 62_000, share, f"refund-{refund.public_id}", lines=((line, 62_000),))
    ]
    assert refunded_units(part) == {line: 1}
    assert OrderMail.objects.get(kind="refund").occasion == refund.public_id

    note_paid_in_cash(refund=refund, proof="đưa tận tay", acting_user=owner)
    note_paid_in_cash(refund=refund, proof="đưa tận tay", acting_user=owner)

    refund.refresh_from_db()
    assert (refund.state, refund.proof) == ("settled", "đưa tận tay")
    assert [one.so_far for one in told[1:]] == [refund.total]


def test_all_units_in_three_steps_give_back_all_that_was_paid():
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner = owner_of(vendor)
    bring(part, "delivered", by=owner)

    for _step in range(3):
        propose(part, (1, 0), by=owner)

    assert sum(Refund.objects.values_list("total", flat=True)) == part.total
    with pytest.raises(RefundRefused) as refusal:
        propose(part, (1, 0), by=owner)
    assert refusal.value.code == "too_much"
    assert Refund.objects.count() == 3


def test_the_tables_themselves_refuse_more_than_was_sold():
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    bring(part, "delivered", by=owner_of(vendor))
    propose(part, (1, 0), by=owner_of(vendor))

    with pytest.raises(IntegrityError), transaction.atomic():
        LineBalance.objects.update(back_quantity=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineBalance.objects.update(back_goods=3 * 62_000 + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.update(total=1)


def test_a_transfers_refund_joins_what_the_vendor_owes_back_until_it_is_paid(told):
    vendor = make_vendor()
    make_account(vendor)
    part = paid_order(sold_by(vendor))
    owner = owner_of(vendor)
    bring(part, "delivered", by=owner)

    refund = propose(part, (0, 20_000), by=owner)

    assert (refund.goods, refund.shipping, refund.state) == (20_000, 0, "approved")
    transfer = Transfer.objects.get(vendor_order=part)
    assert transfer.owed == 20_000
    assert [one.pk for one in owing_page(money_desk_for(owner, vendor.public_id)).rows] == [
        transfer.pk
    ]

    record_refund(
        transfer=transfer,
        amount=20_000,
        paid_on=refund.decided_at.date(),
        proof="FT1",
        acting_user=owner,
    )

    refund.refresh_from_db()
    assert refund.state == "settled"
    assert Transfer.objects.get(vendor_order=part).owed == 0
    assert stock_of(Line.objects.get(vendor_order=part).product).num_in_stock == 17


def test_before_dispatch_units_go_back_on_sale_and_the_rest_is_sent():
    vendor = make_vendor()
    make_account(vendor)
    pack, quantity = sold_by(vendor)
    part = paid_order((pack, quantity))
    owner = owner_of(vendor)

    propose(part, (1, 0), by=owner, restock=True)
    assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (20, 2)
    propose(part, (1, 0), by=owner, restock=False)
    assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (19, 1)
    assert disagreements() == []
    with pytest.raises(RefundRefused) as refusal:
        propose(part, (1, 0), by=owner)

    assert refusal.value.code == "all"
    bring(part, "shipped", by=owner)
    assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (18, 0)


def test_a_part_that_is_called_off_after_a_refund_owes_only_what_is_left():
    vendor = make_vendor()
    make_account(vendor)
    part = paid_order(sold_by(vendor))
    owner = owner_of(vendor)
    refund = propose(part, (1, 0), by=owner)
    transfer = Transfer.objects.get(vendor_order=part)
    record_refund(
        transfer=transfer,
        amount=refund.total,
        paid_on=refund.decided_at.date(),
        proof="FT1",
        acting_user=owner,
    )

    move_vendor_order(part, to="cancelled", acting_user=owner, note="hết hàng")

    assert Transfer.objects.get(vendor_order=part).owed == part.total - refund.total


def test_above_the_threshold_the_clerk_proposes_and_the_owner_approves(settings, told):
    settings.REFUND_APPROVAL_ABOVE = 100_000
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner, clerk = owner_of(vendor), make_member(vendor.organisation, role="orders")
    bring(part, "delivered", by=owner)

    small = propose(part, (1, 0), by=clerk, with_shipping=False)
    second = propose(part, (1, 0), by=clerk, with_shipping=False)

    assert (small.state, second.state) == ("approved", "proposed")
    assert len(told) == 1
    with pytest.raises(NotAllowed):
        approve_refund(refund=second, acting_user=clerk)
    assert Refund.objects.get(pk=second.pk).state == "proposed"

    approve_refund(refund=second, acting_user=owner)
    approve_refund(refund=second, acting_user=owner)

    second.refresh_from_db()
    assert (second.state, second.decided_by) == ("approved", owner)
    assert len(told) == 2
    assert AuditEntry.objects.filter(action="refund.approved").count() == 2


def test_what_is_declined_can_be_refunded_again(settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner, clerk = owner_of(vendor), make_member(vendor.organisation, role="orders")
    bring(part, "delivered", by=owner)
    refund = propose(part, (3, 0), by=clerk)

    decline_refund(refund=refund, note="còn nguyên", acting_user=owner)
    decline_refund(refund=refund, note="còn nguyên", acting_user=owner)

    assert balances_of(part)[Line.objects.get(vendor_order=part).pk].back.total == 0
    with pytest.raises(RefundRefused) as decided:
        approve_refund(refund=refund, acting_user=owner)
    assert decided.value.code == "decided"
    assert propose(part, (3, 0), by=owner).state == "approved"


def test_an_operator_approves_and_a_stranger_or_another_shops_owner_does_not(settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    clerk = make_member(vendor.organisation, role="orders")
    bring(part, "delivered", by=owner_of(vendor))
    refund = propose(part, (1, 0), by=clerk)

    for stranger in (make_user(), owner_of(make_vendor()), make_user(is_staff=True)):
        with pytest.raises(NotAllowed):
            approve_refund(refund=refund, acting_user=stranger)
    assert Refund.objects.get(pk=refund.pk).state == "proposed"
    approve_refund(refund=refund, acting_user=make_user(is_staff=True, is_superuser=True))

    assert refund.state == "approved"


@pytest.mark.parametrize("role", ["content", "officer"])
def test_other_roles_propose_nothing(role):
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    bring(part, "delivered", by=owner_of(vendor))

    with pytest.raises(NotAllowed):
        propose(part, (1, 0), by=make_member(vendor.organisation, role=role))

    assert not Refund.objects.exists()


def test_the_same_form_twice_is_one_refund():
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner = owner_of(vendor)
    bring(part, "delivered", by=owner)

    first = propose(part, (1, 0), by=owner, form_key="abcdefgh")
    again = propose(part, (1, 0), by=owner, form_key="abcdefgh")

    assert first == again
    assert LineBalance.objects.get().back_quantity == 1


def test_a_proposal_ends_with_its_order(settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    vendor = make_vendor()
    make_account(vendor)
    part = paid_order(sold_by(vendor))
    refund = propose(part, (1, 0), by=make_member(vendor.organisation, role="orders"))

    move_vendor_order(part, to="cancelled", acting_user=owner_of(vendor), note="hết hàng")

    refund.refresh_from_db()
    assert refund.state == "declined"
    assert LineBalance.objects.get().back_quantity == 0
    with pytest.raises(RefundRefused) as over:
        propose(part_of(part.order), (1, 0), by=owner_of(vendor))
    assert over.value.code == "over"


@pytest.mark.parametrize("how", [[], [(0, 0)], [(4, 0)], [(0, 186_001)]])
def test_nothing_or_too_much_is_refused_and_changes_nothing(how):
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner = owner_of(vendor)
    bring(part, "delivered", by=owner)

    with pytest.raises(RefundRefused):
        propose(part, *how, by=owner)

    assert not Refund.objects.exists()


def test_the_buyers_mail_names_each_line_in_both_languages():
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner = owner_of(vendor)
    bring(part, "delivered", by=owner)
    refund = propose(part, (1, 0), by=owner)
    row = OrderMail.objects.get(kind="refund", occasion=refund.public_id)

    vietnamese = compose(row)
    row.order.language = "en"
    english = compose(row)

    title = Line.objects.get(vendor_order=part).title
    assert vietnamese.to == ["hoa@example.vn"]
    for message in (vietnamese, english):
        assert f"1 × {title}" in message.body
        assert "Vỡ khi đến nơi" in message.body
    assert "The seller pays it back to you" in english.body
    assert "The seller pays it back" not in vietnamese.body
    assert mail.outbox == []


def test_each_cash_note_settles_the_refund_that_it_names():
    vendor = make_vendor()
    part = part_of(make_order(sold_by(vendor)))
    owner = owner_of(vendor)
    bring(part, "delivered", by=owner)
    older, newer = propose(part, (2, 0), by=owner), propose(part, (1, 0), by=owner)

    note_paid_in_cash(refund=newer, proof="phiếu chi 2", acting_user=owner)
    newer.refresh_from_db()
    older.refresh_from_db()
    assert (older.state, newer.state) == ("approved", "settled")

    note_paid_in_cash(refund=older, proof="phiếu chi 1", acting_user=owner)
    newer.refresh_from_db()
    older.refresh_from_db()
    assert (older.state, newer.state) == ("settled", "settled")


def test_what_left_after_the_proposal_is_not_on_the_shelf_again(settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    vendor = make_vendor()
    make_account(vendor)
    pack, quantity = sold_by(vendor)
    part = paid_order((pack, quantity))
    owner = owner_of(vendor)
    clerk = make_member(vendor.organisation, role="orders")
    bring(part, "packed", by=owner)
    refund = propose(part, (1, 0), by=clerk, restock=True)
    part.refresh_from_db()
    move_vendor_order(part, to="shipped", acting_user=owner)

    approve_refund(refund=refund, acting_user=owner)

    assert stock_of(pack).num_in_stock == 20 - quantity
