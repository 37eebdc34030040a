"""Who makes, approves and books payouts: staff with the permission, nobody else."""

from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel.errors import NotAllowed

MAKE = "ledger.add_payoutrun"
APPROVE = "ledger.change_payoutrun"
VIEW = "ledger.view_payoutrun"


def may(user: User, permission: str) -> bool:
    return user.is_active and user.is_staff and user.has_perm(permission)


def require(user: User, permission: str) -> None:
    """Raises NotAllowed."""
    if not may(user, permission):
        raise NotAllowed(_("Payouts are made by operators who hold the permission."))
