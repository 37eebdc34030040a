"""The exports: whole, the vendor's own, and harmless in a spreadsheet."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from marketplace.kernel.spreadsheets import neutral
from tests.storefront.factories import make_order


def export(client, shop, form: str, **query: str) -> bytes:
    address = reverse("vendors:export", args=[shop.vendor.public_id, form])
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.getvalue()


@pytest.fixture
def hostile(shop, client):
    """The shop with an order for somebody whose name is a formula."""
    address = shop.order.shipping_address
    address.first_name = '=HYPERLINK("http://x.example","Hoa")'
    address.line1 = "+84 Hàng Bông, @nhà"
    address.save()
    client.force_login(shop.owner)
    return shop


def test_csv_has_a_row_per_line_with_whole_amounts(hostile, client):
    text = export(client, hostile, "csv").decode("utf-8-sig")

    header, row = csv.reader(io.StringIO(text))
    assert len(header) == len(row) == 13
    assert row[0] == hostile.vendor_order.number
    assert row[6].endswith(hostile.pack.title) or hostile.pack.parent.title in row[6]
    assert row[7:10] == ["3", "62000", "186000"]
    assert row[12] == str(hostile.vendor_order.total)


def test_csv_runs_nothing(hostile, client):
    text = export(client, hostile, "csv").decode("utf-8-sig")

    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[3].startswith("'=HYPERLINK")
    assert row[4].startswith("'+84")
    assert row[5].startswith("'+84 Hàng Bông")


def test_xlsx_holds_texts_and_numbers_but_no_formula(hostile, client):
    book = openpyxl.load_workbook(io.BytesIO(export(client, hostile, "xlsx")))

    _header, row = book.active.iter_rows()
    assert {cell.data_type for cell in row} <= {"s", "n"}
    assert row[3].value.startswith("'=HYPERLINK")
    assert [cell.value for cell in row[7:10]] == [3, 62_000, 186_000]


def test_the_filter_holds_for_the_export(shop, client):
    client.force_login(shop.owner)
    make_order(shop.pack, confirmed=False)

    rows = export(client, shop, "csv", status="new").decode("utf-8-sig").splitlines()

    assert len(rows) == 2
    assert shop.vendor_order.number in rows[1]


def test_there_is_no_other_form(shop, client):
    client.force_login(shop.owner)

    address = reverse("vendors:export", args=[shop.vendor.public_id, "pdf"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1", "'=1"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("Xoài", "Xoài"),
        ("", ""),
        (-5, -5),
    ],
)
def test_what_looks_like_a_formula_is_written_as_text(value, written):
    assert neutral(value) == written
