"""Two refunds of one order at the same moment, and a refund against the order's end."""

import pytest

from storefront.order.reconciliation import disagreements
from storefront.refunds.deciding import approve_refund
from storefront.refunds.errors import RefundRefused
from storefront.refunds.models import LineBalance, Refund
from storefront.transfers.models import Transfer
from storefront.vendors.services import move_vendor_order
from tests.concurrency.threads import at_once
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_order
from tests.storefront.refunds.shops import bring, paid_order, part_of, propose
from tests.storefront.transfers.factories import make_account, owner_of

ROUNDS = 3


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    request.getfixturevalue(request.param)


def test_of_two_refunds_of_all_units_at_once_one_is_made(database):
    vendor = make_vendor()
    owner = owner_of(vendor)
    for _round in range(ROUNDS):
        part = part_of(make_order((make_pack(vendor=vendor, stock=20), 3)))
        bring(part, "delivered", by=owner)
        before = Refund.objects.count()

        answers = at_once([lambda part=part: propose(part_of(part.order), (2, 0), by=owner)] * 4)

        made = [one for one in answers if isinstance(one, Refund)]
        refused = [one for one in answers if isinstance(one, RefundRefused)]
        assert (len(made), len(refused)) == (1, 3), answers
        assert Refund.objects.count() == before + 1
        assert LineBalance.objects.get(line__vendor_order=part).back_quantity == 2


def test_one_form_sent_at_once_and_one_approval_by_two_hands_are_one(database, settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    vendor = make_vendor()
    owner, clerk = owner_of(vendor), make_member(vendor.organisation, role="orders")
    for _round in range(ROUNDS):
        pack = make_pack(vendor=vendor, stock=20)
        part = part_of(make_order((pack, 3)))
        bring(part, "delivered", by=owner)

        sent = at_once(
            [
                lambda part=part: propose(
                    part_of(part.order), (1, 0), by=clerk, form_key="abcdefgh", restock=True
                )
            ]
            * 3
        )
        assert len({one.pk for one in sent}) == 1
        approved = at_once(
            [
                lambda part=part: approve_refund(
                    refund=Refund.objects.select_related("vendor_order__vendor__organisation").get(
                        vendor_order=part
                    ),
                    acting_user=owner,
                )
            ]
            * 3
        )

        assert [one.state for one in approved] == ["approved"] * 3
        assert stock_of(pack).num_in_stock == 20 - 3 + 1


def test_a_refund_and_the_call_off_at_once_owe_all_of_it_and_no_more(database):
    vendor = make_vendor()
    make_account(vendor)
    owner = owner_of(vendor)
    for _round in range(ROUNDS):
        pack = make_pack(vendor=vendor, stock=20)
        part = paid_order((pack, 3))

        at_once(
            [
                lambda part=part: propose(part_of(part.order), (1, 0), by=owner, restock=True),
                lambda part=part: move_vendor_order(
                    part_of(part.order), to="cancelled", acting_user=owner, note="hết hàng"
                ),
            ]
        )

        assert Transfer.objects.get(vendor_order=part).owed == part.total
        assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (20, 0)
        assert disagreements() == []
