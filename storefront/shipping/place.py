"""The province where somebody's parcels go, as far as it is known before an address is typed."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from marketplace.accounts.models import User
from marketplace.geography.models import Province
from storefront.address.models import UserAddress

_KEY = "goes_to"


def remember_province(session: SessionBase, province: Province) -> None:
    """Estimates are for this province from now on."""
    if session.get(_KEY) != province.slug:
        session[_KEY] = province.slug


def known_province(*, user: Any, session: SessionBase) -> Province | None:
    """As chosen in this session, else the member's default address; None where nothing is known.

    One query, none for a guest who has not chosen; two for a member with neither.
    """
    slug = session.get(_KEY)
    if isinstance(slug, str):
        chosen = Province.objects.filter(slug=slug).select_related("region").first()
        if chosen is not None:
            return chosen
    if not isinstance(user, User):
        return None
    saved = UserAddress.objects.filter(user=user, commune__isnull=False).select_related(
        "commune__province__region"
    )
    address = saved.order_by("-is_default_for_shipping", "-pk").first()
    return address.commune.province if address is not None and address.commune else None
