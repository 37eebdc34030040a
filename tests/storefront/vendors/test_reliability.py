"""How matching knows of a vendor whether it kept its word."""

import pytest

from search.matching.record import records_of
from search.matching.supply_columns import load_supplies
from storefront.vendors.models import VendorOrder
from tests.factories import make_member, make_pack, make_user, make_vendor
from tests.search.matching.made import make_supply
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db


def over(vendor, status, *, by=None):
    """An order of the vendor that has ended so."""
    order = make_order((make_pack(vendor=vendor), 1))
    part = VendorOrder.objects.get(order=order)
    part.events.create(status=status, actor=by)
    VendorOrder.objects.filter(pk=part.pk).update(status=status)


def test_what_was_delivered_is_kept_and_what_the_vendor_called_off_is_not():
    vendor, other = make_vendor(), make_vendor()
    clerk = make_member(vendor.organisation)
    over(vendor, "delivered", by=clerk)
    over(vendor, "delivered", by=clerk)
    over(vendor, "cancelled", by=clerk)

    assert records_of([vendor.pk, other.pk]) == {vendor.pk: (3, 2)}


@pytest.mark.parametrize("status", ["new", "shipped", "expired", "cancelled"])
def test_what_goes_on_and_what_the_buyer_ended_says_nothing(status):
    vendor = make_vendor()
    over(vendor, status, by=make_user())

    assert records_of([vendor.pk]) == {}


def test_all_vendors_are_asked_for_at_once(django_assert_num_queries):
    vendors = [make_vendor() for _number in range(3)]

    with django_assert_num_queries(1):
        records_of([vendor.pk for vendor in vendors])


def test_matching_reads_the_record(today):
    supply = make_supply()
    over(supply.vendor, "delivered")

    columns = load_supplies([supply.pk], on=today)

    assert (columns.promised.tolist(), columns.kept.tolist()) == ([1], [1])
