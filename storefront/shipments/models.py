from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_public_id
from storefront.order.models import Line
from storefront.vendors.models import VendorOrder

from .statuses import ShipmentStatus


class Shipment(models.Model):
    """One parcel of a vendor's part of an order (kiện hàng). It has no price: delivery is agreed on
    when the order is placed, however many parcels it takes."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor_order = models.ForeignKey(
        VendorOrder, on_delete=models.PROTECT, related_name="shipments"
    )
    number = models.CharField(_("number"), max_length=48, unique=True)
    status = models.CharField(
        _("status"), max_length=9, choices=ShipmentStatus, default=ShipmentStatus.ON_WAY
    )
    #: As it was told then, whatever becomes of the carrier's row.
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    tracking = models.CharField(_("tracking number"), max_length=60, blank=True)
    tracking_address = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ShipmentStatus.values), name="shipments_known_status"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ShipmentLine(models.Model):
    """How much of a line is in a parcel."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="shipped")
    quantity = models.PositiveIntegerField(_("quantity"))

    class Meta:
        verbose_name = _("goods in a parcel")
        verbose_name_plural = _("goods in parcels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "line"], name="shipments_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="shipments_line_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line}"


class ShelfCount(models.Model):
    """How many units of a line came back to the shelf after they had left the house.

    The one place where both ways count: parcels that came back, and refunds of what the buyer has
    sent back. Together never more than was sold; grows by a guarded UPDATE (shelving.py) alone.
    """

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="shelf_count")
    sold = models.PositiveIntegerField()
    by_parcels = models.PositiveIntegerField(default=0)
    by_refunds = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("units back on the shelf")
        verbose_name_plural = _("units back on the shelf")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    by_parcels__gte=0,
                    by_refunds__gte=0,
                    sold__gte=F("by_parcels") + F("by_refunds"),
                ),
                name="shipments_shelved_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.by_parcels}+{self.by_refunds}/{self.sold}"


class ShipmentEvent(models.Model):
    """One move of a parcel, kept for good."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="events")
    status = models.CharField(max_length=9, choices=ShipmentStatus)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of a parcel")
        verbose_name_plural = _("events of parcels")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.shipment} {self.status}"
