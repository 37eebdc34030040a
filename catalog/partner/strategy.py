"""Oscar's seam for price and availability: whole đồng with VAT inside, and our rules of sale.

The class names are Oscar's; the basket's middleware finds ``Selector`` by get_class.
"""

import datetime
from decimal import Decimal
from typing import Any

from oscar.apps.partner import availability, prices
from oscar.apps.partner import strategy as oscar

from catalog.catalogue.vat import vat_percent
from marketplace.kernel.clock import today
from marketplace.kernel.money import DONG, vat_included

from .sale import Obstacle, certified, obstacle, unlicensed


class NotForSale(availability.Unavailable):
    """Unavailable, with the reason in words."""

    def __init__(self, reason: Obstacle) -> None:
        self.code = reason.value
        self.message = reason.label

    def is_purchase_permitted(self, quantity: int) -> tuple[bool, Any]:
        return False, self.message


class Strategy(oscar.UseFirstStockRecord, oscar.Structured):
    """One per request: certificates of a whole basket are asked for once."""

    def __init__(self, request: Any = None, *, on: datetime.date | None = None) -> None:
        super().__init__(request)
        self.on = on or today()
        self._certified: dict[int, bool] = {}
        self._unlicensed: set[int] = set()

    def get_exponent(self, stockrecord: Any) -> Decimal:
        """The đồng has no decimals."""
        return DONG

    def fetch_for_line(self, line: Any, stockrecord: Any = None) -> oscar.PurchaseInfo:
        """For the stock record that the line was added with, not the product's first one."""
        self.know([other.product for other in line.basket.all_lines()])
        return self.fetch_for_product(line.product, stockrecord or line.stockrecord)

    def know(self, products: list[Any]) -> None:
        """Learn about the certificates of many products in one query, the licences in another."""
        unknown = {p.parent_id or p.pk for p in products} - self._certified.keys()
        if unknown:
            live = certified(unknown, on=self.on)
            self._certified |= {pk: pk in live for pk in unknown}
            recognised = {p.parent_id or p.pk: p.parent or p for p in products}
            self._unlicensed |= unlicensed(recognised[pk] for pk in unknown)

    def pricing_policy(self, product: Any, stockrecord: Any) -> prices.Base:
        if not stockrecord or stockrecord.price is None:
            return prices.Unavailable()
        gross = int(stockrecord.price)
        recognised = product.parent if product.is_child else product
        rate = vat_percent(recognised.vat_class, on=self.on)
        tax = vat_included(gross, rate_percent=rate)
        return prices.TaxInclusiveFixedPrice(
            currency=stockrecord.price_currency,
            excl_tax=Decimal(gross - tax),
            tax=Decimal(tax),
            tax_code=recognised.vat_class,
        )

    def parent_pricing_policy(self, product: Any, children_stock: list[Any]) -> prices.Base:
        """The cheapest pack that has a price."""
        priced = [(c, s) for c, s in children_stock if s is not None and s.price is not None]
        if not priced:
            return prices.Unavailable()
        child, stockrecord = min(priced, key=lambda pair: pair[1].price)
        return self.pricing_policy(child, stockrecord)

    def availability_policy(self, product: Any, stockrecord: Any) -> availability.Base:
        self.know([product])
        recognised = product.parent_id or product.pk
        reason = obstacle(
            product,
            stockrecord,
            is_certified=self._certified[recognised],
            is_licensed=recognised not in self._unlicensed,
            on=self.on,
        )
        if reason is not None:
            return NotForSale(reason)
        return availability.StockRequired(stockrecord.net_stock_level)

    def parent_availability_policy(
        self, product: Any, children_stock: list[Any]
    ) -> availability.Base:
        self.know([child for child, _record in children_stock])
        policies = (self.availability_policy(child, record) for child, record in children_stock)
        if any(policy.is_available_to_buy for policy in policies):
            return availability.Available()
        return availability.Unavailable()


class Selector(oscar.Selector):
    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> Strategy:
        return Strategy(request)
