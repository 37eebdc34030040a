"""Vendors come, are verified, and may be suspended (E-commerce Law 122/2025/QH15, Art. 17)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Organisation
from marketplace.geography.models import Commune
from marketplace.kernel import audit, text
from marketplace.kernel.clock import today
from marketplace.kernel.errors import IllegalTransition, MarketplaceError

from .models import Partner, Vendor


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
    acting_user: Any = None,
) -> Vendor:
    """The organisation's selling side, with its Oscar partner; not verified yet.

    Refused where the organisation sells already, the name is empty or the e-mail is none.
    """
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
    except IntegrityError as error:
        raise VendorRefused(_("This organisation has a shop already."), code="exists") from error
    return vendor


def verify_vendor(vendor: Vendor, *, method: str, acting_user: Any = None) -> Vendor:
    """From now on it may sell; the day and the means are kept. Refused without a means."""
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
    """Its goods can no longer be ordered; orders placed go on. ``verify_vendor`` lets it back."""
    with transaction.atomic():
        _move(vendor, to=Vendor.State.SUSPENDED)
        audit.record(
            action="vendor.suspended",
            target=vendor,
            acting_user=acting_user,
            reason=text.clean(reason)[:255],
        )
    return vendor


def _move(vendor: Vendor, *, to: str, **values: Any) -> None:
    moved = Vendor.objects.filter(pk=vendor.pk).exclude(state=to).update(state=to, **values)
    if not moved:
        raise IllegalTransition(_("Nothing to do: the vendor is in this state already."))
    vendor.refresh_from_db()
