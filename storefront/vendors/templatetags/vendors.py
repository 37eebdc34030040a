"""What every page of the workspace says about the shop."""

from typing import Any

import segno
from django import template
from django.utils.safestring import SafeString

from catalog.partner.models import Vendor
from marketplace.kernel.clock import today
from storefront.vendors.closing import Closing, closing_of
from storefront.vendors.selectors import desk_for
from storefront.vendors.workplace import Workplace
from storefront.vendors.workplace import workplace as workplace_of

register = template.Library()


@register.simple_tag
def closing(vendor: Vendor) -> Closing | None:
    """The closed days that the shop has announced and that are not over."""
    return closing_of(vendor, on=today())


@register.simple_tag(takes_context=True)
def workplace(context: dict[str, Any]) -> Workplace | None:
    """The shop's rooms as the reader sees them; a query more where the page has no ``desk``."""
    desk, vendor, request = context.get("desk"), context.get("vendor"), context["request"]
    if not desk:
        if vendor is None:
            return None
        desk = desk_for(request.user, vendor.public_id)
    return workplace_of(desk, request.resolver_match)


@register.simple_tag
def number_code(number: str) -> SafeString:
    """The number as a QR code for whoever packs with a scanner; without size or style of its own."""
    code = segno.make(number, error="m", micro=False)
    drawn = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff")
    return SafeString(drawn)  # drawn by us: nothing of the number is in it but squares
