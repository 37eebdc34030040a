"""Who may write an organisation's demands."""

from typing import Any

from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership, Organisation
from marketplace.accounts.selectors import role_in
from marketplace.kernel.errors import NotAllowed

#: The others of the organisation read them.
DEMAND_ROLES = frozenset({Membership.Role.OWNER, Membership.Role.ORDERS})


def require_writer(acting_user: Any, buyer: Organisation) -> None:
    """NotAllowed unless the user has one of these roles; no user is the system itself."""
    if acting_user is not None and role_in(acting_user, buyer) not in DEMAND_ROLES:
        raise NotAllowed(
            _("Your role does not include this. Please ask the owner of the organisation.")
        )
