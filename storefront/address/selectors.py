"""A member's own addresses; nobody else's are found here."""

from typing import Any

from django.db.models import QuerySet

from marketplace.accounts.models import User

from .destination import Destination
from .models import UserAddress


def addresses_of(user: Any) -> QuerySet[UserAddress]:
    """The user's addresses that can be delivered to, the default first; one query."""
    if not isinstance(user, User):
        return UserAddress.objects.none()
    return (
        UserAddress.objects.filter(user=user, commune__isnull=False)
        .select_related("commune__province__region")
        .order_by("-is_default_for_shipping", "-pk")
    )


def address_of(user: Any, public_id: str) -> UserAddress | None:
    """One of the user's own; None for anybody else's."""
    return addresses_of(user).filter(public_id=public_id).first() if public_id.isalnum() else None


def as_destination(address: UserAddress) -> Destination:
    """Where an order to this address goes."""
    assert address.commune is not None  # noqa: S101  # addresses_of asks for it
    return Destination(
        name=address.first_name,
        street=address.line1,
        commune=address.commune,
        former_ward=address.former_ward,
        former_district=address.former_district,
    )


def as_typed(address: UserAddress) -> dict[str, str]:
    """As the form would have been filled in."""
    assert address.commune is not None  # noqa: S101  # addresses_of asks for it
    return {
        "name": address.first_name,
        "phone": address.phone_words,
        "province": address.commune.province.code,
        "commune": address.commune_name,
        "street": address.line1,
    }
