"""A vendor's supplies as its people see them; every selector takes the user."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from catalog.catalogue.models import Product
from catalog.supply.models import Supply
from catalog.supply.permissions import SUPPLY_ROLES
from catalog.supply.selectors import products_to_offer, supplies_for, with_figures
from marketplace.accounts.models import User
from storefront.vendors.selectors import Desk, desk_for

from .models import SupplyImport


@dataclass(frozen=True)
class SupplyPage:
    """``following`` leads on and is empty at the end; ``counts``: how many in each state."""

    desk: Desk
    supplies: list[Supply]
    following: str
    counts: dict[str, int]


def supplies_page(
    user: User, vendor_id: str, *, state: str = "", after: str = "", limit: int = 30
) -> SupplyPage:
    """Newest first; five queries, however many. Vendor.DoesNotExist."""
    desk = desk_for(user, vendor_id)
    own = supplies_for(user).filter(vendor=desk.vendor)
    counts = dict(own.order_by().values_list("state").annotate(Count("pk")))
    chosen = own.filter(state=state) if state else own.exclude(state=Supply.State.CLOSED)
    if after:
        chosen = chosen.filter(pk__lt=own.filter(public_id=after).values("pk"))
    found = list(with_figures(chosen).order_by("-pk")[: limit + 1])
    following = found[limit - 1].public_id if len(found) > limit else ""
    return SupplyPage(desk, found[:limit], following, counts)


def supply_for(user: User, vendor_id: str, supply_id: str, *, writing: bool = False) -> Supply:
    """One of the vendor's. Supply.DoesNotExist, Vendor.DoesNotExist, NotAllowed where it is written."""
    desk = _desk(user, vendor_id, writing=writing)
    return with_figures(supplies_for(user).filter(vendor=desk.vendor)).get(public_id=supply_id)


def writing_desk(user: User, vendor_id: str) -> Desk:
    """Vendor.DoesNotExist, NotAllowed."""
    return _desk(user, vendor_id, writing=True)


def _desk(user: User, vendor_id: str, *, writing: bool) -> Desk:
    return desk_for(user, vendor_id, allowed=SUPPLY_ROLES) if writing else desk_for(user, vendor_id)


def products_for(desk: Desk) -> list[Product]:
    """What a new supply may be of, by title."""
    return list(products_to_offer(desk.vendor).order_by("folded_title", "pk")[:500])


def supplies_to_export(user: User, vendor_id: str) -> QuerySet[Supply]:
    """All that have not ended, oldest first."""
    desk = desk_for(user, vendor_id)
    own = supplies_for(user).filter(vendor=desk.vendor).exclude(state=Supply.State.CLOSED)
    return with_figures(own).order_by("pk")


def import_for(user: User, vendor_id: str, import_id: str) -> SupplyImport:
    """SupplyImport.DoesNotExist, Vendor.DoesNotExist, NotAllowed."""
    desk = writing_desk(user, vendor_id)
    return SupplyImport.objects.select_related("vendor__organisation").get(
        vendor=desk.vendor, public_id=import_id
    )
