"""The vendor's page of refunds, its walls, and what the buyer's page says."""

import pytest
from django.urls import reverse
from django.utils import translation

from storefront.order.models import Line
from storefront.refunds.models import Refund
from storefront.vendors.models import VendorOrder
from tests.factories import make_member, make_pack, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.refunds.shops import bring, part_of, propose
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def part() -> VendorOrder:
    """Three packs, delivered and paid at the door."""
    vendor = make_vendor()
    found = part_of(make_order((make_pack(vendor=vendor, price=62_000, stock=20), 3)))
    return bring(found, "delivered", by=owner_of(vendor))


def address(part: VendorOrder, refund: Refund | None = None) -> str:
    ids = {"vendor_id": part.vendor.public_id, "order_id": part.public_id}
    if refund is None:
        return reverse("refunds:refund", kwargs=ids)
    return reverse("refunds:decide", kwargs=ids | {"refund_id": refund.public_id})


def typed(part: VendorOrder, quantity: str, **more: str) -> dict[str, str]:
    line = Line.objects.get(vendor_order=part)
    values = {
        f"line-{line.pk}-quantity": quantity,
        f"line-{line.pk}-reduction": "",
        "reason": "Vỡ khi đến nơi",
        "with_shipping": "on",
        "form_key": "abcdefghij",
    }
    return values | more


def test_the_owner_refunds_on_the_page_and_the_buyer_reads_it_line_by_line(client, part):
    client.force_login(owner_of(part.vendor))
    title = Line.objects.get(vendor_order=part).title

    page = client.get(address(part)).content.decode()
    answer = client.post(address(part), typed(part, "1"), follow=True)

    assert title in page
    assert "Đã hoàn; người mua sẽ nhận thư." in answer.content.decode()
    refund = Refund.objects.get()
    assert refund.state == "approved"
    client.logout()
    buyers = client.get(f"/en/order/{part.order.token}/").content.decode()
    assert "Money back" in buyers
    assert f'1 × <span lang="vi">{title}</span>' in buyers
    assert f"{part.vendor.name} pays it back to you" in buyers


def test_what_cannot_be_is_said_above_the_form_with_what_was_typed(client, part):
    client.force_login(owner_of(part.vendor))

    many = client.post(address(part), typed(part, "4"))
    none = client.post(address(part), typed(part, "0"))
    silent = client.post(address(part), typed(part, "1", reason=""))

    assert [one.status_code for one in (many, none, silent)] == [422, 422, 422]
    assert "Bạn hãy ghi hoàn món nào, bao nhiêu." in none.content.decode()
    assert not Refund.objects.exists()


def test_a_clerks_proposal_is_approved_by_the_owners_button(client, part, settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    client.force_login(make_member(part.vendor.organisation, role="orders"))
    client.post(address(part), typed(part, "1"))
    refund = Refund.objects.get()
    forbidden = client.post(address(part, refund), {"to": "approved"})
    assert (forbidden.status_code, refund.state) == (403, "proposed")

    client.force_login(owner_of(part.vendor))
    client.post(address(part, refund), {"to": "approved"})
    client.post(address(part, refund), {"to": "settled", "proof": "đưa tận tay"})

    refund.refresh_from_db()
    assert refund.state == "settled"


def test_a_proposal_is_declined_with_a_note(client, part, settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    refund = propose(part, (1, 0), by=make_member(part.vendor.organisation, role="orders"))
    client.force_login(owner_of(part.vendor))

    client.post(address(part, refund), {"to": "declined", "note": "còn nguyên"})
    odd = client.post(address(part, refund), {"to": "nonsense"}, follow=True)

    refund.refresh_from_db()
    assert (refund.state, refund.note) == ("declined", "còn nguyên")
    assert odd.status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_shops_owner_finds_nothing_and_changes_nothing(client, part, method, settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    refund = propose(part, (1, 0), by=make_member(part.vendor.organisation, role="orders"))
    stranger = owner_of(make_vendor())
    mine = part_of(make_order(make_pack(vendor=stranger.memberships.get().organisation.vendor)))
    client.force_login(stranger)
    data = typed(part, "1") | {"to": "approved"}
    vendor_id = mine.vendor.public_id
    foreign = [
        address(part),
        address(part, refund),
        reverse("refunds:refund", args=[vendor_id, part.public_id]),
        reverse("refunds:decide", args=[vendor_id, part.public_id, refund.public_id]),
        reverse("refunds:decide", args=[vendor_id, mine.public_id, refund.public_id]),
    ]

    answers = [getattr(client, method)(path, data).status_code for path in foreign]

    expected = [404] * 5 if method == "post" else [404, 405, 404, 405, 405]
    assert answers == expected
    refund.refresh_from_db()
    assert (refund.state, Refund.objects.count()) == ("proposed", 1)


def test_an_officer_reads_and_a_content_helper_does_not(client, part):
    client.force_login(make_member(part.vendor.organisation, role="officer"))
    read = client.get(address(part))
    written = client.post(address(part), typed(part, "1"))
    client.force_login(make_member(part.vendor.organisation, role="content"))
    hidden = client.get(address(part))

    assert (read.status_code, written.status_code, hidden.status_code) == (200, 403, 403)
    assert '<button class="button" type="submit">Hoàn tiền</button>' not in read.content.decode()
    assert not Refund.objects.exists()


def test_the_page_asks_the_same_few_questions_however_many_lines(
    client, django_assert_max_num_queries
):
    vendor = make_vendor()
    packs = [make_pack(vendor=vendor) for _ in range(6)]
    part = bring(part_of(make_order(*packs)), "delivered", by=owner_of(vendor))
    for _ in range(3):
        propose(part, (0, 100), by=owner_of(vendor))
    client.force_login(owner_of(vendor))

    with django_assert_max_num_queries(14):
        assert client.get(address(part)).status_code == 200
