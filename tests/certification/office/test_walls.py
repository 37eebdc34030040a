"""Who comes in at all."""

import pytest
from django.test import Client

from catalog.catalogue.moderation import may_review
from catalog.certification.decisions.importing import import_decision
from catalog.certification.models import DecisionImport
from catalog.certification.permissions import may_decide
from marketplace.accounts.models import Organisation
from marketplace.accounts.selectors import provinces_for, writes_for_office, writes_for_province
from marketplace.kernel.errors import NotAllowed
from tests.certification.factories import (
    a_certificate,
    a_member,
    a_producer,
    a_province,
    a_province_officer,
)
from tests.certification.office.conftest import a_list, signed_in

pytestmark = pytest.mark.django_db
PAGES = [
    "",
    "import/",
    "imports/",
    "worklist/",
    "certificates/",
    "listings/",
    "vendors/",
    "vendors/new/",
]


@pytest.mark.parametrize("page", PAGES)
def test_only_offices_come_in(page, office, national_office):
    member = signed_in(a_member(a_producer().organisation, "p@p.example"))

    assert Client().get(f"/office/{page}").status_code == 302
    assert member.get(f"/office/{page}").status_code == 403
    assert office.get(f"/office/{page}").status_code == 200
    assert national_office.get(f"/office/{page}").status_code == 200
    assert office.get(f"/en/office/{page}").status_code == 200


def test_certificates_of_another_province_are_not_found(office, other_office):
    certificate = a_certificate()
    address = f"/office/certificates/{certificate.code}/"
    move = {"move": "suspend", "effective_on": "2026-11-20", "reference": "12/UBND"}

    assert office.get(address).status_code == 200
    assert other_office.get(address).status_code == 404
    assert other_office.post(address, move).status_code == 404
    assert certificate.events.count() == 1
    assert certificate.code not in other_office.get("/office/certificates/").content.decode()


@pytest.mark.parametrize("role", ["orders", "content"])
@pytest.mark.parametrize("kind", ["province", "national"])
def test_clerks_and_helpers_of_an_office_read_and_do_not_write(role, kind, today):
    province = a_province() if kind == "province" else None
    office = Organisation.objects.create(name="Văn phòng", office=kind, province=province)
    helper = signed_in(a_member(office, "helper@office.example", role))
    certificate = a_certificate()
    address = f"/office/certificates/{certificate.code}/"
    move = {"move": "suspend", "effective_on": "2026-11-20", "reference": "12/UBND"}

    assert all(helper.get(f"/office/{page}").status_code == 200 for page in PAGES)
    assert helper.get(address).status_code == 200
    assert 'type="file"' not in helper.get("/office/import/").content.decode()
    assert helper.post(address, move).status_code == 403
    assert helper.post("/office/import/", {}).status_code == 403
    assert certificate.events.count() == 1


@pytest.mark.parametrize(
    ("role", "writes"), [("owner", True), ("officer", True), ("orders", False), ("content", False)]
)
def test_only_an_offices_owners_and_officers_write_in_its_books(role, writes):
    office = Organisation.objects.create(name="Văn phòng", office="province", province=a_province())
    user = a_member(office, "somebody@office.example", role)
    certificate = a_certificate()

    assert may_decide(user, certificate) is writes
    assert may_review(user, certificate.product) is writes
    assert writes_for_office(user) is writes
    assert list(provinces_for(user)) == [a_province()]


def test_an_officer_of_one_province_who_helps_in_another_writes_in_the_first_only():
    offices = [
        Organisation.objects.create(name=slug, office="province", province=a_province(slug))
        for slug in ("an-giang", "dong-thap")
    ]
    user = a_member(offices[0], "both@office.example", "officer")
    a_member(offices[1], "both@office.example", "content")

    assert writes_for_province(user, a_province("an-giang").pk)
    assert not writes_for_province(user, a_province("dong-thap").pk)
    assert not writes_for_province(user, None)


def test_an_import_for_another_province_is_refused_by_the_service(tmp_path):
    path = a_list(tmp_path / "a.xlsx", [1, "Xoài", "HTX Xoài", "Xã Mỹ Thọ", 4])

    with pytest.raises(NotAllowed):
        import_decision(
            path=path, province=a_province("an-giang"), acting_user=a_province_officer("dong-thap")
        )

    assert not DecisionImport.objects.exists()
