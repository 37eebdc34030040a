"""Who may write a vendor's supplies."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import Membership
from marketplace.accounts.selectors import role_in
from marketplace.kernel.errors import NotAllowed

#: The others of the organisation read them.
SUPPLY_ROLES = frozenset({Membership.Role.OWNER, Membership.Role.ORDERS, Membership.Role.OFFICER})


def require_writer(acting_user: Any, vendor: Vendor) -> None:
    """NotAllowed unless the user has one of these roles at the vendor; no user is the system itself."""
    if acting_user is not None and role_in(acting_user, vendor.organisation) not in SUPPLY_ROLES:
        raise NotAllowed(_("Your role does not include this. Please ask the owner of the shop."))
