"""An order of one vendor, and the people of its shop."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder
from tests.factories import make_member, make_pack, make_vendor
from tests.storefront.factories import make_order


@dataclass(frozen=True)
class Shop:
    vendor: Vendor
    pack: Product
    owner: User
    order: Order

    @property
    def vendor_order(self) -> VendorOrder:
        """Its part of the order, read afresh."""
        return VendorOrder.objects.select_related("vendor", "order").get(
            vendor=self.vendor, order=self.order
        )

    def member(self, role: str) -> User:
        return make_member(self.vendor.organisation, role=role)


@pytest.fixture
def shop(db) -> Shop:
    """A vendor with 20 packs at 62 000 ₫, three of them in a new order."""
    vendor = make_vendor("Vựa xoài Cao Lãnh")
    pack = make_pack(vendor=vendor, price=62_000, stock=20)
    owner = make_member(vendor.organisation)
    return Shop(vendor=vendor, pack=pack, owner=owner, order=make_order((pack, 3)))


@pytest.fixture
def two_shops(db) -> tuple[Shop, Shop]:
    """Two vendors with a part each of one order: two packs at 50 000 ₫ and one at 180 000 ₫."""
    near, far = make_vendor(province_slug="dong-thap"), make_vendor(province_slug="son-la")
    packs = make_pack(vendor=near, price=50_000), make_pack(vendor=far, price=180_000)
    order = make_order((packs[0], 2), (packs[1], 1))
    return (
        Shop(near, packs[0], make_member(near.organisation), order),
        Shop(far, packs[1], make_member(far.organisation), order),
    )


@pytest.fixture(autouse=True)
def _in_vietnamese():
    """Addresses are reversed in the language that an earlier request has left behind, or not."""
    with translation.override("vi"):
        yield
