"""Supplies for the tests of the directory."""

import datetime

from catalog.partner.models import Vendor
from catalog.supply.models import Capacity, Supply, SupplyTier
from catalog.supply.suppliers import months_from
from marketplace.kernel.clock import today
from tests.factories import make_producer, make_product, make_vendor

#: A supply that passes every check.
READY = {
    "has_barcode": True,
    "shelf_life_days": 180,
    "has_e_invoice": True,
    "has_retail_packaging": True,
}


def offer(product, vendor, *, months=(), tiers=(), **values) -> Supply:
    """A supply in kg; ``months``: what each calendar month has, the present one first."""
    values = {"unit": "kg", "minimum_quantity": 100, "lead_time_days": 3} | values
    supply = Supply.objects.create(vendor=vendor, product=product, **values)
    for month, amount in zip(months_from(today(), len(months)), months, strict=True):
        Capacity.objects.create(supply=supply, month=month, quantity=amount)
    for quantity, price in tiers:
        SupplyTier.objects.create(supply=supply, from_quantity=quantity, unit_price=price)
    return supply


def ready(**values):
    """Columns of a supply that passes every check today, but for what ``values`` say."""
    return READY | {"tested_on": today() - datetime.timedelta(days=30)} | values


def maker(name, *, province="dong-thap", title="", star=4, **product) -> Vendor:
    """A producer that sells by itself, with one certified product."""
    producer = make_producer(name, province_slug=province)
    make_product(title or f"Xoài của {name}", producer=producer, star=star, **product)
    return make_vendor(name, province_slug=province, organisation=producer.organisation)


def product_of(vendor):
    return vendor.organisation.producer.products.get()
