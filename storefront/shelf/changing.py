"""Prices and stock of many packs set at once, and taken back.

Each pack is one guarded UPDATE on what its person saw (vendors.offers), taken in the order of the
stock records' keys as orders take them (docs/adr/0004). A pack that changed meanwhile is refused
for itself; the others are set.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import StockRecord, Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.errors import MarketplaceError
from storefront.vendors.errors import ChangedMeanwhile, OfferRefused
from storefront.vendors.offers import Wanted, set_offer
from storefront.vendors.roles import OFFER_ROLES, require_role

from .models import ShelfChange, ShelfChangeRow


@dataclass(frozen=True)
class ShelfResult:
    """``refused`` by the key of the stock record."""

    changed: int
    refused: Mapping[int, MarketplaceError]


def change_shelf(
    *,
    vendor: Vendor,
    wanted: Iterable[tuple[StockRecord, Wanted]],
    origin: ShelfChange.Origin,
    acting_user: User,
) -> ShelfResult:
    """Set each pack that may be set; what asks for nothing new is left alone. NotAllowed."""
    require_role(role_in(acting_user, vendor.organisation), OFFER_ROLES)
    rows: list[ShelfChangeRow] = []
    refused: dict[int, MarketplaceError] = {}
    with transaction.atomic():
        for record, one in sorted(wanted, key=lambda pair: pair[0].pk):
            if not one.asks_anything:
                continue
            try:
                set_offer(record, one, acting_user=acting_user)
            except (OfferRefused, ChangedMeanwhile) as error:
                refused[record.pk] = error
            else:
                rows.append(_row(record, one))
        if rows:
            _keep(vendor, rows, origin=origin, acting_user=acting_user)
    return ShelfResult(changed=len(rows), refused=refused)


def undo_change(*, change: ShelfChange, acting_user: User) -> ShelfResult:
    """Set the packs back to what they were, each where it is still what that change made of it.

    Once only, and only the newest change of the shop: ChangedMeanwhile otherwise. NotAllowed.
    """
    vendor = change.vendor
    require_role(role_in(acting_user, vendor.organisation), OFFER_ROLES)
    with transaction.atomic():
        newest = ShelfChange.objects.filter(vendor=vendor).values_list("pk", flat=True).first()
        mine = ShelfChange.objects.filter(pk=change.pk, undone_at__isnull=True).exclude(
            origin=ShelfChange.Origin.UNDO
        )
        if newest != change.pk or not mine.update(undone_at=now()):
            raise ChangedMeanwhile(_("Something was changed since. There is nothing to take back."))
        wanted = [
            (
                row.stockrecord,
                Wanted(
                    price=row.price_before,
                    stock=row.stock_before,
                    seen_price=row.price_after,
                    seen_stock=row.stock_after,
                ),
            )
            for row in change.rows.select_related("stockrecord__product__parent")
        ]
        return change_shelf(
            vendor=vendor, wanted=wanted, origin=ShelfChange.Origin.UNDO, acting_user=acting_user
        )


def _row(record: StockRecord, one: Wanted) -> ShelfChangeRow:
    return ShelfChangeRow(
        stockrecord=record,
        price_before=one.seen_price,
        price_after=one.price,
        stock_before=one.seen_stock,
        stock_after=one.stock,
    )


def _keep(
    vendor: Vendor, rows: list[ShelfChangeRow], *, origin: ShelfChange.Origin, acting_user: User
) -> None:
    change = ShelfChange.objects.create(vendor=vendor, origin=origin, actor=acting_user)
    for row in rows:
        row.change = change
    ShelfChangeRow.objects.bulk_create(rows)
    audit.record(
        action=f"shelf.{origin.value}",
        target=change,
        acting_user=acting_user,
        vendor=vendor.public_id,
        packs=len(rows),
    )
