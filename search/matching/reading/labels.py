"""What the kinds of parts are called in the form."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "product": _("Product"),
    "quantity": _("Quantity"),
    "pack": _("Pack"),
    "min_star": _("Stars"),
    "price": _("Price"),
    "standard_required": _("Standard needed"),
    "standard_preferred": _("Standard wished for"),
    "producer_required": _("Producers"),
    "producer_preferred": _("Producers wished for"),
    "origin_required": _("Origin"),
    "origin_preferred": _("Origin wished for"),
    "delivery_place": _("Place of delivery"),
    "buyers_place": _("Where you are"),
    "centre": _("Around"),
    "date": _("Date of delivery"),
    "event": _("Occasion"),
    "cadence": _("Rhythm of delivery"),
    "radius_km": _("Distance"),
    "certificate_valid_until": _("Certificate valid until"),
    "contract_months": _("Length of the contract"),
}
