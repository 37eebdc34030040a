"""From the upload to the books, by plain form posts."""

import io

import openpyxl
import pytest

from catalog.certification.models import Certificate, DecisionImport, WorklistItem
from marketplace.geography.models import Province
from tests.certification.office.conftest import a_list

pytestmark = pytest.mark.django_db
GOOD = [1, "Gạo hữu cơ", "HTX Thắng Lợi", "xã Tháp Mười", "4 sao"]
BAD = [2, "=cmd|'/c calc'!A0", "HTX Thắng Lợi", "xã Tháp Mười", "2 sao"]


def upload(client, path, province="dong-thap"):
    pk = Province.objects.get(slug=province).pk
    with path.open("rb") as file:
        return client.post("/office/import/", {"file": file, "province": pk})


def test_upload_is_tried_then_taken_twice_without_harm(office, tmp_path):
    answer = upload(office, a_list(tmp_path / "a.xlsx", GOOD))
    tried = DecisionImport.objects.get()
    assert answer.headers["Location"] == f"/office/imports/{tried.public_id}/"
    assert Certificate.objects.count() == 0

    first = office.post(f"/office/imports/{tried.public_id}/take/", {"take": "all"}, follow=True)
    office.post(f"/office/imports/{tried.public_id}/take/", {"take": "all"})

    assert Certificate.objects.get().printed_product == "Gạo hữu cơ"
    assert first.context["run"].is_applied
    assert DecisionImport.objects.order_by("pk").last().unchanged == 1


def test_rejected_rows_are_listed_and_handed_out_harmless(office, tmp_path):
    upload(office, a_list(tmp_path / "a.xlsx", GOOD, BAD))
    run = DecisionImport.objects.get()

    page = office.get(f"/office/imports/{run.public_id}/?outcome=rejected")
    table = office.get(f"/office/imports/{run.public_id}/errors.xlsx")
    office.post(f"/office/imports/{run.public_id}/take/", {"take": "good"})

    assert [row.number for row in page.context["page"]] == [4]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(table.streaming_content))).active
    assert sheet["E2"].value == 2
    assert sheet["F2"].value.startswith("'=cmd")
    assert Certificate.objects.count() == 1


def test_unreadable_file_is_explained_and_nothing_is_kept(office, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    answer = upload(office, path)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert DecisionImport.objects.count() == 0


def test_an_office_imports_for_its_own_province_only(office, tmp_path):
    answer = upload(office, a_list(tmp_path / "a.xlsx", GOOD), province="an-giang")

    assert answer.context["form"].errors["province"]
    assert DecisionImport.objects.count() == 0


def test_foreign_runs_and_questions_are_not_found(office, other_office, national_office, tmp_path):
    upload(office, a_list(tmp_path / "a.xlsx", [1, "Gạo", "HTX A", "xã Tháp Mười", "5 sao"]))
    run = DecisionImport.objects.get()
    office.post(f"/office/imports/{run.public_id}/take/", {"take": "all"})
    item = WorklistItem.objects.get()

    addresses = [
        f"/office/imports/{run.public_id}/",
        f"/office/imports/{run.public_id}/errors.xlsx",
        f"/office/worklist/{item.public_id}/",
    ]
    for address in addresses:
        assert office.get(address).status_code == 200, address
        assert national_office.get(address).status_code == 200, address
        assert other_office.get(address).status_code == 404, address
    take = f"/office/imports/{run.public_id}/take/"
    assert other_office.post(take, {"take": "all"}).status_code == 404
    answer = {"answer": "dismiss", "reason": "no"}
    assert other_office.post(addresses[2], answer).status_code == 404
    item.refresh_from_db()
    assert item.state == "open"
    assert DecisionImport.objects.count() == 2
