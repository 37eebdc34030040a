"""For a vendor's workspace: how often buyers looked at its contact."""

import datetime

from django import template

from catalog.partner.models import Vendor
from marketplace.kernel.clock import now
from storefront.sourcing.selectors import times_shown

register = template.Library()

_LATELY = datetime.timedelta(days=30)


@register.simple_tag
def contacts_shown(vendor: Vendor) -> int:
    """Looks in the last thirty days; one query."""
    return times_shown(vendor, since=now() - _LATELY)
