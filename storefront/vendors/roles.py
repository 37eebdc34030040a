"""What each role may do in a vendor's workspace; docs/vendors.md shows it as a table."""

from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership
from marketplace.kernel.errors import NotAllowed

Role = Membership.Role

#: Read orders with their buyers' addresses, and move them.
ORDER_ROLES = frozenset({Role.OWNER, Role.ORDERS, Role.OFFICER})
#: Set prices and stock.
OFFER_ROLES = frozenset({Role.OWNER, Role.ORDERS, Role.OFFICER})
#: Say where the money goes.
ACCOUNT_ROLES = frozenset({Role.OWNER})
#: Import bank statements, match payments, note what was paid back.
MONEY_ROLES = frozenset({Role.OWNER, Role.ORDERS})
#: Send a listing to review.
LISTING_ROLES = frozenset({Role.OWNER, Role.CONTENT, Role.OFFICER})


def require_role(role: str | None, allowed: frozenset[Role]) -> None:
    """Raises NotAllowed unless ``role`` is one of these."""
    if role not in allowed:
        raise NotAllowed(_("Your role does not include this. Please ask the owner of the shop."))
