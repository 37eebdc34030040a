"""Vendors come in through the office: registered, verified, suspended."""

import pytest

from catalog.partner.models import Vendor
from marketplace.accounts.models import Membership
from marketplace.kernel.models import AuditEntry
from tests.certification.factories import a_member, a_province_officer
from tests.certification.office.conftest import signed_in
from tests.factories import commune, make_member, make_producer, make_user, make_vendor

pytestmark = pytest.mark.django_db


def shop_of(owner_email: str, **values) -> dict:
    return {
        "name": "Xoài Mỹ Xương",
        "ships_from": commune().pk,
        "street": "12 Nguyễn Huệ",
        "phone": "0912 345 678",
        "email": "ban@example.vn",
        "owner": owner_email,
    } | values


def address_of(vendor: Vendor, step: str = "") -> str:
    return f"/office/vendors/{vendor.public_id}/{step}"


def test_an_officer_registers_the_shop_of_a_producer(office):
    producer, owner = make_producer("HTX Xoài Mỹ Xương"), make_user("chu@example.vn")
    address = f"/office/vendors/new/{producer.public_id}/"

    choice = office.get("/office/vendors/new/?q=xoai my xuong").content.decode()
    form = office.get(address)
    answer = office.post(address, shop_of("Chu@example.vn"))

    assert address in choice
    assert form.status_code == 200
    vendor = Vendor.objects.get()
    assert answer["Location"] == address_of(vendor)
    assert (vendor.organisation, vendor.state) == (producer.organisation, "draft")
    assert (vendor.name, vendor.phone) == ("Xoài Mỹ Xương", "+84912345678")
    assert vendor.ships_from == commune()
    assert Membership.objects.get(user=owner).role == "owner"
    entry = AuditEntry.objects.get(action="vendor.registered")
    assert (entry.actor.email, entry.object_id) == ("officer@dong-thap.example", vendor.public_id)
    assert AuditEntry.objects.get(action="membership.added").actor == entry.actor
    assert address not in office.get("/office/vendors/new/").content.decode()
    assert office.get(address).status_code == 404


def test_the_owner_has_an_account_with_a_confirmed_address(office):
    address = f"/en/office/vendors/new/{make_producer().public_id}/"
    waiting = make_user("waiting@example.vn")
    waiting.emailaddress_set.update(verified=False)

    pages = [
        office.post(address, shop_of(email)).content.decode()
        for email in ("nobody@example.vn", "waiting@example.vn")
    ]

    assert all("Nobody has signed up and confirmed this e-mail yet." in page for page in pages)
    assert not Vendor.objects.exists()


def test_the_office_puts_nobody_beside_an_owner(office):
    producer = make_producer()
    make_member(producer.organisation, role="owner")
    make_user("stranger@example.vn")

    page = office.post(
        f"/en/office/vendors/new/{producer.public_id}/", shop_of("stranger@example.vn")
    ).content.decode()

    assert "This organisation has an owner already" in page
    assert not Vendor.objects.exists()
    assert producer.organisation.memberships.count() == 1


@pytest.mark.parametrize("values", [{"phone": "12"}, {"phone": "x"}, {"ships_from": "elsewhere"}])
def test_a_shop_needs_a_phone_and_a_commune_of_the_province(values, office):
    make_user("chu@example.vn")
    if "ships_from" in values:
        values = {"ships_from": commune("an-giang").pk}

    answer = office.post(
        f"/office/vendors/new/{make_producer().public_id}/", shop_of("chu@example.vn", **values)
    )

    assert answer.status_code == 200
    assert not Vendor.objects.exists()


def test_an_officer_verifies_and_suspends(office, today):
    vendor = make_vendor(verified=False)

    page = office.get(address_of(vendor)).content.decode()
    office.post(address_of(vendor, "verify/"), {"seen": "draft", "method": "giấy ĐKKD 12"})
    vendor.refresh_from_db()
    verified = (vendor.state, vendor.verified_on, vendor.verification_method)
    office.post(address_of(vendor, "suspend/"), {"seen": "verified", "reason": "khiếu nại"})
    vendor.refresh_from_db()

    assert address_of(vendor, "verify/") in page
    assert verified == ("verified", today, "giấy ĐKKD 12")
    assert vendor.verified_by.email == "officer@dong-thap.example"
    assert vendor.state == "suspended"
    assert AuditEntry.objects.get(action="vendor.suspended").data == {"reason": "khiếu nại"}


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("verify/", {"seen": "draft", "method": " "}),
        ("suspend/", {"seen": "draft", "reason": ""}),
        ("verify/", {"seen": "king", "method": "giấy ĐKKD"}),
    ],
)
def test_neither_goes_without_its_words(step, data, office):
    vendor = make_vendor(verified=False)

    answer = office.post(address_of(vendor, step), data)

    vendor.refresh_from_db()
    assert (answer.status_code, vendor.state) == (200, "draft")


def test_a_stale_page_does_not_lift_a_suspension(office):
    vendor = make_vendor(verified=False)
    office.post(address_of(vendor, "suspend/"), {"seen": "draft", "reason": "khiếu nại"})

    office.post(address_of(vendor, "verify/"), {"seen": "draft", "method": "giấy ĐKKD"})

    vendor.refresh_from_db()
    assert vendor.state == "suspended"


def test_a_vendor_of_another_province_is_not_found(office, other_office, national_office):
    vendor, producer = make_vendor("Xoài ở đây"), make_producer()
    suspension = {"seen": "verified", "reason": "x"}

    assert "Xoài ở đây" in office.get("/office/vendors/?q=xoai o").content.decode()
    assert "Xoài ở đây" not in office.get("/office/vendors/?q=chanh").content.decode()
    assert "Xoài ở đây" in national_office.get("/office/vendors/").content.decode()
    assert "Xoài ở đây" not in other_office.get("/office/vendors/").content.decode()
    assert other_office.get(address_of(vendor)).status_code == 404
    assert other_office.post(address_of(vendor, "suspend/"), suspension).status_code == 404
    assert other_office.get(f"/office/vendors/new/{producer.public_id}/").status_code == 404
    vendor.refresh_from_db()
    assert vendor.state == "verified"


@pytest.mark.parametrize("role", ["orders", "content"])
def test_a_helper_of_the_office_sees_vendors_and_changes_none(role, office):
    own = a_province_officer().memberships.get().organisation
    helper = signed_in(a_member(own, "helper@office.example", role))
    vendor, producer = make_vendor(), make_producer()
    make_user("chu@example.vn")

    page = helper.get(address_of(vendor))

    assert page.status_code == 200
    assert address_of(vendor, "suspend/") not in page.content.decode()
    new = f"/office/vendors/new/{producer.public_id}/"
    assert helper.post(new, shop_of("chu@example.vn")).status_code == 403
    for step, data in (("verify/", {"method": "x"}), ("suspend/", {"reason": "x"})):
        answer = helper.post(address_of(vendor, step), {"seen": "verified", **data})
        assert answer.status_code == 403
    vendor.refresh_from_db()
    assert vendor.state == "verified"
