"""What an office does besides importing."""

import io

import openpyxl
import pytest

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate, WorklistItem
from catalog.producers.models import Producer
from marketplace.geography.models import Province
from marketplace.kernel.models import AuditEntry
from tests.certification.factories import a_certificate, a_product
from tests.certification.office.conftest import a_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(office, tmp_path, request):
    """A question: is "Trà sen" of "Thắng Lợi" that of "HTX Thắng Lợi"?"""
    rows = [
        [1, "Trà sen", "HTX Thắng Lợi", "xã Tháp Mười", "3 sao"],
        [2, "Trà sen", "Thắng Lợi", "xã Tháp Mười", "4 sao"],
    ]
    path = a_list(tmp_path / "a.xlsx", rows[0])
    book = openpyxl.load_workbook(path)
    book.active["A1"] = "Kèm theo Quyết định số 4/QĐ-UBND ngày 05/03/2025 của UBND tỉnh Đồng Tháp"
    book.save(path)
    for file in (path, a_list(tmp_path / "b.xlsx", rows[1])):
        pk = Province.objects.get(slug="dong-thap").pk
        with file.open("rb") as stream:
            tried = office.post("/office/import/", {"file": stream, "province": pk})
        office.post(f"{tried.headers['Location']}take/", {"take": "all"})
    return WorklistItem.objects.get()


def test_attaching_a_row_to_the_known_product(office, asked):
    product = Certificate.objects.get().product

    answer = office.post(
        f"/office/worklist/{asked.public_id}/", {"answer": f"product:{product.public_id}"}
    )

    assert answer.status_code == 302
    assert sorted(product.certificates.values_list("star", flat=True)) == [3, 4]
    asked.refresh_from_db()
    assert asked.state == "resolved"
    assert AuditEntry.objects.filter(action="worklist.resolved").count() == 1


def test_a_new_producer_or_a_new_product_instead(office, asked):
    producers = Producer.objects.count()

    office.post(f"/office/worklist/{asked.public_id}/", {"answer": "new"})
    again = office.post(f"/office/worklist/{asked.public_id}/", {"answer": "new"})

    assert Producer.objects.count() == producers + 1
    assert Certificate.objects.count() == 2
    assert again.context["form"].non_field_errors()


def test_dismissing_needs_a_reason_and_is_not_asked_again(office, asked):
    address = f"/office/worklist/{asked.public_id}/"

    refused = office.post(address, {"answer": "dismiss"})
    office.post(address, {"answer": "dismiss", "reason": "ghi trùng"})

    assert refused.status_code == 200
    asked.refresh_from_db()
    assert asked.state == "dismissed"
    assert AuditEntry.objects.get(action="worklist.dismissed").data == {"reason": "ghi trùng"}
    assert Certificate.objects.count() == 1


def test_only_candidates_can_be_chosen(office, asked):
    stranger = a_product("Khác")

    answer = office.post(
        f"/office/worklist/{asked.public_id}/", {"answer": f"product:{stranger.public_id}"}
    )

    assert answer.context["form"].errors["answer"]
    assert WorklistItem.objects.get().state == "open"


def test_suspending_and_revoking_with_a_paper(office):
    certificate = a_certificate()
    address = f"/office/certificates/{certificate.code}/"
    move = {"effective_on": "2026-11-20", "reference": "12/UBND"}

    suspended = office.post(address, {**move, "move": "suspend"})
    without_ground = office.post(address, {**move, "move": "revoke"})
    revoked = office.post(address, {**move, "move": "revoke", "ground": "mark"})

    assert (suspended.status_code, revoked.status_code) == (302, 302)
    assert without_ground.context["form"].errors["ground"]
    kinds = list(certificate.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["issued", "suspended", "revoked"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_certificates_leave_as_harmless_tables(office, kind):
    a_certificate(printed_product="=1+1")

    answer = office.get(f"/office/certificates/?as={kind}")
    content = b"".join(answer.streaming_content)

    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet["C2"].value == "'=1+1"
    else:
        assert ",'=1+1," in content.decode("utf-8-sig")


def test_search_without_marks_and_by_state(office):
    certificate = a_certificate()

    assert certificate.code in office.get("/office/certificates/?q=xoai+cat").content.decode()
    assert certificate.code in office.get("/office/certificates/?show=live").content.decode()
    assert certificate.code not in office.get("/office/certificates/?show=ended").content.decode()


def test_listings_are_approved_or_sent_back_with_a_reason(office, other_office):
    product = a_product()
    Product.objects.filter(pk=product.pk).update(listing_state="submitted")
    address = f"/office/listings/{product.public_id}/"

    assert other_office.post(address, {"decision": "approve"}).status_code == 404
    without_reason = office.post(address, {"decision": "reject"})
    office.post(address, {"decision": "reject", "reason": "thiếu ảnh"})

    product.refresh_from_db()
    assert without_reason.context["form"].errors["reason"]
    assert (product.listing_state, product.listing_reason) == ("rejected", "thiếu ảnh")


def test_a_long_list_costs_as_many_queries_as_a_short_one(office, django_assert_max_num_queries):
    for number in range(12):
        a_certificate(a_product(f"Xoài {number}"))

    with django_assert_max_num_queries(16):
        office.get("/office/certificates/")
