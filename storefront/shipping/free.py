"""Deliveries that cost the buyer nothing: who says so, from what amount on, between which days."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.geography.models import Province
from marketplace.kernel import audit
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from storefront.refunds.roles import is_money_operator
from storefront.vendors.roles import MONEY_ROLES, require_role

from .models import DeliveryBudget, FreeDelivery
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
    """A shop pays: from ``free_from`` đồng of its goods on, between these days (both included).

    The same first day again changes what has not begun. NotAllowed; FreeDeliveryRefused with code
    ``first``, ``last`` or ``free_from``.
    """
    require_role(role_in(acting_user, vendor.organisation), MONEY_ROLES)
    _require_sense(free_from, first, last)
    return _offer(
        FreeDelivery(
            payer=FreeDelivery.Payer.VENDOR, vendor=vendor, valid_from=first, free_from=free_from
        ),
        last=last,
        acting_user=acting_user,
    )


def promise_free_delivery(
    *,
    province: Province | None,
    free_from: int,
    first: datetime.date,
    last: datetime.date | None,
    budget: int | None = None,
    acting_user: User,
) -> FreeDelivery:
    """A province pays for what is sent from it, or (None) the marketplace for all; as above.

    ``budget``: so many đồng in all, then it is over; None: as much as is asked for.
    """
    _require_operator(acting_user)
    _require_sense(free_from, first, last)
    if budget is not None and budget < 1:
        raise FreeDeliveryRefused(_("Say how much money there is."), code="budget")
    payer = FreeDelivery.Payer.PROVINCE if province else FreeDelivery.Payer.PLATFORM
    return _offer(
        FreeDelivery(payer=payer, province=province, valid_from=first, free_from=free_from),
        last=last,
        budget=budget,
        acting_user=acting_user,
    )


def end_free_delivery(*, free: FreeDelivery, acting_user: User) -> bool:
    """Today is its last day; what has not begun goes. Orders placed keep theirs. Twice is once."""
    if free.vendor is not None:
        require_role(role_in(acting_user, free.vendor.organisation), MONEY_ROLES)
    else:
        _require_operator(acting_user)
    with transaction.atomic():
        gone, _of = FreeDelivery.objects.filter(pk=free.pk, valid_from__gt=today()).delete()
        ended = FreeDelivery.objects.filter(pk=free.pk).exclude(valid_until__lte=today())
        done = bool(gone or ended.update(valid_until=today()))
        if done:
            _note("free_delivery.ended", free, acting_user)
    return done


def _require_operator(user: User) -> None:
    if not is_money_operator(user):
        raise NotAllowed(_("Only operators change delivery rates."))


def _require_sense(free_from: int, first: datetime.date, last: datetime.date | None) -> None:
    if free_from < 1:
        raise FreeDeliveryRefused(_("Say from what amount on."), code="free_from")
    if first < today():
        raise FreeDeliveryRefused(_("Choose today or a day to come."), code="first")
    if last is not None and last < first:
        raise FreeDeliveryRefused(_("The last day comes before the first."), code="last")


def _offer(
    new: FreeDelivery,
    *,
    last: datetime.date | None,
    budget: int | None = None,
    acting_user: User,
) -> FreeDelivery:
    """Written, or in place of one that has not begun."""
    whose: dict[str, Any] = {"payer": new.payer, "vendor": new.vendor, "province": new.province}
    with transaction.atomic():
        there = FreeDelivery.objects.select_for_update().filter(valid_from=new.valid_from, **whose)
        if there.exists() and new.valid_from <= today():
            raise FreeDeliveryRefused(
                _("One begins on this day already: end it first, or choose another day."),
                code="first",
            )
        found, _new = FreeDelivery.objects.update_or_create(
            valid_from=new.valid_from,
            **whose,
            defaults={"free_from": new.free_from, "valid_until": last},
        )
        DeliveryBudget.objects.filter(free=found).delete()  # of one that has not begun
        if budget is not None:
            DeliveryBudget.objects.create(free=found, amount=budget)
        _note("free_delivery.offered", found, acting_user, budget=budget)
    return found


def _note(action: str, free: FreeDelivery, acting_user: User, *, budget: int | None = None) -> None:
    audit.record(
        action=action,
        target=free.vendor or free,
        acting_user=acting_user,
        payer=free.payer,
        province=free.province.slug if free.province else None,
        free_from=free.free_from,
        budget=budget,
        first=free.valid_from.isoformat(),
        last=free.valid_until.isoformat() if free.valid_until else None,
    )
    transaction.on_commit(_read_again)


def _read_again() -> None:
    forget()
    look_again()
