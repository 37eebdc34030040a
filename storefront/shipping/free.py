"""A shop says from what amount on it pays the delivery itself, from a day on."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.vendors.roles import MONEY_ROLES, require_role

from .models import FreeDelivery
from .tariffs import forget, look_again


class FreeDeliveryRefused(MarketplaceError):
    code = "free_delivery_refused"


def offer_free_delivery(
    *,
    vendor: Vendor,
    free_from: int,
    first: datetime.date,
    last: datetime.date | None,
    acting_user: User,
) -> FreeDelivery:
    """From ``free_from`` đồng of the shop's goods on, between these days (both included).

    The same first day again changes what has not begun. NotAllowed; FreeDeliveryRefused with code
    ``first``, ``last`` or ``free_from``.
    """
    require_role(role_in(acting_user, vendor.organisation), MONEY_ROLES)
    if free_from < 1:
        raise FreeDeliveryRefused(_("Say from what amount on."), code="free_from")
    if first < today():
        raise FreeDeliveryRefused(_("Choose today or a day to come."), code="first")
    if last is not None and last < first:
        raise FreeDeliveryRefused(_("The last day comes before the first."), code="last")
    with transaction.atomic():
        there = FreeDelivery.objects.select_for_update().filter(
            payer=FreeDelivery.Payer.VENDOR, vendor=vendor, valid_from=first
        )
        found = there.first()
        if found is not None and first <= today():
            raise FreeDeliveryRefused(
                _("One begins on this day already: end it first, or choose another day."),
                code="first",
            )
        values = {"free_from": free_from, "valid_until": last}
        found, _new = FreeDelivery.objects.update_or_create(
            payer=FreeDelivery.Payer.VENDOR, vendor=vendor, valid_from=first, defaults=values
        )
        _note("free_delivery.offered", found, vendor, acting_user)
    return found


def end_free_delivery(*, free: FreeDelivery, acting_user: User) -> bool:
    """Today is its last day; what has not begun goes. Orders placed keep theirs. Twice is once."""
    vendor = free.vendor
    assert vendor is not None  # noqa: S101 - what others pay has no button here
    require_role(role_in(acting_user, vendor.organisation), MONEY_ROLES)
    with transaction.atomic():
        gone, _of = FreeDelivery.objects.filter(pk=free.pk, valid_from__gt=today()).delete()
        ended = FreeDelivery.objects.filter(pk=free.pk).exclude(valid_until__lte=today())
        done = bool(gone or ended.update(valid_until=today()))
        if done:
            _note("free_delivery.ended", free, vendor, acting_user)
    return done


def _note(action: str, free: FreeDelivery, vendor: Vendor, acting_user: User) -> None:
    audit.record(
        action=action,
        target=vendor,
        acting_user=acting_user,
        free_from=free.free_from,
        first=free.valid_from.isoformat(),
        last=free.valid_until.isoformat() if free.valid_until else None,
    )
    transaction.on_commit(_read_again)


def _read_again() -> None:
    forget()
    look_again()
