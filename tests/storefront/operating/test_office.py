"""The operators' office: who comes in, what waits, refunds decided once."""

import pytest
from django.contrib.auth.models import Permission

from marketplace.accounts.models import User
from marketplace.kernel.models import AuditEntry
from storefront.refunds.models import Refund
from tests.factories import make_member, make_pack, make_user, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.refunds.shops import bring, part_of, propose
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db
HOME = "/en/office/market/"
REFUNDS = f"{HOME}refunds/"


@pytest.fixture(autouse=True)
def _everything_needs_approval(settings):
    settings.REFUND_APPROVAL_ABOVE = 0


def operator(*codenames: str) -> User:
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def proposed(quantity: int = 2) -> Refund:
    vendor = make_vendor()
    part = part_of(make_order((make_pack(vendor=vendor), quantity)))
    bring(part, "delivered", by=owner_of(vendor))
    return propose(part, (1, 0), by=make_member(vendor.organisation, role="orders"))


def test_the_office_shows_the_rooms_that_one_may_enter_with_what_waits(client):
    proposed()
    proposed()
    client.force_login(operator("change_payment"))

    page = client.get(HOME).content.decode()

    assert "2 things wait for you." in page
    assert f'href="{REFUNDS}"' in page
    assert 'href="/en/office/money/"' in page
    assert 'href="/en/payouts/"' not in page


def test_who_has_no_room_comes_not_in(client):
    refund = proposed()
    for user in (make_user(), operator(), owner_of(refund.vendor_order.vendor)):
        client.force_login(user)
        assert client.get(HOME).status_code == 403
        assert client.get(REFUNDS).status_code == 403
        decided = client.post(f"{REFUNDS}{refund.public_id}/", {"to": "approved"})
        assert decided.status_code == 403
    client.force_login(operator("view_payoutrun"))
    assert client.get(HOME).status_code == 200
    assert client.get(REFUNDS).status_code == 403
    refund.refresh_from_db()
    assert refund.state == "proposed"


def test_a_session_without_the_second_factor_is_refused(client, settings):
    client.force_login(operator("change_payment"))
    settings.STAFF_SECOND_FACTOR_REQUIRED = True

    assert client.get(REFUNDS).status_code in (302, 403)


def test_a_refund_is_approved_once_however_often_it_is_pressed(client):
    refund, user = proposed(), operator("change_payment")
    client.force_login(user)
    page = client.get(REFUNDS).content.decode()
    assert refund.vendor_order.number in page
    assert refund.reason in page

    for _press in range(2):
        client.post(f"{REFUNDS}{refund.public_id}/", {"to": "approved"})

    refund.refresh_from_db()
    assert (refund.state, refund.decided_by) == ("approved", user)
    assert AuditEntry.objects.filter(action="refund.approved").count() == 1
    assert "No refund waits for you" in client.get(REFUNDS).content.decode()


def test_a_refund_is_declined_with_a_reason_and_settled_by_nobody_here(client):
    refund = proposed()
    client.force_login(operator("change_payment"))

    client.post(f"{REFUNDS}{refund.public_id}/", {"to": "settled", "proof": "FT1"})
    refund.refresh_from_db()
    assert refund.state == "proposed"
    client.post(f"{REFUNDS}{refund.public_id}/", {"to": "declined", "note": "Chưa có ảnh"})

    refund.refresh_from_db()
    assert (refund.state, refund.note) == ("declined", "Chưa có ảnh")
    assert client.post(f"{REFUNDS}nothere/", {"to": "approved"}).status_code == 404


def test_the_list_asks_no_more_for_more_refunds(client, django_assert_max_num_queries):
    client.force_login(operator("change_payment"))
    proposed()
    client.get(REFUNDS)
    with django_assert_max_num_queries(30) as few:
        client.get(REFUNDS)
    proposed()
    proposed()
    with django_assert_max_num_queries(len(few)):
        client.get(REFUNDS)


def test_the_records_lead_to_the_office_for_those_who_may_enter(client):
    user = operator("change_payment", "view_payment")
    client.force_login(user)
    assert HOME.removeprefix("/en") in client.get("/django-admin/").content.decode()
    client.force_login(operator("view_user"))
    assert HOME.removeprefix("/en") not in client.get("/django-admin/").content.decode()
