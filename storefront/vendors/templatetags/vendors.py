"""What every page of the workspace says about the shop."""

import segno
from django import template
from django.utils.safestring import SafeString

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


@register.simple_tag
def number_code(number: str) -> SafeString:
    """The number as a QR code for whoever packs with a scanner; without size or style of its own."""
    code = segno.make(number, error="m", micro=False)
    drawn = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff")
    return SafeString(drawn)  # drawn by us: nothing of the number is in it but squares
