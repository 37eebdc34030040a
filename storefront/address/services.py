"""A member's saved addresses; orders keep copies, so changing or deleting one touches no order."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .destination import Destination
from .models import UserAddress

MAX_ADDRESSES = 20


class AddressRefused(MarketplaceError):
    code = "address_refused"


def save_address(
    *,
    user: User,
    destination: Destination,
    phone: str,
    is_default: bool = False,
    address: UserAddress | None = None,
) -> UserAddress:
    """A new address of ``user``, or another text for one that is theirs (``address``).

    The first one is the default. Refused where the same address is kept already or there are too
    many; the caller has found ``address`` among the user's own.
    """
    row = address or UserAddress(
        user=user, country=get_model("address", "Country").objects.get(iso_3166_1_a2="VN")
    )
    row.first_name, row.line1, row.phone_number = destination.name, destination.street, phone
    row.commune = destination.commune
    row.commune_name = destination.commune.full_name
    row.province_name = destination.province.name_vi
    row.former_ward, row.former_district = destination.former_ward, destination.former_district
    try:
        with transaction.atomic():
            others = UserAddress.objects.filter(user=user).exclude(pk=row.pk)
            if row.pk is None and others.count() >= MAX_ADDRESSES:
                raise AddressRefused(
                    _("You have %(limit)d addresses. Delete one first.") % {"limit": MAX_ADDRESSES},
                    code="full",
                )
            has_default = others.filter(is_default_for_shipping=True).exists()
            row.is_default_for_shipping = is_default or not has_default
            row.save()
    except IntegrityError as error:
        raise AddressRefused(_("This address is among yours already."), code="twice") from error
    return row


def make_default(*, address: UserAddress) -> None:
    """The address that is offered first from now on."""
    with transaction.atomic():
        own = UserAddress.objects.filter(user=address.user_id)
        own.filter(is_default_for_shipping=True).update(is_default_for_shipping=False)
        own.filter(pk=address.pk).update(is_default_for_shipping=True)


def delete_address(*, address: UserAddress) -> None:
    """Gone; where it was the default, the newest other one becomes it."""
    with transaction.atomic():
        address.delete()
        rest = UserAddress.objects.filter(user=address.user_id)
        if not rest.filter(is_default_for_shipping=True).exists():
            newest = rest.order_by("-pk").first()
            if newest is not None:
                rest.filter(pk=newest.pk).update(is_default_for_shipping=True)
