from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.geography.models import Province
from marketplace.kernel.ids import new_public_id
from storefront.order.models import Order
from storefront.payers import Payer

from .statuses import VendorOrderStatus


class VendorOrder(models.Model):
    """One vendor's part of an order: its lines, delivery charge and progress (đơn của người bán)."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="vendor_orders")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(_("number"), max_length=40, unique=True)
    status = models.CharField(
        _("status"), max_length=10, choices=VendorOrderStatus, default=VendorOrderStatus.PENDING
    )
    goods_total = models.BigIntegerField(_("goods"))
    #: Of the goods, whoever pays it; each line says who.
    discount_total = models.BigIntegerField(_("discounts"), default=0)
    #: What the buyer pays for the delivery.
    shipping_charge = models.BigIntegerField(_("delivery"))
    #: What somebody else than buyer and vendor pays for it besides.
    delivery_aid = models.BigIntegerField(_("delivery paid by others"), default=0)
    delivery_payer = models.CharField(max_length=8, choices=Payer, blank=True)
    delivery_province = models.ForeignKey(
        Province, null=True, on_delete=models.PROTECT, related_name="+"
    )
    total = models.BigIntegerField(_("total"))
    #: Of the goods, in basis points, as it stood when the order was placed.
    commission_bp = models.PositiveSmallIntegerField(_("commission in basis points"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    #: Whether it has ever been new, so that the vendor may know whom it is for; vendors.selectors
    #: reads it with the row.
    is_placed: bool

    class Meta:
        verbose_name = _("vendor's order")
        verbose_name_plural = _("vendors' orders")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "vendor"], name="vendors_one_per_order"),
            models.CheckConstraint(
                condition=Q(total=F("goods_total") - F("discount_total") + F("shipping_charge")),
                name="vendors_total_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(discount_total__gte=0, discount_total__lte=F("goods_total")),
                name="vendors_discount_of_goods",
            ),
            models.CheckConstraint(
                condition=Q(delivery_aid=0)
                | Q(delivery_aid__gt=0, delivery_payer=Payer.PLATFORM)
                | Q(
                    delivery_aid__gt=0,
                    delivery_payer=Payer.PROVINCE,
                    delivery_province__isnull=False,
                ),
                name="vendors_delivery_aid_has_payer",
            ),
            models.CheckConstraint(
                condition=Q(status__in=VendorOrderStatus.values), name="vendors_known_status"
            ),
        ]
        indexes = [models.Index(fields=["vendor", "status", "-created_at"])]

    def __str__(self) -> str:
        return self.number


class VendorOrderEvent(models.Model):
    """One move of a vendor's order, kept for good."""

    vendor_order = models.ForeignKey(VendorOrder, on_delete=models.PROTECT, related_name="events")
    status = models.CharField(max_length=10, choices=VendorOrderStatus)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of a vendor's order")
        verbose_name_plural = _("events of vendors' orders")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.vendor_order} {self.status}"
