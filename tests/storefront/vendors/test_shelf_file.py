"""Stock and prices by spreadsheet: downloaded, changed by hand, looked at, taken whole or not at all."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from catalog.partner import stock
from storefront.shelf.models import ShelfChange, ShelfImport
from tests.factories import make_pack, stock_of
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db


def at(name: str, shop, *more: str) -> str:
    return reverse(f"shelf:{name}", args=[shop.vendor.public_id, *more])


@pytest.fixture
def packs(shop):
    return [shop.pack, make_pack(vendor=shop.vendor, price=62_000, stock=20)]


@pytest.fixture
def desk(shop, client):
    client.force_login(shop.owner)
    return client


def books(packs) -> list[tuple[int | None, int]]:
    return [(stock_of(pack).price, stock_of(pack).num_in_stock) for pack in packs]


def downloaded(desk, shop) -> list[dict[str, str]]:
    """Rows by their columns' codes."""
    text = desk.get(at("export", shop, "csv")).getvalue().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    codes = [title.rpartition("[")[2].rstrip("]") for title in header]
    return [dict(zip(codes, row, strict=True)) for row in rows]


def upload(desk, shop, rows: list[dict[str, object]], name: str = "kho.csv"):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"x [{code}]" for code in rows[0]])
    writer.writerows(row.values() for row in rows)
    return send(desk, shop, out.getvalue().encode(), name)


def send(desk, shop, content: bytes, name: str = "kho.csv"):
    return desk.post(at("upload", shop), {"file": SimpleUploadedFile(name, content)})


def report(desk, answer):
    return desk.get(answer.url).context["report"]


def take(desk, shop):
    tried = ShelfImport.objects.first()
    return desk.post(at("take", shop, tried.public_id))


def test_a_downloaded_table_goes_back_changed(shop, desk, packs):
    rows = downloaded(desk, shop)
    assert [(row["price"], row["stock"], row["promised"]) for row in rows] == [
        ("62000", "20", "3"),
        ("62000", "20", "0"),
    ]
    rows[0]["price"], rows[1]["stock"] = "65.000", "45"

    answer = upload(desk, shop, rows)

    assert [row.does for row in report(desk, answer).rows] == ["change", "change"]
    assert books(packs) == [(62_000, 20), (62_000, 20)]
    assert take(desk, shop).url == at("grid", shop)
    assert books(packs) == [(65_000, 20), (62_000, 45)]
    assert ShelfChange.objects.get().origin == "file"
    assert ShelfImport.objects.get().changed == 2


def test_a_workbook_goes_back_changed(shop, desk, packs):
    book = load_workbook(io.BytesIO(desk.get(at("export", shop, "xlsx")).getvalue()))
    book.active["D2"] = 65_000
    book.active["E3"] = 45.0
    out = io.BytesIO()
    book.save(out)

    send(desk, shop, out.getvalue(), "kho.xlsx")
    take(desk, shop)

    assert books(packs) == [(65_000, 20), (62_000, 45)]


def test_what_left_the_house_after_the_download_is_noticed(shop, desk, packs):
    rows = downloaded(desk, shop)
    rows[0]["stock"], rows[1]["stock"] = "50", "50"
    stock.consume(stock_of(packs[0]).pk, 3)

    answer = upload(desk, shop, rows)
    found = report(desk, answer).rows
    take(desk, shop)

    assert [row.does for row in found] == ["problem", "change"]
    assert "17" in found[0].problems[0]
    assert books(packs) == [(62_000, 17), (62_000, 20)]
    assert ShelfImport.objects.get().state == "tried"


def test_what_is_sold_between_look_and_taking_is_noticed(shop, desk, packs):
    upload(desk, shop, [{"id": packs[0].public_id, "stock": 50}])
    stock.consume(stock_of(packs[0]).pk, 3)

    take(desk, shop)

    assert books(packs[:1]) == [(62_000, 17)]


def test_columns_and_rows_that_are_left_out_change_nothing(shop, desk, packs):
    upload(desk, shop, [{"price": "65000", "id": packs[1].public_id}])
    take(desk, shop)

    assert books(packs) == [(62_000, 20), (65_000, 20)]


def test_taken_twice_is_taken_once(shop, desk, packs):
    upload(desk, shop, [{"id": packs[1].public_id, "price": 65_000}])

    take(desk, shop)
    take(desk, shop)

    assert ShelfChange.objects.count() == 1


def test_one_wrong_row_and_nothing_is_taken(shop, desk, packs):
    foreign = make_pack(price=62_000, stock=20)
    rows = [
        {"id": packs[0].public_id, "price": "65000", "stock": "20"},
        {"id": packs[1].public_id, "price": "rẻ", "stock": "20"},
        {"id": foreign.public_id, "price": "1", "stock": "1"},
        {"id": packs[0].public_id, "price": "70000", "stock": "20"},
        {"id": packs[1].public_id[:-1], "price": "1", "stock": ""},
    ]

    answer = upload(desk, shop, rows)
    found = report(desk, answer)
    take(desk, shop)

    assert [row.does for row in found.rows] == ["change", *["problem"] * 4]
    page = desk.get(answer.url).content.decode()
    assert f"{packs[0].parent.title} · {packs[0].title}" in page
    assert foreign.parent.title not in page
    assert books([*packs, foreign]) == [(62_000, 20)] * 3


@pytest.mark.parametrize(
    ("price", "stock_cell"),
    [
        ("=1+1", "20"),
        ("0", "20"),
        ("1e6", "20"),
        ("62000.5", "20"),
        ("-5", "20"),
        ("62000", ""),
        ("62000", "2"),
        ("62000", "2000000"),
        ("<script>", "20"),
    ],
)
def test_cells_that_cannot_be_are_named(shop, desk, packs, price, stock_cell):
    row = {"id": packs[0].public_id, "price": price, "stock": stock_cell}

    answer = upload(desk, shop, [row])
    page = desk.get(answer.url).content.decode()
    take(desk, shop)

    assert [row.does for row in report(desk, answer).rows] == ["problem"]
    assert "<script>" not in page.partition("<main")[2]
    assert books(packs[:1]) == [(62_000, 20)]


def formula() -> bytes:
    book = Workbook()
    book.active.append(["x [id]", "x [price]"])
    book.active.append(["a", '=HYPERLINK("http://x.example")'])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kho.csv", b"a,b\n1,2\n"),
        ("kho.csv", b""),
        ("kho.csv", b"x [id]\nabc\n"),
        ("kho.xlsx", b"PK\x03\x04 broken"),
        ("kho.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"),
        ("kho.exe", b"MZ\x00\x00"),
        ("kho.csv", b"x [id],x [price]\n" + b"a,1\n" * 2_001),
    ],
)
def test_hostile_files_are_refused(shop, desk, name, content):
    answer = send(desk, shop, content, name)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert ShelfImport.objects.count() == 0


def test_a_formula_is_no_price(shop, desk):
    found = report(desk, send(desk, shop, formula(), "kho.xlsx"))

    assert [row.does for row in found.rows] == ["problem"]


def test_titles_that_are_formulas_are_text_in_the_table(shop, desk, packs):
    packs[1].parent.title = "=1+1"
    packs[1].parent.save()

    assert downloaded(desk, shop)[1]["product"] == "'=1+1"
    assert desk.get(at("export", shop, "pdf")).status_code == 404


def test_the_look_takes_as_many_queries_for_many_rows(shop, desk, django_assert_max_num_queries):
    def look(count: int) -> str:
        made = [make_pack(vendor=shop.vendor) for _ in range(count)]
        return upload(desk, shop, [{"id": one.public_id, "price": 1_000} for one in made]).url

    two, eight = look(2), look(8)
    desk.get(two)
    with django_assert_max_num_queries(10) as few:
        desk.get(two)
    with django_assert_max_num_queries(10) as many:
        desk.get(eight)

    assert len(few) == len(many)


def test_orders_go_on_while_a_file_waits(shop, desk, packs):
    """A promise changes what is left, not what lies in the house: no reason to refuse the file."""
    rows = downloaded(desk, shop)
    rows[0]["stock"] = "50"
    make_order((packs[0], 4))

    upload(desk, shop, rows)
    take(desk, shop)

    record = stock_of(packs[0])
    assert (record.num_in_stock, record.num_allocated) == (50, 7)
