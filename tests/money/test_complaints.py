"""What people complain of at other marketplaces, tried here; docs/promises.md has the whole list."""

import pytest
from django.urls import reverse

from catalog.partner.services import suspend_vendor, verify_vendor
from marketplace.kernel.clock import today
from storefront.checkout.services import LinesRefused
from storefront.order.mail import compose
from storefront.order.models import OrderMail
from storefront.payment.models import Payment
from storefront.vendors.models import VendorOrder
from tests.concurrency.buyers import ordering
from tests.factories import make_member, make_pack, make_vendor
from tests.storefront.cards.world import World
from tests.storefront.factories import make_basket
from tests.storefront.refunds.shops import bring, propose
from tests.storefront.transfers.factories import owner_of

#: Basis points whose amounts appear in no price.
COMMISSION = 777


def parts_of(order) -> list[VendorOrder]:
    parts = VendorOrder.objects.filter(order=order).select_related("vendor__organisation", "order")
    return list(parts.order_by("pk"))


def page_of(client, part) -> str:
    """The order's page in its vendor's workspace."""
    client.force_login(owner_of(part.vendor))
    args = [part.vendor.public_id, part.public_id]
    return client.get(reverse("vendors:order", args=args)).content.decode()


@pytest.fixture
def paid(world: World, settings):
    """An order of two vendors, paid by card."""
    settings.COMMISSION_BASIS_POINTS = COMMISSION
    order = world.place()
    world.pay(order)
    assert world.tell().status_code == 200
    order.refresh_from_db()
    return order


def test_a_split_order_that_is_paid_is_paid_for_each_vendor_the_buyer_and_the_operators(
    paid, world, client, admin_client
):
    received = str(Payment.State.CAPTURED.label)

    for part in parts_of(paid):
        now, _history = page_of(client, part).split('id="history"')
        assert "chờ thanh toán" not in now.lower()
        assert part.status == "new"
    client.logout()
    bought = client.get(paid.get_absolute_url()).content.decode()
    assert received in bought
    assert "chờ thanh toán" not in bought.lower()
    office = admin_client.get("/office/money/")
    assert office.status_code == 200
    assert paid.number not in office.content.decode()  # where the two sides disagree


def test_every_part_of_a_split_order_can_be_sent(paid):
    for part in parts_of(paid):
        bring(part, "delivered", by=owner_of(part.vendor))

    paid.refresh_from_db()
    assert paid.status == "completed"


def test_a_commission_is_read_by_its_own_seller_alone(paid, client):
    """Neither the buyer nor the other seller of the order learns what a seller is charged."""
    one, other = parts_of(paid)
    amounts = {
        part: f"{round(part.goods_total * COMMISSION / 10_000):,}".replace(",", ".")
        for part in (one, other)
    }
    page = page_of(client, other)
    month = [other.vendor.public_id, f"{today():%Y-%m}"]
    statement = client.get(reverse("ledger:month", args=month))
    client.logout()
    bought = client.get(paid.get_absolute_url()).content.decode()
    mails = [compose(mail) for mail in OrderMail.objects.filter(order=paid)]

    for text in (bought, page, *(mail.body for mail in mails)):
        assert amounts[one] not in text
        assert "7,77" not in text
    assert amounts[one] not in statement.content.decode()
    assert amounts[other] in statement.content.decode()


def test_what_went_back_is_told_as_gone_back_to_buyer_and_vendor(paid, world, client):
    part = parts_of(paid)[1]
    bring(part, "delivered", by=owner_of(part.vendor))
    refund = propose(part, (1, 0), by=owner_of(part.vendor))
    world.work()
    refund.refresh_from_db()
    amount = f"{refund.total:,}".replace(",", ".")

    client.force_login(owner_of(part.vendor))
    args = [part.vendor.public_id, part.public_id]
    desk = client.get(reverse("refunds:refund", args=args)).content.decode()
    client.logout()
    bought = client.get(paid.get_absolute_url()).content.decode()

    assert refund.state == "settled"
    assert amount in desk
    assert refund.get_state_display() in desk
    assert amount in bought


def test_the_same_event_by_two_registrations_counts_once_and_an_unsigned_one_never(world):
    """A second endpoint at the provider has a secret of its own: what it signs is not taken."""
    order = world.place()
    world.pay(order)

    assert world.tell(secret="whsec_of_the_second").status_code == 400
    assert world.tell().content == b"paid\n"
    assert world.tell().content == b"known\n"
    assert OrderMail.objects.filter(order=order, kind="confirmed", vendor_order=None).count() == 1


@pytest.mark.django_db
def test_a_seller_who_was_suspended_and_came_back_sells_again():
    vendor = make_vendor()
    pack = make_pack(vendor=vendor, stock=5)
    order = ordering(make_basket(pack))
    suspend_vendor(vendor, reason="khiếu nại")
    with pytest.raises(LinesRefused):
        order()

    verify_vendor(vendor, method="gặp trực tiếp")

    assert order().total == 62_000 + order().shipping_total


@pytest.mark.django_db
def test_a_seller_sees_all_of_its_products(client):
    vendor = make_vendor()
    packs = {make_pack(vendor=vendor).public_id for _number in range(11)}
    client.force_login(make_member(vendor.organisation))

    rows = client.get(reverse("shelf:grid", args=[vendor.public_id])).context["rows"]

    assert {row.pack.product.public_id for row in rows} == packs
