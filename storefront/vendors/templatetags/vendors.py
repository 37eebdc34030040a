"""What every page of the workspace says about the shop."""

from django import template

from catalog.partner.models import Vendor
from marketplace.kernel.clock import today
from storefront.vendors.closing import Closing, closing_of
from storefront.vendors.selectors import services_of

register = template.Library()


@register.simple_tag
def closing(vendor: Vendor) -> Closing | None:
    """The closed days that the shop has announced and that are not over."""
    return closing_of(vendor, on=today())


@register.simple_tag
def offers_visits(vendor: Vendor) -> bool:
    """Whether the shop's own producer has tourism services; one query."""
    return services_of(vendor).exists()
