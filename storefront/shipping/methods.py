"""Oscar's shape for delivery: one method for the basket, the sum of a quote per vendor."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping import methods as oscar
from oscar.core import prices

from marketplace.geography.models import Commune
from marketplace.kernel.clock import today
from storefront.basket.contents import basket_contents


class VendorParcels(oscar.Base):
    """A parcel from each vendor, each quoted from where that vendor ships."""

    code = "vendor-parcels"
    name = _("A parcel from each seller")

    def __init__(self, commune: Commune) -> None:
        self.commune = commune

    def calculate(self, basket: Any, options: Any = None) -> prices.Price:
        contents = basket_contents(
            basket, on=today(), destination=self.commune.province, commune=self.commune
        )
        amount = Decimal(contents.delivery)
        return prices.Price(currency="VND", excl_tax=amount, incl_tax=amount)
