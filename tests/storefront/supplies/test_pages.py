"""A vendor's supplies in its workspace: offered, changed, paused, out to a spreadsheet and in again."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from catalog.supply.committing import commit_capacity
from catalog.supply.models import Capacity, Supply
from storefront.supplies.models import SupplyImport
from tests.factories import make_member, make_user, make_vendor
from tests.storefront.browsing import sent
from tests.supply.factories import DECEMBER, make_supply, own_product

pytestmark = pytest.mark.django_db


def at(name: str, vendor, *more: str) -> str:
    return reverse(f"supplies:{name}", args=[vendor.public_id, *more])


@pytest.fixture
def supply(today):
    return make_supply()


@pytest.fixture
def vendor(supply):
    return supply.vendor


@pytest.fixture
def desk(client, vendor):
    client.force_login(make_member(vendor.organisation, role="orders"))
    return client


def facts_of_form(**changes: str) -> dict[str, str]:
    return {
        "unit": "bag",
        "pack_size": "25",
        "pack_unit": "kg",
        "minimum_quantity": "1 tấn",
        "lead_time_days": "5",
        "from-0": "40",
        "price-0": "1.500.000",
        "from-1": "5 tấn",
        "price-1": "1.400.000",
        "month-2026-12": "10 tấn",
        "month-2027-01": "300",
    } | changes


def test_a_supply_is_offered_with_amounts_as_people_write_them(desk, vendor):
    product = own_product(vendor, "Gạo ST25", criteria_set="B03")

    answer = desk.post(at("new", vendor), facts_of_form(product=product.public_id))

    assert answer.url == at("list", vendor)
    made = Supply.objects.get(product=product)
    assert (made.minimum_quantity, made.content.kg) == (40, 25)
    assert list(made.tiers.values_list("from_quantity", "unit_price")) == [
        (40, 1_500_000),
        (200, 1_400_000),
    ]
    assert [(f"{row.month:%Y-%m}", row.quantity) for row in made.capacities.order_by("month")] == [
        ("2026-12", 400),
        ("2027-01", 300),
    ]


def test_sent_twice_it_is_offered_once(desk, vendor):
    data = facts_of_form(product=own_product(vendor, "Gạo ST25").public_id)

    desk.post(at("new", vendor), data)
    desk.post(at("new", vendor), data)

    assert Supply.objects.filter(vendor=vendor).count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"from-0": "7 kg"}, "số nguyên đơn vị"),
        ({"month-2026-12": "nhiều"}, "số nguyên đơn vị"),
        ({"price-1": "9.999.999"}, "đơn giá không thể cao hơn"),
        ({"price-1": ""}, "số lượng bắt đầu và số tiền"),
        ({"pack_size": "x"}, "Hãy viết một số"),
        ({"pack_unit": ""}, "số nguyên đơn vị"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(desk, vendor, wrong, told):
    data = facts_of_form(product=own_product(vendor).public_id, note="Giao tại kho") | wrong

    answer = desk.post(at("new", vendor), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "Giao tại kho" in page
    assert Supply.objects.filter(vendor=vendor).count() == 1


def test_the_form_shows_what_the_books_say_and_keeps_it(desk, supply, vendor):
    page = desk.get(at("edit", vendor, supply.public_id)).content.decode()

    answer = desk.post(at("edit", vendor, supply.public_id), sent(page))

    assert answer.url == at("list", vendor)
    assert Supply.objects.get().minimum_quantity == 50
    assert dict(Capacity.objects.values_list("month", "quantity")) == {
        row.month: row.quantity for row in supply.capacities.all()
    }
    history = desk.get(at("history", vendor, supply.public_id)).content.decode()
    assert "Đã chào" in history
    assert "Đã sửa" not in history


def test_a_month_does_not_fall_below_what_is_promised(desk, supply, vendor):
    page = desk.get(at("edit", vendor, supply.public_id)).content.decode()
    commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")
    data = sent(desk.get(at("edit", vendor, supply.public_id)).content.decode())

    stale = desk.post(at("edit", vendor, supply.public_id), sent(page))
    answer = desk.post(at("edit", vendor, supply.public_id), data | {"month-2026-12": "1000"})

    assert "đã thay đổi từ khi bạn mở trang" in stale.content.decode()
    assert "Tháng này đã cam kết 1500" in answer.content.decode()
    assert Capacity.objects.get(month=DECEMBER).quantity == 2_000
    assert "award:a" in desk.get(at("history", vendor, supply.public_id)).content.decode()


def test_pausing_and_ending_by_buttons(desk, supply, vendor):
    for to, state in (
        ("paused", "paused"),
        ("active", "active"),
        ("nowhere", "active"),
        ("closed", "closed"),
        ("active", "closed"),
    ):
        answer = desk.post(at("move", vendor, supply.public_id), {"to": to})
        assert answer.url == at("list", vendor)
        assert Supply.objects.get().state == state


def test_another_vendors_supply_is_not_there(client, supply, vendor):
    other = make_vendor()
    client.force_login(make_member(other.organisation))

    for shop in (vendor, other):
        for name in ("edit", "history"):
            assert client.get(at(name, shop, supply.public_id)).status_code == 404
        assert client.post(at("move", shop, supply.public_id), {"to": "closed"}).status_code == 404
    for name in ("list", "new", "upload"):
        assert client.get(at(name, vendor)).status_code == 404
    assert client.get(at("export", vendor, "csv")).status_code == 404
    assert Supply.objects.get().state == "active"


def test_a_content_helper_reads_but_does_not_write(client, supply, vendor):
    client.force_login(make_member(vendor.organisation, role="content"))

    assert client.get(at("list", vendor)).status_code == 200
    assert client.get(at("new", vendor)).status_code == 403
    assert client.get(at("upload", vendor)).status_code == 403
    assert client.post(at("edit", vendor, supply.public_id), facts_of_form()).status_code == 403
    assert client.post(at("move", vendor, supply.public_id), {"to": "closed"}).status_code == 403
    assert Supply.objects.values_list("state", "unit").get() == ("active", "kg")


def test_nobody_else_comes_in(client, vendor):
    client.force_login(make_user())

    assert client.get(at("list", vendor)).status_code == 404


def test_the_list_has_a_fixed_number_of_queries(desk, vendor, django_assert_num_queries):
    desk.get(at("list", vendor))
    for _number in range(8):
        make_supply(vendor=vendor, product=own_product(vendor))

    with django_assert_num_queries(8):
        page = desk.get(at("list", vendor)).content.decode()

    assert page.count('<li class="card">') == 9


# --- the spreadsheet ------------------------------------------------------------------------


def exported(client, vendor) -> list[list[str]]:
    answer = client.get(at("export", vendor, "csv"))
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def as_file(rows: list[list[str]], name: str = "nguon-cung.csv") -> SimpleUploadedFile:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return SimpleUploadedFile(name, ("\ufeff" + written.getvalue()).encode())


def look(client, vendor, file) -> str:
    """The address of the report."""
    answer = client.post(at("upload", vendor), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def column(rows: list[list[str]], code: str) -> int:
    return next(place for place, title in enumerate(rows[0]) if title.endswith(f"[{code}]"))


def test_a_file_that_nobody_changed_changes_nothing(desk, supply, vendor):
    address = look(desk, vendor, as_file(exported(desk, vendor)))

    page = desk.get(address).content.decode()
    desk.post(f"{address}take/")

    assert "Không đổi gì" in page
    assert Supply.objects.get().version == supply.version


def test_a_file_changed_and_uploaded_again_is_taken_whole(desk, supply, vendor):
    product = own_product(vendor, "Mật ong hoa nhãn", criteria_set="B04")
    rows = exported(desk, vendor)
    rows[1][column(rows, "minimum_quantity")] = "80"
    rows[1][column(rows, "2027-02")] = "1.500"
    new = [""] * len(rows[0])
    for code, cell in (
        ("product", "mat ong hoa nhan"),
        ("unit", "kg"),
        ("from_1", "10"),
        ("price_1", "250000"),
        ("2026-12", "90"),
    ):
        new[column(rows, code)] = cell

    address = look(desk, vendor, as_file([*rows, new]))
    assert Supply.objects.filter(vendor=vendor).count() == 1
    answer = desk.post(f"{address}take/")

    assert answer.url == at("list", vendor)
    supply.refresh_from_db()
    assert supply.minimum_quantity == 80
    assert supply.capacities.get(month="2027-02-01").quantity == 1_500
    made = Supply.objects.get(product=product)
    assert (made.unit, made.capacities.get().quantity) == ("kg", 90)

    desk.post(f"{address}take/")
    again = look(desk, vendor, as_file([*rows, new]))
    assert desk.get(again).content.decode().count("Không đổi gì") == 2
    assert Supply.objects.filter(vendor=vendor).count() == 2


def test_one_wrong_row_and_nothing_is_taken_and_the_input_is_kept(desk, supply, vendor):
    commit_capacity(supply, quantities={DECEMBER: 1_500}, reference="award:a")
    foreign = make_supply()
    rows = exported(desk, vendor)
    wrong = [list(rows[1]) for _number in range(4)]
    wrong[0][column(rows, "minimum_quantity")] = "nhiều"
    wrong[1][column(rows, "id")] = foreign.public_id
    wrong[2][column(rows, "2026-12")] = "1499"
    wrong[3][column(rows, "id")] = ""
    wrong[3][column(rows, "product")] = "Không có"
    rows[1][column(rows, "minimum_quantity")] = "80"

    address = look(desk, vendor, as_file([*rows, *wrong]))
    page = desk.get(address).content.decode()
    desk.post(f"{address}take/")

    for told in (
        "[minimum_quantity] Đây không phải là số",
        "[id] Gian hàng không có nguồn cung này",
        "[2026-12] Tháng này đã cam kết 1500",
        "[product] Gian hàng không có sản phẩm tên này",
    ):
        assert told in page
    assert Supply.objects.get(pk=supply.pk).minimum_quantity == 50
    kept = SupplyImport.objects.get()
    assert (kept.state, len(kept.rows)) == ("tried", 6)


def test_the_workbook_is_read_as_the_csv_is(desk, supply, vendor):
    answer = desk.get(at("export", vendor, "xlsx"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [["" if cell is None else cell for cell in row] for row in book.active.values]
    place = next(n for n, title in enumerate(rows[0]) if title.endswith("[lead_time_days]"))
    book.active.cell(row=2, column=place + 1, value=9)
    saved = io.BytesIO()
    book.save(saved)

    address = look(desk, vendor, SimpleUploadedFile("nguon-cung.xlsx", saved.getvalue()))
    desk.post(f"{address}take/")

    supply.refresh_from_db()
    assert (supply.lead_time_days, supply.minimum_quantity) == (9, 50)


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.csv", b"a,b\n1,2\n"),
        SimpleUploadedFile("a.xlsx", b"no workbook"),
        SimpleUploadedFile("a.pdf", b"%PDF"),
    ],
    ids=["no header", "no workbook", "another kind"],
)
def test_what_is_no_such_file_is_refused_in_words(desk, vendor, file):
    answer = desk.post(at("upload", vendor), {"file": file})

    assert answer.status_code == 422
    assert "field-errors" in answer.content.decode()
    assert not SupplyImport.objects.exists()


def test_another_vendors_file_is_not_there(desk, client, vendor):
    address = look(desk, vendor, as_file(exported(desk, vendor)))
    client.force_login(make_member(make_vendor().organisation))

    assert client.get(address).status_code == 404
    assert client.post(f"{address}take/").status_code == 404
    assert SupplyImport.objects.get().state == "tried"


def test_a_formula_in_a_title_is_only_text(desk, supply, vendor):
    supply.product.title = "=1+1"
    supply.product.save()
    supply.note = "-gọi trước"
    supply.save()

    rows = exported(desk, vendor)

    assert rows[1][column(rows, "product")] == "'=1+1"
    address = look(desk, vendor, as_file(rows))
    assert "Không đổi gì" in desk.get(address).content.decode()
