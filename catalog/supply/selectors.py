"""Supplies as their vendor's people see them, and those that buyers may be shown."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate
from catalog.partner.models import Vendor
from marketplace.kernel.models import AuditEntry

from .models import Capacity, Commitment, Supply, SupplyTier


def supplies_for(user: Any) -> QuerySet[Supply]:
    """The supplies of the vendors that ``user`` is a member of; none for anybody else."""
    if not user.is_authenticated:
        return Supply.objects.none()
    return Supply.objects.filter(vendor__organisation__memberships__user=user)


def with_figures(supplies: QuerySet[Supply]) -> QuerySet[Supply]:
    """With product, tiers and months: two queries more, however many."""
    return supplies.select_related("product__producer__province", "vendor").prefetch_related(
        Prefetch("tiers", SupplyTier.objects.order_by("from_quantity")),
        Prefetch("capacities", Capacity.objects.order_by("month")),
    )


def offered_supplies(*, on: datetime.date) -> QuerySet[Supply]:
    """What a buyer may be shown on a day: on offer, of a verified vendor, the product listed with a
    live certificate (truths 1 and 11). How much is left is another question.
    """
    live = Certificate.objects.live(on=on).filter(product=OuterRef("product"))
    return Supply.objects.filter(
        Exists(live),
        state=Supply.State.ACTIVE,
        vendor__state=Vendor.State.VERIFIED,
        product__in=Product.objects.approved(),
    )


def products_to_offer(vendor: Vendor) -> QuerySet[Product]:
    """Recognised products that the vendor makes, or has a pack of on its shelf."""
    return Product.objects.recognised().filter(
        Q(producer__organisation=vendor.organisation_id)
        | Q(pk__in=Product.objects.filter(stockrecords__partner=vendor.partner_id).values("parent"))
    )


def changes_of(supply: Supply, *, limit: int = 50) -> list[AuditEntry]:
    """What its people did with it, newest first. Ask ``supplies_for`` before."""
    return list(
        AuditEntry.objects.filter(
            object_type=Supply._meta.label, object_id=supply.public_id
        ).select_related("actor")[:limit]
    )


def ledger_of(supply: Supply, *, limit: int = 50) -> list[Commitment]:
    """What was promised of it and given back, newest first. Ask ``supplies_for`` before."""
    return list(
        Commitment.objects.filter(capacity__supply=supply.pk).select_related(
            "capacity", "released_by"
        )[:limit]
    )
