"""A vendor states what its pack weighs and measures, and how it must travel."""

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from catalog.catalogue.parcels import LONGEST_CM, MOST_GRAMS, ParcelClass
from catalog.partner.models import StockRecord
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from storefront.vendors.roles import OFFER_ROLES, require_role

from .errors import ShipmentRefused


def state_parcel(
    stockrecord: StockRecord,
    *,
    gross_weight: int | None,
    length: int | None,
    width: int | None,
    height: int | None,
    parcel_class: str,
    acting_user: User,
) -> Product:
    """Grams and whole centimetres, packed; from now on deliveries are quoted by them.

    Orders keep what they were priced by. ShipmentRefused with code ``weight``, ``measures``,
    ``class`` or ``shared`` (a pack that others sell, too); NotAllowed without the role.
    """
    require_role(role_in(acting_user, stockrecord.partner.vendor.organisation), OFFER_ROLES)
    measures = (length, width, height)
    if gross_weight is not None and not 0 < gross_weight <= MOST_GRAMS:
        raise ShipmentRefused(_("A pack weighs between 1 g and 200 kg."), code="weight")
    if len([one for one in measures if one is not None]) not in (0, 3):
        raise ShipmentRefused(_("State length, width and height, or none."), code="measures")
    if any(one is not None and not 0 < one <= LONGEST_CM for one in measures):
        raise ShipmentRefused(_("A side is between 1 and 300 cm long."), code="measures")
    if parcel_class not in ParcelClass.values:
        raise ShipmentRefused(_("Choose how it travels."), code="class")
    pack: Product = stockrecord.product
    if pack.stockrecords.exclude(partner=stockrecord.partner_id).exists():
        raise ShipmentRefused(
            _("Others sell this pack, too: ask the programme office to change it."), code="shared"
        )
    values = {
        "gross_weight": gross_weight,
        "parcel_length": length,
        "parcel_width": width,
        "parcel_height": height,
        "parcel_class": parcel_class,
    }
    before = {name: getattr(pack, name) for name in values}
    if before == values:
        return pack
    with transaction.atomic():
        Product.objects.filter(pk=pack.pk).update(**values)
        audit.record(
            action="pack.measured",
            target=pack,
            acting_user=acting_user,
            before=before,
            after=values,
        )
    pack.refresh_from_db(fields=list(values))
    return pack
