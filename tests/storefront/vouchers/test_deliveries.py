"""A delivery that costs the buyer nothing: the seller is owed it by whoever promised it."""

import datetime

import pytest

from storefront.ledger.accounts import Account
from storefront.ledger.checking import faults
from storefront.order.services import cancel_order
from storefront.payers import Payer
from storefront.refunds.services import Wanted, propose_refund
from storefront.shipping.models import FreeDelivery
from storefront.shipping.tariffs import forget
from storefront.vendors.models import VendorOrder
from storefront.vouchers.report import owed_by
from tests.factories import make_pack, province
from tests.storefront.ledger.books import (
    balances,
    deliver,
    every_posting_sums_to_zero,
    open_balances,
    part_of,
)
from tests.storefront.transfers.factories import owner_of
from tests.storefront.vouchers.test_using import order_with

pytestmark = pytest.mark.django_db

PAYERS = [(Payer.PROVINCE, Account.DISCOUNT_PROVINCE), (Payer.PLATFORM, Account.DISCOUNT_PLATFORM)]


@pytest.fixture(params=PAYERS)
def paid(request):
    """A confirmed order whose delivery this payer pays; its part and the payer's account."""
    payer, account = request.param
    FreeDelivery.objects.create(
        payer=payer,
        province=province("dong-thap") if payer == Payer.PROVINCE else None,
        free_from=50_000,
        valid_from=datetime.date(2026, 1, 1),
    )
    forget()
    part = part_of(order_with(packs=[(make_pack(price=60_000), 2)]))
    yield part, account
    forget()


def test_the_seller_is_owed_the_whole_delivery(paid) -> None:
    part, account = paid
    aid = part.order.frozen_terms["carriage"][part.vendor.public_id]["full"]

    assert (part.shipping_charge, part.delivery_aid, part.total) == (0, aid, 120_000)
    assert aid > 0
    assert balances(vendor_order=part) == {
        Account.BUYER: 120_000,
        Account.VENDOR: -120_000,
        Account.SHIPPING: -aid,
        account: aid,
    }
    where = province("dong-thap") if account == Account.DISCOUNT_PROVINCE else None
    assert [one.owed for one in owed_by(province=where)] == [aid]
    assert faults() == []


def test_units_that_go_back_with_their_delivery_give_the_payer_its_share(paid) -> None:
    part, account = paid
    deliver(part)
    for number, quantity in enumerate((1, 1)):
        propose_refund(
            vendor_order=VendorOrder.objects.get(pk=part.pk),
            wanted=[Wanted(part.lines.get().pk, quantity)],
            with_shipping=True,
            reason="Hỏng",
            form_key=str(number),
            acting_user=owner_of(part.vendor),
        )

    back = balances(vendor_order=part, posting__kind="refund")
    assert back[account] == -part.delivery_aid
    assert back[Account.BUYER] == -120_000
    assert back[Account.SHIPPING] == part.delivery_aid
    assert every_posting_sums_to_zero()
    assert faults() == []


def test_a_cancelled_order_owes_nobody(paid) -> None:
    part, _account = paid

    cancel_order(order=part.order)

    assert open_balances() == {}
