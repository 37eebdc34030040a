"""Lists, tables and contacts as their people may see them; anybody else's do not exist."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from catalog.partner.models import Vendor
from catalog.supply.suppliers import Supplier, suppliers
from marketplace.accounts.models import Membership, Organisation, User
from marketplace.kernel.clock import now

from .models import ContactReveal, ListedSupplier, SupplierList, SupplierTable

#: Who changes an organisation's lists; its content helpers read them.
WRITERS = (Membership.Role.OWNER, Membership.Role.ORDERS, Membership.Role.OFFICER)


@dataclass(frozen=True)
class Entry:
    """``supplier`` is None where it may not be met today: it keeps its place and its note."""

    row: ListedSupplier
    supplier: Supplier | None


def lists_for(user: User) -> QuerySet[SupplierList]:
    """The user's own lists and those of the organisations that it is a member of, with their sizes."""
    mine = Q(user=user) | Q(
        organisation__in=Membership.objects.filter(user=user).values("organisation")
    )
    return (
        SupplierList.objects.filter(mine)
        .select_related("organisation")
        .annotate(size=Count("entries"))
        .order_by("name", "pk")
    )


def list_for(user: User, public_id: str) -> SupplierList | None:
    return lists_for(user).filter(public_id=public_id).first()


def writes(user: User, supplier_list: SupplierList) -> bool:
    if supplier_list.organisation_id is None:
        return supplier_list.user_id == user.pk
    return organisations_written(user).filter(pk=supplier_list.organisation_id).exists()


def organisations_written(user: User) -> QuerySet[Organisation]:
    """Those for which the user may keep lists."""
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=WRITERS)


def entries_of(supplier_list: SupplierList, *, on: datetime.date) -> list[Entry]:
    """Newest first; five queries. Ask ``list_for`` before."""
    rows = list(supplier_list.entries.select_related("vendor").order_by("-pk"))
    found = {one.vendor_id: one for one in suppliers([row.vendor_id for row in rows], on=on)}
    return [Entry(row, found.get(row.vendor_id)) for row in rows]


def table_for(user: User, token: str) -> SupplierTable | None:
    """The user's own table until its days are over."""
    if not token.isalnum():
        return None
    kept = Q(expires_at__isnull=True) | Q(expires_at__gt=now())
    return SupplierTable.objects.filter(kept, user=user, token=token).first()


def times_shown(vendor: Vendor, *, since: datetime.datetime | None = None) -> int:
    """How often a vendor's contact was looked at; for its own people."""
    found = ContactReveal.objects.filter(vendor=vendor)
    return (found.filter(at__gte=since) if since else found).count()
