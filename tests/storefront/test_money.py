"""Whatever lies in a basket: lines + delivery = total = payment = the vendors' parts (truth 4)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.partner.models import StockRecord
from marketplace.kernel.ids import new_token
from marketplace.kernel.money import vat_included
from storefront.checkout.services import place_order
from storefront.order.models import Line, Order
from storefront.payment.models import Payment
from storefront.vendors.models import VendorOrder
from tests.factories import make_pack, make_vendor, stock_of
from tests.storefront.factories import BUYER, destination, make_basket, make_order

pytestmark = pytest.mark.django_db

PLACES = ("dong-thap", "son-la", "ha-noi")
VAT = ("standard", "reduced", "not_subject", "direct")


@pytest.fixture
def shelves(db) -> list:
    """Twelve packs: three vendors in three regions, four classes of VAT each."""
    return [
        make_pack(vendor=vendor, stock=100_000, vat_class=vat_class)
        for vendor in [make_vendor(province_slug=slug) for slug in PLACES]
        for vat_class in VAT
    ]


@given(
    choices=st.dictionaries(
        st.integers(0, len(PLACES) * len(VAT) - 1),
        st.tuples(st.integers(1, 9_999_999), st.integers(1, 99)),
        min_size=1,
        max_size=6,
    ),
    place=st.sampled_from(PLACES),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_books_of_any_order_add_up(shelves, choices, place) -> None:
    chosen = []
    for index, (price, quantity) in choices.items():
        pack = shelves[index]
        StockRecord.objects.filter(product=pack).update(price=price)
        chosen.append((pack, quantity))
    expected = sum(price * quantity for price, quantity in choices.values())

    order = place_order(
        basket=make_basket(*chosen),
        address=destination(place),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=None,
        provider="cod",
        checkout_key=new_token(),
        language="vi",
    )

    lines = list(Line.objects.filter(order=order))
    parts = list(VendorOrder.objects.filter(order=order))
    assert order.goods_total == expected == sum(line.line_price_incl_tax for line in lines)
    assert order.total == order.goods_total + order.shipping_total
    assert order.total == sum(part.total for part in parts) == order.total_incl_tax
    assert order.total == Payment.objects.get(order=order).amount
    for part in parts:
        own = [line for line in lines if line.vendor_order_id == part.pk]
        assert part.goods_total == sum(line.line_price_incl_tax for line in own)
        assert own
    for line in lines:
        assert line.line_price_excl_tax == line.line_price_excl_tax.to_integral_value()
        rate = Decimal(line.tax_code.split()[1].rstrip("%"))
        tax = vat_included(int(line.line_price_incl_tax), rate_percent=rate)
        assert line.line_price_incl_tax - line.line_price_excl_tax == tax
    assert order.total_excl_tax == order.shipping_total + sum(
        line.line_price_excl_tax for line in lines
    )


@pytest.mark.parametrize(
    "change", [{"total": 1}, {"shipping_total": 1}, {"goods_total": 1}, {"total_incl_tax": 1}]
)
def test_the_database_refuses_an_order_that_does_not_add_up(change) -> None:
    order = make_order()

    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**change)


def test_the_database_refuses_a_price_with_a_fraction() -> None:
    record = stock_of(make_pack())

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.filter(pk=record.pk).update(price=Decimal("100.50"))
