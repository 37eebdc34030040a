"""Days on which a shop sends nothing: announced by itself, over by the date alone."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import today

from .errors import ClosingRefused
from .roles import OFFER_ROLES, require_role


@dataclass(frozen=True)
class Closing:
    """Both days are closed ones; without ``last`` it is until further notice."""

    first: datetime.date
    last: datetime.date | None


def closing_of(vendor: Vendor, *, on: datetime.date) -> Closing | None:
    """What the shop has announced, unless it is over on that day."""
    if vendor.closed_from is None and vendor.closed_until is None:
        return None
    if vendor.closed_until is not None and vendor.closed_until < on:
        return None
    return Closing(first=vendor.closed_from or on, last=vendor.closed_until)


def announce_closed(
    *,
    vendor: Vendor,
    first: datetime.date | None,
    last: datetime.date | None,
    acting_user: User,
) -> Vendor:
    """Nothing of the shop can be ordered from ``first`` to ``last``; orders placed go on.

    Without ``first`` from today on, without ``last`` until further notice, without both the shop
    is open. NotAllowed without the role; ClosingRefused with code ``last``.
    """
    require_role(role_in(acting_user, vendor.organisation), OFFER_ROLES)
    if last is not None:
        first = first or today()
        if last < first:
            raise ClosingRefused(_("The last day comes before the first."), code="last")
        if last < today():
            raise ClosingRefused(_("This day is over already."), code="last")
    with transaction.atomic():
        Vendor.objects.filter(pk=vendor.pk).update(closed_from=first, closed_until=last)
        audit.record(
            action="vendor.closed_days",
            target=vendor,
            acting_user=acting_user,
            first=first.isoformat() if first else None,
            last=last.isoformat() if last else None,
        )
    vendor.refresh_from_db(fields=["closed_from", "closed_until"])
    return vendor
