"""What is posted of a sale: every posting sums to zero, told twice it is posted once."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from marketplace.kernel.clock import now, today
from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.checking import faults
from storefront.ledger.errors import Unbalanced
from storefront.ledger.models import Entry, Posting, Sale, SaleLine, TaxStatus
from storefront.ledger.services.posting import post
from storefront.order.happenings import By, Confirmed, PaidBack, Received, Refunded, tell
from storefront.order.services import cancel_order
from storefront.transfers.services.refunds import record_refund
from storefront.transfers.services.transfers import confirm_by_hand
from tests.factories import make_pack, make_vendor
from tests.storefront.factories import make_order, two_vendors
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import (
    balances,
    deliver,
    every_posting_sums_to_zero,
    household,
    open_balances,
    owed_to,
    part_of,
)
from tests.storefront.transfers.factories import owner_of, transfers_of
from tests.storefront.transfers.factories import place as place_transfer

pytestmark = pytest.mark.django_db


def test_a_sale_by_card_is_due_to_its_vendor_and_held_by_the_gateway(cards):
    part = part_of(card.paid((make_pack(price=62_000), 2)))

    assert balances(vendor_order=part) == {
        Account.GATEWAY: part.total,
        Account.VENDOR: -124_000,
        Account.SHIPPING: -part.shipping_charge,
    }
    assert owed_to(vendor_order=part) == part.total
    assert faults() == []


def test_cash_and_transfers_are_collected_by_the_vendor_and_never_held_or_owed_by_us():
    cash = deliver(part_of(make_order(make_pack(price=90_000))))
    order = place_transfer()
    transfer = transfers_of(order)[0]
    confirm_by_hand(transfer=transfer, note="app", acting_user=owner_of(part_of(order).vendor))

    for part in (cash, part_of(order)):
        assert balances(vendor_order=part)[Account.COLLECTED] == part.total
        assert Account.GATEWAY not in balances(vendor_order=part)
        assert owed_to(vendor_order=part) == 0
    assert faults() == []


def test_commission_is_frozen_when_the_order_is_placed_and_of_the_goods_alone(cards):
    cards.COMMISSION_BASIS_POINTS = 500
    order = card.place((make_pack(price=62_000), 1))
    cards.COMMISSION_BASIS_POINTS = 900
    part = part_of(card.pay(order))

    sale = Sale.objects.get(vendor_order=part)
    assert (sale.commission_bp, sale.commission) == (500, 3_100)
    assert balances(vendor_order=part)[Account.COMMISSION] == -3_100
    assert owed_to(vendor_order=part) == part.total - 3_100


def test_a_household_paid_by_card_has_vat_and_income_tax_withheld_line_by_line(cards):
    vendor = household()
    packs = [make_pack(vendor=vendor, price=62_050), make_pack(vendor=vendor, price=45_000)]
    part = part_of(card.paid(*((pack, 1) for pack in packs)))

    lines = SaleLine.objects.filter(sale__vendor_order=part).order_by("goods")
    assert [(line.goods, line.vat, line.pit) for line in lines] == [
        (45_000, 450, 225),
        (62_050, 621, 310),
    ]
    assert lines[0].legal_reference == (
        "252/2026/NĐ-CP; 48/2024/QH15 Art. 12; 109/2025/QH15 Art. 7"
    )
    assert balances(vendor_order=part)[Account.TAX] == -(450 + 225 + 621 + 310)


def test_a_household_paid_directly_declares_itself_unless_the_operator_decides_otherwise(settings):
    packs = (make_pack(vendor=household("Hộ Một"), price=100_000),)
    assert Account.TAX not in balances(vendor_order=part_of(make_order(*packs)))

    settings.WITHHOLD_ON_DIRECT_PAYMENT = True
    part = part_of(make_order(*packs))
    assert balances(vendor_order=part)[Account.TAX] == -1_500
    deliver(part)
    assert owed_to(vendor_order=part) == -1_500


def test_companies_declare_themselves_and_an_accountant_may_decide_otherwise(cards):
    vendor = make_vendor()
    pack = make_pack(vendor=vendor, price=100_000)
    assert Account.TAX not in balances(vendor_order=part_of(card.paid(pack)))

    TaxStatus.objects.create(
        vendor=vendor,
        valid_from=today(),
        declares_itself=False,
        supply_kind="production",
        reason="Công văn 12",
    )
    assert balances(vendor_order=part_of(card.paid(pack)))[Account.TAX] == -4_500


def test_the_class_and_rate_of_vat_are_frozen_on_the_line(cards):
    line = part_of(card.paid(make_pack(price=108_000))).lines.get()

    assert (line.vat_class, line.vat_bp) == (line.product.parent.vat_class, 800)


def test_refunds_reverse_commission_and_tax_and_the_last_takes_the_rest(cards):
    cards.COMMISSION_BASIS_POINTS = 333
    part = part_of(card.paid((make_pack(vendor=household(), price=33_337), 3)))
    before = balances(vendor_order=part)

    for number, goods in enumerate((33_337, 33_337, 33_337)):
        tell(
            Refunded(
                part, goods=goods, shipping=0 if number else part.shipping_charge, cause=f"{number}"
            )
        )
        assert every_posting_sums_to_zero()
    after = balances(vendor_order=part)

    assert before[Account.COMMISSION] == -3_330
    assert before[Account.TAX] == -(1_000 + 500)
    assert Account.COMMISSION not in after
    assert Account.TAX not in after
    assert owed_to(vendor_order=part) == 0
    assert after[Account.BUYER] == -part.total  # owed back until the gateway has paid


def test_a_refund_by_line_takes_back_the_taxes_of_that_line(cards):
    vendor = household()
    packs = [make_pack(vendor=vendor, price=62_050), make_pack(vendor=vendor, price=45_000)]
    part = part_of(card.paid(*((pack, 1) for pack in packs)))
    cheap = part.lines.get(line_price_incl_tax=45_000)

    tell(Refunded(part, goods=45_000, shipping=0, cause="a", lines=((cheap, 45_000),)))

    assert balances(vendor_order=part)[Account.TAX] == -(621 + 310)


def test_more_than_was_sold_is_never_given_back(cards):
    part = part_of(card.paid(make_pack(price=62_000)))

    with pytest.raises(Unbalanced):
        tell(Refunded(part, goods=62_001, shipping=0, cause="a"))
    with pytest.raises(Unbalanced):
        tell(Refunded(part, goods=0, shipping=part.shipping_charge + 1, cause="b"))
    assert owed_to(vendor_order=part) == part.total


def test_the_same_thing_told_twice_is_posted_once(cards):
    part = part_of(card.paid(make_pack(price=62_000)))
    for _time in range(2):
        tell(Confirmed(part))
        tell(Received(part, so_far=part.total, by=By.GATEWAY))
        tell(Refunded(part, goods=1_000, shipping=0, cause="a"))
        tell(PaidBack(part, so_far=1_000, by=By.GATEWAY))

    kinds = Posting.objects.filter(vendor_order=part).values_list("kind", flat=True)
    assert sorted(kinds) == ["paid_back", "received", "refund", "sale"]
    assert balances(vendor_order=part)[Account.GATEWAY] == part.total - 1_000


def test_a_cancelled_order_leaves_nothing_but_what_the_buyer_is_owed(cards):
    order = card.paid(*two_vendors())
    cancel_order(order=order)
    for part in order.vendor_orders.all():
        assert open_balances(vendor_order=part) == {
            Account.GATEWAY: part.total,
            Account.BUYER: -part.total,
        }
        for refund in part.card_refunds.all():
            card.answer(refund)
        assert open_balances(vendor_order=part) == {}
    assert faults() == []


def test_an_order_that_nobody_paid_was_no_sale():
    order = make_order(confirmed=False)
    cancel_order(order=order)

    assert not Posting.objects.exists()
    assert not Sale.objects.exists()


def test_a_transfer_paid_back_by_the_vendor_closes_the_order_s_accounts():
    order = place_transfer()
    transfer = transfers_of(order)[0]
    owner = owner_of(transfer.vendor_order.vendor)
    confirm_by_hand(transfer=transfer, note="app", acting_user=owner)
    cancel_order(order=order)
    transfer.refresh_from_db()
    record_refund(
        transfer=transfer,
        amount=transfer.amount,
        paid_on=today(),
        proof="FT9",
        acting_user=owner,
    )
    assert open_balances(vendor_order=transfer.vendor_order) == {}


def test_a_refund_that_comes_back_is_held_again(cards):
    part = part_of(card.paid(make_pack(price=62_000)))
    tell(Refunded(part, goods=62_000, shipping=0, cause="a"))
    card.pay_back(part, 62_000, cause="a")
    card.answer(part.card_refunds.get(), status="failed")

    assert balances(vendor_order=part)[Account.GATEWAY] == part.total
    assert balances(vendor_order=part)[Account.BUYER] == -62_000


def test_delivery_starts_the_time_for_claims(cards):
    part = deliver(part_of(card.paid(make_pack())))

    sale = Sale.objects.get(vendor_order=part)
    assert sale.due_at - sale.delivered_at == datetime.timedelta(days=7)
    assert now() - sale.delivered_at < datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET amount = amount + 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_posting SET occasion = 'x' || occasion",
        "DELETE FROM ledger_posting",
        "UPDATE ledger_sale SET commission = 1",
        "UPDATE ledger_saleline SET vat = 1",
    ],
)
def test_the_database_refuses_to_change_what_was_posted(cards, change):
    card.paid(make_pack(price=62_000))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert faults() == []


def test_entries_that_do_not_sum_to_zero_are_not_posted(cards):
    part = part_of(card.paid(make_pack()))

    with pytest.raises(Unbalanced):
        post(
            kind=PostingKind.RECEIVED,
            occasion="x",
            vendor=part.vendor,
            legs=[(Account.GATEWAY, part, 5), (Account.BUYER, part, -4)],
        )
    assert not Posting.objects.filter(occasion="x").exists()


def test_check_ledger_finds_a_posting_that_is_not_zero(cards, capsys):
    part = part_of(card.paid(make_pack()))
    call_command("check_ledger", "--json")
    assert capsys.readouterr().out.strip() == '{"faults": []}'

    posting = Posting.objects.get(vendor_order=part, kind="sale")
    Entry.objects.create(
        posting=posting, account=Account.TAX, vendor=part.vendor, vendor_order=part, amount=7
    )
    assert [(fault.what, fault.amount) for fault in faults()] == [("posting_not_zero", 7)]


@pytest.mark.postgresql
def test_postgresql_refuses_a_posting_that_is_not_zero(on_postgresql):
    part = part_of(make_order(make_pack()))
    posting = Posting.objects.get(vendor_order=part, kind="sale")
    wrong = Entry(
        posting=posting, account=Account.TAX, vendor=part.vendor, vendor_order=part, amount=7
    )
    with pytest.raises(IntegrityError):
        wrong.save()
    assert faults() == []
    with pytest.raises(IntegrityError):
        Posting.objects.all().delete()
