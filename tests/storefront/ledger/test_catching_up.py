"""Orders from before there were books are booked once, as if the books had always listened."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from storefront.ledger.checking import faults
from storefront.ledger.models import Entry, LineBack, Posting, Sale, SaleLine
from storefront.ledger.services.catching_up import book_old_sales, unbooked
from storefront.refunds.deciding import note_paid_in_cash
from tests.factories import make_pack, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import balances, deliver, household, part_of
from tests.storefront.refunds.shops import bring, paid_order, propose
from tests.storefront.transfers.factories import make_account, owner_of

pytestmark = pytest.mark.django_db

FIGURES = ("goods", "shipping", "commission", "tax", "sold_on", "delivered_at", "due_at")


def books() -> tuple[dict[str, int], list[tuple[object, ...]], list[tuple[object, ...]]]:
    sales = Sale.objects.order_by("vendor_order").values_list("vendor_order", *FIGURES)
    lines = SaleLine.objects.order_by("line").values_list("line", "vat", "pit", "legal_reference")
    return balances(), list(sales), list(lines)


def burn_the_books() -> None:
    """As an installation stands that had none; the triggers that keep them are off meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [row for row in cursor.fetchall() if "ledger" in row[0] + row[1]]
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    for model in (LineBack, Entry, Posting, SaleLine, Sale):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        for _name, sql in triggers:
            cursor.execute(sql)


def test_every_way_to_pay_with_its_refunds_is_booked_as_it_was(cards):
    cards.COMMISSION_BASIS_POINTS = 250
    by_card = deliver(part_of(card.paid((make_pack(vendor=household(), price=90_000), 3))))
    propose(by_card, (1, 0), by=owner_of(by_card.vendor))
    seller = make_vendor()
    make_account(seller)
    by_transfer = bring(paid_order((make_pack(vendor=seller), 2)), "packed", by=owner_of(seller))
    propose(by_transfer, (1, 0), by=owner_of(seller))
    in_cash = deliver(part_of(make_order((make_pack(vendor=make_vendor()), 2))))
    owner = owner_of(in_cash.vendor)
    note_paid_in_cash(
        refund=propose(in_cash, (1, 0), by=owner), proof="đưa tận tay", acting_user=owner
    )
    part_of(make_order(make_pack(vendor=make_vendor())))
    before = books()
    burn_the_books()
    assert balances() == {}
    assert [one.what for one in faults()] == ["sale_not_booked"] * 4
    with pytest.raises(CommandError):
        call_command("check_ledger")

    assert (book_old_sales(), book_old_sales()) == (4, 0)

    after = books()
    assert after[0] == before[0]
    assert after[2] == before[2]
    for then, now in zip(before[1], after[1], strict=True):
        assert now[:6] == then[:6]
        for old, new in zip(then[6:], now[6:], strict=True):
            assert (old is None) == (new is None)
            assert old is None or abs((old - new).total_seconds()) < 60
    assert faults() == []


def test_what_never_stood_is_no_sale(cards):
    make_order(make_pack(vendor=make_vendor()), confirmed=False)

    assert not unbooked().exists()
    call_command("book_old_sales")
    assert not Sale.objects.exists()
