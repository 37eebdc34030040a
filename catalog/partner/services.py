"""Vendors come, are verified, and may be suspended (E-commerce Law 122/2025/QH15, Art. 17)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Organisation, User
from marketplace.accounts.services import appoint_first_owner
from marketplace.geography.models import Commune
from marketplace.kernel import audit, text
from marketplace.kernel.clock import today
from marketplace.kernel.errors import IllegalTransition, MarketplaceError, NotAllowed

from .models import Partner, Vendor
from .permissions import may_keep_vendors


class VendorRefused(MarketplaceError):
    code = "vendor_refused"


def register_vendor(
    *,
    organisation: Organisation,
    name: str,
    ships_from: Commune | None,
    phone: str,
    email: str,
    street: str = "",
    owner: User | None = None,
    acting_user: Any = None,
) -> Vendor:
    """The organisation's selling side, with its Oscar partner; not verified yet.

    ``owner`` becomes the organisation's first owner. Refused where the organisation sells already
    or somebody else owns it, the name is empty or the e-mail is none; NotAllowed to all but the
    office of the organisation's province (no user at all is the system itself).
    """
    _require_office(acting_user, organisation)
    name = text.clean(name)
    if not name:
        raise VendorRefused(_("Give the shop a name."), code="name")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise VendorRefused(_("Check the e-mail address."), code="email") from error
    try:
        with transaction.atomic():
            partner = Partner.objects.create(name=name[:128])
            vendor = Vendor.objects.create(
                organisation=organisation,
                partner=partner,
                name=name[:128],
                slug=text.slugify(name) or "shop",
                ships_from=ships_from,
                street=text.clean(street),
                phone=phone,
                email=email,
            )
            audit.record(action="vendor.registered", target=vendor, acting_user=acting_user)
            if owner is not None:
                appoint_first_owner(organisation=organisation, user=owner, acting_user=acting_user)
    except IntegrityError as error:
        raise VendorRefused(_("This organisation has a shop already."), code="exists") from error
    return vendor


def verify_vendor(vendor: Vendor, *, method: str, acting_user: Any = None) -> Vendor:
    """From now on it may sell; the day and the means are kept. Refused without a means."""
    _require_office(acting_user, vendor.organisation)
    method = text.clean(method)
    if not method:
        raise VendorRefused(_("Say how the vendor was verified."), code="method")
    with transaction.atomic():
        _move(
            vendor,
            to=Vendor.State.VERIFIED,
            verified_on=today(),
            verification_method=method[:120],
            verified_by=acting_user if getattr(acting_user, "is_authenticated", False) else None,
        )
        audit.record(action="vendor.verified", target=vendor, acting_user=acting_user)
    return vendor


def suspend_vendor(vendor: Vendor, *, reason: str, acting_user: Any = None) -> Vendor:
    """Its goods can no longer be ordered; orders placed go on. ``verify_vendor`` lets it back.

    Refused without a reason.
    """
    _require_office(acting_user, vendor.organisation)
    reason = text.clean(reason)
    if not reason:
        raise VendorRefused(_("Say why, so that others understand it later."), code="reason")
    with transaction.atomic():
        _move(vendor, to=Vendor.State.SUSPENDED)
        audit.record(
            action="vendor.suspended",
            target=vendor,
            acting_user=acting_user,
            reason=reason[:255],
        )
    return vendor


def _require_office(acting_user: Any, organisation: Organisation) -> None:
    if acting_user is not None and not may_keep_vendors(acting_user, organisation):
        raise NotAllowed(_("Only the programme office of the province lets vendors in."))


def _move(vendor: Vendor, *, to: str, **values: Any) -> None:
    """From the state that the caller saw, by one guarded UPDATE: of two officers one moves it."""
    if vendor.state == to:
        raise IllegalTransition(_("Nothing to do: the vendor is in this state already."))
    moved = Vendor.objects.filter(pk=vendor.pk, state=vendor.state).update(state=to, **values)
    if not moved:
        raise IllegalTransition(_("Somebody has changed this shop meanwhile. Please look again."))
    vendor.refresh_from_db()
