"""What the demo's two vendors sell today, for journeys to buy."""

import json
from dataclasses import dataclass

from tests.servers.application import Application

PASSWORD = "demo-ocop-2026"
VENDORS = ("nha-ban-1@demo.example", "nha-ban-2@demo.example")
_OFFERS = """
import json
from marketplace.accounts.models import User
from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord
from marketplace.kernel.clock import today
listed = Product.objects.listed(on=today()).values("pk")
def offer(email):
    stock = StockRecord.objects.filter(
        partner__vendor__organisation__memberships__user__email=email,
        product__parent__in=listed, num_in_stock__gt=20, price__gt=0,
        product__parent__product_class__requires_shipping=True,
    ).exclude(product__parent__criteria_set__code__in=["B14", "B15", "B18"]).order_by("pk")[0]
    return [stock.product.parent.title, stock.product.get_absolute_url(),
            stock.partner.vendor.public_id]
print(json.dumps([offer(email) for email in %r]))
"""


@dataclass(frozen=True)
class Offer:
    """A product that one of the demo's vendors sells today."""

    title: str
    url: str
    vendor: str


def offers_of_demo_vendors(application: Application) -> list[Offer]:
    """One product of each, in the order of VENDORS."""
    done = application.manage("shell", "--no-imports", "-c", _OFFERS % (list(VENDORS),))
    assert done.returncode == 0, done.stderr
    return [Offer(*row) for row in json.loads(done.stdout.splitlines()[-1])]
