"""Where gift sets are put together: the programme office, or a seller's workspace for its own."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import is_national
from storefront.gift_sets.models import GiftSet
from storefront.payers import Payer
from storefront.vendors.guard import workspace_of
from storefront.vendors.roles import Role
from storefront.vendors.selectors import desk_for
from storefront.vouchers.funding import provinces_funded, provinces_seen
from storefront.vouchers.guard import office_frame

workspace = workspace_of(Vendor.DoesNotExist, GiftSet.DoesNotExist)


@dataclass(frozen=True)
class Workshop:
    """``frame`` is what its pages need of the rooms around them; ``sets`` those that are its own."""

    namespace: str
    args: tuple[str, ...]
    frame: dict[str, Any]
    sets: QuerySet[GiftSet]
    may_make: bool

    def url(self, name: str, *more: str) -> str:
        return reverse(f"{self.namespace}:{name}", args=[*self.args, *more])


def office(user: User) -> Workshop:
    """Of the provinces that the user sees, and for the national office of the marketplace."""
    mine = Q(curator=Payer.PROVINCE, province__in=provinces_seen(user))
    if is_national(user):
        mine |= Q(curator=Payer.PLATFORM)
    return Workshop(
        "office_sets",
        (),
        {"frame": office_frame(user)},
        GiftSet.objects.filter(mine),
        may_make=provinces_funded(user).exists(),
    )


def shop(user: User, vendor_id: str, *, allowed: frozenset[Role]) -> Workshop:
    """Vendor.DoesNotExist for another's; NotAllowed without one of these roles."""
    desk = desk_for(user, vendor_id, allowed=allowed)
    return Workshop(
        "shop_sets",
        (vendor_id,),
        {"frame": "vouchers/in_shop.html", "desk": desk, "vendor": desk.vendor},
        GiftSet.objects.filter(curator=Payer.VENDOR, vendor=desk.vendor),
        may_make=desk.owns,
    )
