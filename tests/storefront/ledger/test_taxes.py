"""Taxes withheld by seller and period: what the books hold, to the đồng, for operators alone."""

import csv
import datetime
import io

import pytest
from openpyxl import load_workbook

from marketplace.kernel.models import AuditEntry
from storefront.ledger.accounts import Account
from storefront.ledger.models import SaleLine
from storefront.ledger.taxes import NoSuchPeriod, bounds, periods, table, withheld_in
from tests.factories import make_member, make_pack, make_user, make_vendor
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import balances, deliver, household, part_of
from tests.storefront.ledger.test_payouts import operator
from tests.storefront.refunds.shops import propose
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(cards):
    """A household sold twice in November and refunded one unit in December; a company, too."""
    cards.TODAY = "2026-11-20"
    vendor = household("=Hộ Bảy")
    first, _second = (
        deliver(part_of(card.paid((make_pack(vendor=vendor, price=price), 2))))
        for price in (100_000, 33_333)
    )
    deliver(part_of(card.paid(make_pack(vendor=make_vendor()))))
    cards.TODAY = "2026-12-03"
    propose(first, (1, 0), by=owner_of(vendor))
    return vendor


def test_each_seller_and_rate_is_a_row_and_the_rows_are_what_the_books_withheld(sold):
    november, december, quarter = (
        withheld_in(operator(), name) for name in ("2026-11", "2026-12", "2026-Q4")
    )

    (row,) = november
    assert row.vendor == sold
    assert (row.sold, row.back, row.revenue) == (266_666, 0, 266_666)
    assert (row.vat_bp, row.vat) == (100, 2_000 + 667)
    assert (row.pit_bp, row.pit) == (50, 1_000 + 333)
    assert row.legal_reference.startswith("252/2026/NĐ-CP")
    assert [(one.sold, one.back, one.vat, one.pit) for one in december] == [
        (0, 100_000, -1_000, -500)
    ]
    (both,) = quarter
    assert (both.revenue, both.total) == (166_666, 2_667 + 1_333 - 1_500)
    assert both.total == -balances(account=Account.TAX)["tax"]
    assert [one.total for group in periods(operator()) for one in group] == [
        both.total,
        -1_500,
        4_000,
    ]


def test_lines_of_one_rate_that_another_paper_set_are_rows_of_their_own(sold, cards):
    cards.TODAY = "2026-05-20"
    part_of(card.paid(make_pack(vendor=sold, price=50_000)))
    assert SaleLine.objects.filter(legal_reference__startswith="117/2025").exists()

    (row,) = withheld_in(operator(), "2026-Q2")

    assert row.legal_reference.startswith("117/2025/NĐ-CP")


def test_the_files_say_the_same_and_run_nothing(sold, client):
    user = operator()
    client.force_login(user)

    page = client.get("/en/payouts/taxes/").content.decode()
    text = b"".join(client.get("/en/payouts/taxes/2026-Q4.csv").streaming_content).decode(
        "utf-8-sig"
    )
    book = client.get("/en/payouts/taxes/2026-Q4.xlsx")

    rows = list(csv.reader(io.StringIO(text)))
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    assert "/en/payouts/taxes/2026-Q4.xlsx" in page
    assert rows[1][0] == "'=Hộ Bảy"
    assert rows[1][-1].startswith("252/2026/NĐ-CP; 48/2024/QH15 Art. 12; 109/2025/QH15 Art. 7")
    assert rows[-1][12] == str(2_667 + 1_333 - 1_500)
    assert [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] == rows
    assert AuditEntry.objects.filter(action="taxes.exported", actor=user).count() == 2


@pytest.mark.parametrize("who", ["a customer", "staff without the right", "owner of a shop"])
def test_others_are_refused_and_read_nothing(sold, client, who):
    people = {
        "a customer": make_user,
        "staff without the right": lambda: make_user(is_staff=True),
        "owner of a shop": lambda: make_member(make_vendor().organisation),
    }
    client.force_login(people[who]())

    for address in ("taxes/", "taxes/2026-Q4.csv", "taxes/2026-Q4.xlsx", "taxes/nonsense.csv"):
        assert client.get(f"/payouts/{address}").status_code == 403
    assert not AuditEntry.objects.filter(action="taxes.exported").exists()


@pytest.mark.parametrize("name", ["2026-13", "2026-Q5", "2026", "abc", "0000-01", "2026-1"])
def test_there_is_no_such_period(client, name):
    client.force_login(operator())
    with pytest.raises(NoSuchPeriod):
        bounds(name)
    assert client.get(f"/payouts/taxes/{name}.csv").status_code == 404
    assert client.get("/payouts/taxes/2026-11.pdf").status_code == 404


def test_a_period_is_a_month_or_a_quarter():
    day = datetime.date
    assert bounds("2026-12") == (day(2026, 12, 1), day(2027, 1, 1))
    assert bounds("2026-Q1") == (day(2026, 1, 1), day(2026, 4, 1))
    assert bounds("2026-Q4") == (day(2026, 10, 1), day(2027, 1, 1))


def test_a_period_without_sales_is_an_empty_table(client):
    client.force_login(operator())
    assert len(list(table(withheld_in(operator(), "2026-01")))) == 2
    assert "Nothing was withheld yet." in client.get("/en/payouts/taxes/").content.decode()


def test_the_number_of_queries_does_not_grow(sold, django_assert_num_queries):
    user = operator()
    for number in range(3):
        card.paid(make_pack(vendor=household(f"Hộ {number}")))
    with django_assert_num_queries(3):
        withheld_in(user, "2026-Q4")
