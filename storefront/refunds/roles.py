"""Who proposes a refund and who approves it."""

from django.conf import settings

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from storefront.states.table import Mover
from storefront.vendors.roles import ACCOUNT_ROLES, MONEY_ROLES, require_role

#: Staff who may decide on money have this permission (superusers have every one).
OPERATORS_PERMISSION = "payment.change_payment"


def is_money_operator(user: User) -> bool:
    """Whether somebody decides on money for the marketplace."""
    return bool(user.is_active and user.is_staff and user.has_perm(OPERATORS_PERMISSION))


def require_proposer(user: User, vendor: Vendor) -> None:
    """NotAllowed unless the user handles the vendor's money."""
    require_role(role_in(user, vendor.organisation), MONEY_ROLES)


def require_approver(user: User, vendor: Vendor) -> Mover:
    """On whose account the user approves: the owner's or the operator's. NotAllowed."""
    role = role_in(user, vendor.organisation)
    if role is None and is_money_operator(user):
        return Mover.OPERATOR
    require_role(role, ACCOUNT_ROLES)
    return Mover.VENDOR


def needs_no_approval(user: User, vendor: Vendor, *, so_far: int) -> bool:
    """Whether the proposer may decide alone: an owner, or up to the threshold of a part's refunds."""
    return (
        role_in(user, vendor.organisation) in ACCOUNT_ROLES
        or so_far <= settings.REFUND_APPROVAL_ABOVE
    )
