"""Oscar's seams for numbering and creating orders: random numbers, stock reserved by one UPDATE."""

from decimal import Decimal
from typing import Any

from django.contrib.sites.models import Site
from django.db import models
from oscar.apps.order import utils as oscar

from catalog.catalogue.vat import vat_percent
from catalog.partner import stock
from catalog.partner.sale import Obstacle
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ids import new_public_id
from marketplace.kernel.money import vat_included
from storefront.payers import Payer

from .models import Order
from .statuses import OrderStatus


class OutOfStock(MarketplaceError):
    """``left`` says, by stock record, how many there are of each that falls short."""

    code = "out_of_stock"

    def __init__(self, left: dict[int, int]) -> None:
        super().__init__(Obstacle.SOLD_OUT.label)
        self.left = left


class OrderNumberGenerator(oscar.OrderNumberGenerator):
    def order_number(self, basket: Any) -> str:
        """``OC26-7KQM2X``: the year and six random characters, never the basket's number.

        Oscar's 100000 + basket id made a retry collide with the order that failed.
        """
        prefix = f"OC{today():%y}-"
        while True:
            number = prefix + new_public_id(6).upper()
            if not Order.objects.filter(number=number).exists():
                return number


class OrderCreator(oscar.OrderCreator):
    """Reserves everything before anything is written; all shortages are found at once."""

    def place_order(  # noqa: PLR0917  # Oscar's signature
        self,
        basket: Any,
        total: Any,
        shipping_method: Any,
        shipping_charge: Any,
        user: Any = None,
        shipping_address: Any = None,
        billing_address: Any = None,
        order_number: str | None = None,
        status: str | None = None,
        request: Any = None,
        **extra: Any,
    ) -> Order:
        """The order with its lines, within the caller's transaction. Raises OutOfStock.

        Unlike Oscar's: no offers and surcharges, which this shop has not, vouchers by our own rules
        (ADR 0081), and no analytics, which would change one shared row per product in every order's
        transaction.
        """
        self._reserve(basket)
        order = self.create_order_model(
            user,
            basket,
            shipping_address,
            shipping_method,
            shipping_charge,
            billing_address,
            total,
            order_number or OrderNumberGenerator().order_number(basket),
            status or OrderStatus.PENDING.value,
            request,
            **extra,
        )
        for line in basket.all_lines():
            self.create_line_models(order, line)
        return order

    def create_order_model(  # noqa: PLR0917  # Oscar's signature
        self,
        user: Any,
        basket: Any,
        shipping_address: Any,
        shipping_method: Any,
        shipping_charge: Any,
        billing_address: Any,
        total: Any,
        order_number: str,
        status: str,
        request: Any = None,
        **extra: Any,
    ) -> Order:
        """As Oscar's, with the whole-đồng amounts that our constraints compare with its own."""
        whole, delivery = int(total.incl_tax), int(shipping_charge.incl_tax)
        return Order.objects.create(
            basket=basket,
            user=user,
            number=order_number,
            status=status,
            site=Site.objects.get_current(request),
            currency=total.currency,
            total_incl_tax=total.incl_tax,
            total_excl_tax=total.excl_tax,
            shipping_incl_tax=shipping_charge.incl_tax,
            shipping_excl_tax=shipping_charge.excl_tax,
            shipping_method=shipping_method.name,
            shipping_code=shipping_method.code,
            shipping_address=shipping_address,
            billing_address=billing_address,
            goods_total=whole - delivery + extra.get("discount_total", 0),
            shipping_total=delivery,
            total=whole,
            **extra,
        )

    def _reserve(self, basket: Any) -> None:
        wanted: dict[int, int] = {}
        for line in basket.all_lines():
            wanted[line.stockrecord_id] = wanted.get(line.stockrecord_id, 0) + line.quantity
        missing = [pk for pk in sorted(wanted) if not stock.reserve(pk, wanted[pk])]
        if missing:
            raise OutOfStock(stock.left(missing))

    def update_stock_records(self, line: Any) -> None:
        """Reserved already, in ``place_order``."""

    def create_line_models(
        self, order: Order, basket_line: Any, extra_line_fields: dict[str, Any] | None = None
    ) -> models.Model:
        """With the claim as it stands today, and the VAT of the whole line rounded once.

        The VAT is that of what the vendor gets for it, whoever pays (docs/vouchers.md).
        """
        gross = int(basket_line.line_price_incl_tax)
        rate = vat_percent(basket_line.purchase_info.price.tax_code, on=today())
        snapshot = getattr(basket_line, "snapshot", {})
        paid = int(snapshot.get("line_price_incl_tax", gross))
        revenue = paid if snapshot.get("discount_payer") == Payer.VENDOR else gross
        before = Decimal(gross - vat_included(gross, rate_percent=rate))
        fields = {
            **(extra_line_fields or {}),
            **snapshot,
            "line_price_excl_tax": Decimal(paid - vat_included(revenue, rate_percent=rate)),
            "line_price_before_discounts_excl_tax": before,
            "vat_class": basket_line.purchase_info.price.tax_code,
            "vat_bp": int(rate * 100),
            "tax_code": f"{basket_line.purchase_info.price.tax_code} {rate}%",
        }
        return super().create_line_models(order, basket_line, fields)
