"""Which alerts there are, and whether what they wait for has come."""

import datetime

from django.db.models import QuerySet

from catalog.catalogue.models import Product
from catalog.catalogue.season import ALL_YEAR, is_in_season
from catalog.catalogue.selectors.packs import offers
from marketplace.accounts.models import User
from storefront.customer.models import ProductAlert


def alerts_of(user: User) -> QuerySet[ProductAlert]:
    """The member's alerts that still wait, newest first; one query."""
    return (
        ProductAlert.objects.filter(user=user, status=ProductAlert.ACTIVE)
        .select_related("product")
        .order_by("-pk")
    )


def alert_by_key(key: str) -> ProductAlert | None:
    """The alert behind the secret of a mail's link."""
    if not key.isalnum():
        return None
    return ProductAlert.objects.filter(key=key).select_related("product", "user").first()


def has_come(alert: ProductAlert, *, on: datetime.date) -> bool:
    """Whether the product may be shown on a day (live certificate, open listing) and is back."""
    product = Product.objects.listed(on=on).filter(pk=alert.product_id).first()
    if product is None:
        return False
    if alert.kind == ProductAlert.Kind.SEASON:
        return product.season_months != ALL_YEAR and is_in_season(product.season_months, on=on)
    offer = offers([product.pk], on=on).get(product.pk)
    return offer is not None and offer.left > 0
