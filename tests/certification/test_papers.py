"""Papers lie in the private store and open only for those who may see them."""

import io
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from catalog.certification.models import DecisionImport, Document
from catalog.certification.selectors import documents_for
from catalog.certification.services import attach_document, store_document
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.models import AuditEntry
from marketplace.kernel.uploads import UploadRefused

from .factories import (
    a_certificate,
    a_decision,
    a_member,
    a_national_officer,
    a_producer,
    a_product,
    a_province_officer,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def attach(target, acting_user=None, content: bytes = PDF, filename: str = "quyết định.pdf"):
    return attach_document(
        target, file=io.BytesIO(content), filename=filename, acting_user=acting_user
    )


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_paper_lies_in_the_private_store_and_nowhere_else(client, settings, today):
    certificate = a_certificate()

    document = attach(certificate, filename="../../etc/Quyết định.exe")

    private = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    assert [p.read_bytes() for p in files_under(private)] == [PDF]
    assert files_under(Path(settings.MEDIA_ROOT)) == []
    assert document.file.name == f"documents/{document.public_id}.pdf"
    assert (document.original_name, document.content_type) == (
        "Quyết định.pdf",
        "application/pdf",
    )
    with pytest.raises(ValueError, match="has no address"):
        _ = document.file.url
    for address in (f"/media/{document.file.name}", f"/static/{document.file.name}"):
        assert client.get(address).status_code == 404


def test_the_configured_stores_lie_apart():
    media, private = Path(django_settings.MEDIA_ROOT), Path(django_settings.PRIVATE_ROOT)

    assert media not in private.parents
    assert private not in media.parents
    assert media != private


@pytest.mark.parametrize(
    ("who", "certificate_paper", "decision_paper"),
    [
        ("anonymous", 302, 302),
        ("own producer", 200, 404),
        ("other producer", 404, 404),
        ("own province", 200, 200),
        ("other province", 404, 404),
        ("national", 200, 200),
    ],
)
def test_a_paper_opens_for_those_who_may_see_it(
    client, today, who, certificate_paper, decision_paper
):
    certificate = a_certificate()
    papers = attach(certificate), attach(certificate.decision)
    other = a_producer("HTX khác")
    a_certificate(a_product("Trà sen", other), certificate.decision)
    user = {
        "anonymous": lambda: None,
        "own producer": lambda: a_member(certificate.product.producer.organisation, "p@p.example"),
        "other producer": lambda: a_member(other.organisation, "o@o.example"),
        "own province": a_province_officer,
        "other province": lambda: a_province_officer("an-giang"),
        "national": a_national_officer,
    }[who]()
    if user:
        client.force_login(user)

    answers = [
        client.get(reverse("certification:document", args=[paper.public_id])) for paper in papers
    ]

    assert [answer.status_code for answer in answers] == [certificate_paper, decision_paper]


def test_it_is_sent_as_a_download_that_nothing_sniffs_or_keeps(client, today):
    document = attach(a_certificate())
    client.force_login(a_national_officer())

    answer = client.get(reverse("certification:document", args=[document.public_id]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_lost_file_is_a_404(client, today):
    document = attach(a_certificate())
    document.file.storage.delete(document.file.name)
    client.force_login(a_national_officer())

    assert client.get(f"/office/documents/{document.public_id}/").status_code == 404
    assert client.get("/office/documents/none/").status_code == 404


@pytest.mark.parametrize("who", ["producer", "other province"])
def test_only_the_office_that_keeps_the_decision_adds_papers(settings, today, who):
    certificate = a_certificate()
    user = (
        a_member(certificate.product.producer.organisation, "p@p.example")
        if who == "producer"
        else a_province_officer("an-giang")
    )

    with pytest.raises(NotAllowed):
        attach(certificate, acting_user=user)

    assert not Document.objects.exists()
    assert files_under(Path(settings.STORAGES["private"]["OPTIONS"]["location"])) == []


def test_a_newer_paper_takes_over_and_the_earlier_stays(today):
    officer = a_province_officer()
    decision = a_decision()
    first = attach(decision, acting_user=officer)
    second = attach(decision, acting_user=officer)

    decision.refresh_from_db()
    assert decision.document == second
    assert Document.objects.filter(pk=first.pk).exists()
    assert AuditEntry.objects.filter(action="document.attached").first().data == {
        "document": second.public_id,
        "earlier": first.public_id,
    }


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html>", b"%PDF-1.4 no end", b""])
def test_what_is_no_paper_is_refused(today, content):
    certificate = a_certificate()

    with pytest.raises(UploadRefused):
        attach(certificate, content=content)

    certificate.refresh_from_db()
    assert certificate.document is None


def test_an_imported_table_is_seen_by_its_province_only(today):
    document = store_document(
        file=io.BytesIO(b"a;b\n1;2\n"), filename="bảng.csv", kinds={"csv"}, acting_user=None
    )
    officer = a_province_officer()
    DecisionImport.objects.create(
        document=document,
        filename="bảng.csv",
        sha256=document.sha256,
        province=officer.memberships.get().organisation.province,
    )

    assert list(documents_for(officer)) == [document]
    assert list(documents_for(a_province_officer("an-giang"))) == []
