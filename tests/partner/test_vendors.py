"""A vendor comes, is verified, and may be suspended."""

import datetime

import pytest

from catalog.partner.models import Partner, Vendor
from catalog.partner.sale import is_open
from catalog.partner.services import VendorRefused, register_vendor, suspend_vendor, verify_vendor
from marketplace.accounts.models import Organisation
from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry
from tests.factories import commune, make_member, make_user, make_vendor, province

pytestmark = pytest.mark.django_db


def register(**values):
    organisation = Organisation.objects.create(name="Hợp tác xã Mỹ Xương")
    return register_vendor(
        **{
            "organisation": organisation,
            "name": "Xoài Mỹ Xương",
            "ships_from": commune(),
            "phone": "+84912345678",
            "email": "ban@example.vn",
        }
        | values
    )


def make_officer(office, *, slug=None, role="officer"):
    body = Organisation.objects.create(
        name="Văn phòng", office=office, province=province(slug) if slug else None
    )
    return make_member(body, role=role)


def test_a_new_vendor_has_its_partner_and_is_not_verified() -> None:
    vendor = register(name="  Xoài  Mỹ Xương ")

    assert (vendor.name, vendor.slug, vendor.state) == ("Xoài Mỹ Xương", "xoai-my-xuong", "draft")
    assert vendor.partner.name == "Xoài Mỹ Xương"
    assert AuditEntry.objects.filter(action="vendor.registered").count() == 1


@pytest.mark.parametrize(
    ("values", "code"), [({"name": " "}, "name"), ({"email": "ban@"}, "email")]
)
def test_a_vendor_needs_a_name_and_a_real_address(values, code) -> None:
    with pytest.raises(VendorRefused) as refusal:
        register(**values)

    assert refusal.value.code == code
    assert not Vendor.objects.exists()


def test_an_organisation_sells_once() -> None:
    vendor = register()

    with pytest.raises(VendorRefused) as refusal:
        register(organisation=vendor.organisation)

    assert refusal.value.code == "exists"
    assert Partner.objects.count() == Vendor.objects.count() == 1


def test_verification_keeps_day_means_and_person(today) -> None:
    vendor, user = register(), make_officer("national")

    verify_vendor(vendor, method="giấy đăng ký kinh doanh", acting_user=user)

    assert vendor.state == "verified"
    assert (vendor.verified_on, vendor.verified_by) == (today, user)
    assert vendor.verification_method == "giấy đăng ký kinh doanh"
    entry = AuditEntry.objects.get(action="vendor.verified")
    assert (entry.actor, entry.object_id) == (user, vendor.public_id)


def test_verification_without_a_means_is_refused() -> None:
    vendor = register()

    with pytest.raises(VendorRefused):
        verify_vendor(vendor, method=" ")

    vendor.refresh_from_db()
    assert vendor.state == "draft"


def test_a_suspended_vendor_comes_back_by_verification() -> None:
    vendor = make_vendor()

    suspend_vendor(vendor, reason="khiếu nại")
    with pytest.raises(IllegalTransition):
        suspend_vendor(vendor, reason="khiếu nại")
    verify_vendor(vendor, method="gặp trực tiếp")

    assert vendor.state == "verified"
    entry = AuditEntry.objects.get(action="vendor.suspended")
    assert entry.data == {"reason": "khiếu nại"}


@pytest.mark.parametrize(
    "stranger",
    [
        make_user,
        lambda: make_officer("province", slug="an-giang"),
        lambda: make_officer("province", slug="dong-thap", role="orders"),
        lambda: make_officer("national", role="content"),
    ],
    ids=["customer", "other province", "clerk", "national helper"],
)
def test_only_the_office_of_the_province_lets_vendors_in(stranger) -> None:
    vendor, user = make_vendor(), stranger()
    organisation = Organisation.objects.create(name="Hợp tác xã", province=province())

    with pytest.raises(NotAllowed):
        register(organisation=organisation, acting_user=user)
    with pytest.raises(NotAllowed):
        verify_vendor(vendor, method="giấy đăng ký kinh doanh", acting_user=user)
    with pytest.raises(NotAllowed):
        suspend_vendor(vendor, reason="khiếu nại", acting_user=user)

    vendor.refresh_from_db()
    assert vendor.state == "verified"
    assert Vendor.objects.count() == 1


def test_of_two_officers_one_moves_a_vendor() -> None:
    vendor = make_vendor(verified=False)
    stale = Vendor.objects.get(pk=vendor.pk)

    suspend_vendor(vendor, reason="khiếu nại")
    with pytest.raises(IllegalTransition):
        verify_vendor(stale, method="gặp trực tiếp")

    vendor.refresh_from_db()
    assert vendor.state == "suspended"


def test_a_suspension_needs_a_reason() -> None:
    vendor = make_vendor()

    with pytest.raises(VendorRefused) as refusal:
        suspend_vendor(vendor, reason=" ")

    assert refusal.value.code == "reason"
    assert vendor.state == "verified"


@pytest.mark.parametrize(
    ("closed_from", "closed_until", "expected"),
    [
        (None, None, True),
        (0, 0, False),
        (1, 3, True),
        (-3, -1, True),
        (None, 0, False),
        (None, -1, True),
        (0, None, False),
        (1, None, True),
    ],
)
def test_closed_days_count_with_both_ends(today, closed_from, closed_until, expected) -> None:
    def day(offset):
        return None if offset is None else today + datetime.timedelta(days=offset)

    vendor = Vendor(closed_from=day(closed_from), closed_until=day(closed_until))

    assert is_open(vendor, on=today) is expected
