"""The button beside a disagreement."""

from django.db.models import Model
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from storefront.refunds.roles import is_money_operator

from .kinds import KINDS


def mend(*, code: str, pk: int, acting_user: User) -> str:
    """Do what the kind's button does, once more if need be; in words what came of it.

    What no longer disagrees is left as it is. NotAllowed for anybody but an operator of money;
    MarketplaceError where the other side refuses or is away.
    """
    if not is_money_operator(acting_user):
        raise NotAllowed(_("Only operators decide on money."))
    kind = KINDS.get(code)
    found = next((one for one in kind.find() if one.pk == pk), None) if kind else None
    if kind is None or kind.mend is None or found is None:
        return _("This no longer disagrees.")
    try:
        outcome = kind.mend(found, acting_user)
    except MarketplaceError as refusal:
        _note(code, found, acting_user, str(refusal))
        raise
    _note(code, found, acting_user, outcome)
    return outcome


def _note(code: str, found: Model, acting_user: User, outcome: str) -> None:
    audit.record(
        action="disagreement.mended",
        target=found,
        acting_user=acting_user,
        kind=code,
        outcome=outcome[:200],
    )
