"""Who comes in at all."""

import pytest
from django.test import Client

from tests.certification.factories import a_certificate, a_member, a_producer
from tests.certification.office.conftest import signed_in

pytestmark = pytest.mark.django_db
PAGES = ["", "import/", "imports/", "worklist/", "certificates/", "listings/"]


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
