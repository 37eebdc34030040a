"""Files of banks: encodings, separators, layouts that are remembered, hostile ones, overlaps."""

import datetime
import io
import unicodedata
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from catalog.certification.decisions.reading import UnreadableFile
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import NotAllowed
from storefront.transfers.errors import StatementRefused
from storefront.transfers.models import BankTransaction, Statement, StatementLayout
from storefront.transfers.reading import Mapping
from storefront.transfers.services.forgetting import KEPT, drop_abandoned_statements
from storefront.transfers.services.statements import (
    LARGEST,
    drop_statement,
    map_statement,
    report_on,
    take_statement,
    try_statement,
)
from tests.factories import make_member, make_vendor
from tests.storefront.transfers.factories import (
    bank_csv,
    import_csv,
    make_account,
    owner_of,
    place,
    transfers_of,
    try_csv,
)

pytestmark = pytest.mark.django_db
#: One day for file and claim: a run may go on past midnight.
BOOKED = today()
DAY = f"{BOOKED:%d/%m/%Y}"


@pytest.fixture
def account(db):
    return make_account(make_vendor())


def amounts() -> list[int]:
    return sorted(BankTransaction.objects.values_list("amount", flat=True))


TABLE = f"Ngày giao dịch;Ghi nợ;Ghi có;Nội dung\n{DAY};;1.234.567;Chuyển tiền mua xoài\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode("utf-16"),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace("1.234.567", '"1,234,567"').replace(";", ",").encode(),
        TABLE.replace("1.234.567", "1,234,567.00").encode(),
        f"sep=;\n{TABLE}".encode(),
        f"NGÂN HÀNG\n\nTài khoản: 012\n{TABLE}Tổng cộng;;1.234.567;\n".encode(),
    ],
)
def test_files_as_banks_export_them(account, content):
    import_csv(account, content)

    money = BankTransaction.objects.get()
    assert (money.amount, money.booked_on) == (1_234_567, BOOKED)
    assert money.description == "Chuyển tiền mua xoài"


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def test_the_old_vietnamese_code_page(account):
    def old(letter: str) -> bytes:
        """The code page has letters and tones apart."""
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in _TONES]
        rest = "".join(part for part in parts if part not in _TONES)
        return "".join([unicodedata.normalize("NFC", rest), *tones]).encode("cp1258")

    import_csv(account, b"".join(map(old, TABLE)))

    assert BankTransaction.objects.get().description == "Chuyển tiền mua xoài"


def test_a_workbook_is_read_too(account):
    book = Workbook()
    book.active.append(["Date", "Credit", "Description"])
    book.active.append([today(), 62_000, "mango"])
    out = io.BytesIO()
    book.save(out)

    statement = try_csv(account, out.getvalue(), name="statement.xlsx")
    take_statement(statement=statement, acting_user=owner_of(account.vendor))

    assert amounts() == [62_000]


def test_a_signed_amount_is_money_in_where_positive(account):
    report = import_csv(account, f"Ngày;Số tiền;Nội dung\n{DAY};+62.000;vào\n{DAY};-5.000;ra\n")

    assert (amounts(), report.read.outgoing) == ([62_000], 1)


ODD = f"Khi nào;Được;Vì sao\n{DAY};62.000;xoài\n"


def test_columns_that_leave_a_doubt_are_asked_once_and_remembered_per_shop(account):
    owner = owner_of(account.vendor)
    asked = try_csv(account, ODD)
    assert (asked.mapping, report_on(asked)) == ({}, None)
    with pytest.raises(StatementRefused):
        take_statement(statement=asked, acting_user=owner)

    map_statement(
        statement=asked,
        mapping=Mapping(header=0, day=0, credit=1, description=2),
        acting_user=owner,
    )
    again = try_csv(account, ODD.replace("62.000", "63.000"))
    elsewhere = try_csv(make_account(make_vendor(), number="9999999999"), ODD)

    assert report_on(again).fresh[0].amount == 63_000
    assert elsewhere.mapping == {}
    assert StatementLayout.objects.count() == 1


def test_one_row_that_cannot_be_read_keeps_all_out(account):
    statement = try_csv(account, TABLE + f"{DAY};;12.34;x\n")

    with pytest.raises(StatementRefused) as refusal:
        take_statement(statement=statement, acting_user=owner_of(account.vendor))

    assert refusal.value.code == "problems"
    assert amounts() == []
    statement.refresh_from_db()
    assert statement.state == Statement.State.TRIED


def test_a_dry_run_writes_no_money_and_a_taken_file_keeps_no_cells(account):
    statement = try_csv(account, TABLE)
    before = amounts()

    take_statement(statement=statement, acting_user=owner_of(account.vendor))
    dropped = try_csv(account, TABLE)
    drop_statement(statement=dropped, acting_user=owner_of(account.vendor))

    statement.refresh_from_db()
    dropped.refresh_from_db()
    assert before == []
    assert (statement.cells, dropped.cells, dropped.state) == ([], [], "dropped")
    with pytest.raises(StatementRefused):
        take_statement(statement=statement, acting_user=owner_of(account.vendor))


def test_equal_rows_are_as_many_as_the_bank_shows(account):
    one = (62_000, "MUA XOAI")
    import_csv(account, bank_csv(one, one, number=""))
    overlapping = import_csv(account, bank_csv(one, one, one, number=""))

    assert amounts() == [62_000, 62_000, 62_000]
    assert (len(overlapping.fresh), len(overlapping.known)) == (1, 2)


def test_a_row_is_known_whether_or_not_the_file_has_the_banks_numbers(account):
    row = (62_000, "MUA XOAI")
    import_csv(account, bank_csv(row, number=""))
    with_numbers = import_csv(account, bank_csv(row, number="FT1"))
    import_csv(account, bank_csv((70_000, "MUA MIT"), number="FT2"))
    without = import_csv(account, bank_csv((70_000, "MUA MIT"), number=""))

    assert (len(with_numbers.fresh), len(without.fresh)) == (0, 0)
    assert amounts() == [62_000, 70_000]


_ROWS = st.lists(
    st.tuples(st.sampled_from([10_000, 20_000]), st.sampled_from(["XOAI", "MIT"])), max_size=6
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_ROWS, st.data())
def test_overlapping_files_in_any_order_hold_each_row_once(account, rows, data):
    BankTransaction.objects.all().delete()
    size = len(rows)
    cuts = data.draw(
        st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), min_size=1, max_size=4)
    )
    parts = [rows[min(cut) : max(cut)] for cut in cuts] + [rows]
    for part in data.draw(st.permutations(parts)):
        import_csv(account, bank_csv(*part, number=""))

    assert amounts() == sorted(amount for amount, _words in rows)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", TABLE)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (zipped(), "sao-ke.csv", "wrong_type"),
        (zipped(), "sao-ke.xlsx", "wrong_type"),
        (b"%PDF-1.7 ...", "sao-ke.csv", "wrong_type"),
        (b"\x00\x01\x02" * 300, "sao-ke.csv", "wrong_type"),
        (b"<html><table>", "sao-ke.csv", "wrong_type"),
        (TABLE.encode(), "sao-ke.pdf", "wrong_type"),
        (b"a" * (LARGEST + 1), "sao-ke.csv", "too_large"),
        (b"1;2\n" * 10_001, "sao-ke.csv", "too_many_rows"),
        (b"\n\n\n", "sao-ke.csv", "no_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sao-ke.xls", "old_excel"),
    ],
)
def test_hostile_and_odd_files_are_refused_whole(account, content, name, code):
    with pytest.raises(UnreadableFile) as refusal:
        try_csv(account, content, name=name)

    assert refusal.value.code == code
    assert Statement.objects.count() == 0


@pytest.mark.parametrize("role", ["content", "officer"])
def test_without_the_role_no_file_is_read(account, role):
    with pytest.raises(NotAllowed):
        try_statement(
            account=account,
            file=ContentFile(TABLE.encode(), name="a.csv"),
            name="a.csv",
            acting_user=make_member(account.vendor.organisation, role=role),
        )


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_however_a_payment_is_split_and_ordered_the_sums_are_the_same(account, data):
    order = place()
    (transfer,) = transfers_of(order)
    first = data.draw(st.integers(1, transfer.amount - 2))
    second = data.draw(st.integers(1, transfer.amount - first - 1))
    extra = data.draw(st.integers(0, 5_000))
    shares = [first, second, transfer.amount - first - second + extra]
    rows = [(share, f"lan {at} {transfer.reference}") for at, share in enumerate(shares)]

    for row in data.draw(st.permutations(rows)):
        import_csv(transfer.account, bank_csv(row, number=f"{transfer.reference}{row[1][4]}"))

    transfer.refresh_from_db()
    order.refresh_from_db()
    assert (transfer.received, transfer.state) == (transfer.amount + extra, "paid")
    assert transfer.owed == extra
    assert order.status == "placed"


def numbered(*rows: tuple[datetime.date, int], number: str = "1") -> str:
    """A file of a bank that counts its transactions anew each day."""
    lines = [f"{day:%d/%m/%Y};{number};;{amount};chuyen tien lan {day}" for day, amount in rows]
    return "\n".join(["Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung", *lines, ""])


@pytest.mark.parametrize("days", [1, 6, 8, 400])
def test_the_same_number_and_amount_on_another_day_is_another_payment(account, days):
    earlier = today() - datetime.timedelta(days=days)

    first = import_csv(account, numbered((earlier, 62_000)))
    second = import_csv(account, numbered((today(), 62_000)))
    again = import_csv(account, numbered((earlier, 62_000), (today(), 62_000)))

    assert [len(one.fresh) for one in (first, second, again)] == [1, 1, 0]
    assert amounts() == [62_000, 62_000]


def test_one_file_with_a_number_on_two_days_brings_both(account):
    yesterday = today() - datetime.timedelta(days=1)

    report = import_csv(account, numbered((yesterday, 62_000), (today(), 62_000)))

    assert (len(report.fresh), len(report.known)) == (2, 0)
    assert amounts() == [62_000, 62_000]


def test_a_row_that_somebody_else_writes_at_this_moment_refuses_the_file(account):
    statement = try_csv(account, numbered((today(), 62_000)))
    other = try_csv(account, numbered((today(), 62_000), number="2"))
    rival = BankTransaction(
        account=account,
        statement=other,
        booked_on=today(),
        amount=62_000,
        bank_id="1",
        base="rival",
    )

    def write_first(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "transfers_banktransaction" in sql and rival.pk is None:
            rival.pk = 1
            rival.save(force_insert=True)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(write_first), pytest.raises(StatementRefused) as refusal:
        take_statement(statement=statement, acting_user=owner_of(account.vendor))

    assert refusal.value.code == "clash"
    statement.refresh_from_db()
    assert (statement.state, len(statement.cells)) == ("tried", 2)


def test_a_file_that_nobody_took_is_forgotten_after_a_week_and_a_taken_one_stays(account):
    old, fresh, taken = (try_csv(account, TABLE) for _ in range(3))
    take_statement(statement=taken, acting_user=owner_of(account.vendor))
    Statement.objects.exclude(pk=fresh.pk).update(at=now() - KEPT - datetime.timedelta(hours=1))

    dropped = [drop_abandoned_statements(), drop_abandoned_statements()]

    states = dict(Statement.objects.values_list("pk", "state"))
    assert dropped == [1, 0]
    assert states == {old.pk: "dropped", fresh.pk: "tried", taken.pk: "taken"}
    kept = Statement.objects.exclude(cells=[]).values_list("pk", flat=True)
    assert list(kept) == [fresh.pk]
