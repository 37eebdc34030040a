"""A refund of one vendor's part with its lines, and how much of each line has gone back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_public_id
from storefront.order.models import Line
from storefront.shipments.models import Shipment
from storefront.vendors.models import VendorOrder

from .shares import Amounts
from .statuses import RefundState, RefundWay


class Refund(models.Model):
    """Money that the vendor gives up, for goods of one order that it names line by line.

    Amounts are whole đồng. How the money goes back is the order's way to pay; ``proof`` is what
    shows it where only the vendor knows (cash on delivery).
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor_order = models.ForeignKey(VendorOrder, on_delete=models.PROTECT, related_name="refunds")
    #: One per form shown: the same form sent twice is the same refund.
    form_key = models.CharField(max_length=16, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=RefundState, default=RefundState.PROPOSED
    )
    #: The parcel whose goods it is for, which came back: its units are counted with it.
    shipment = models.ForeignKey(
        Shipment, null=True, on_delete=models.PROTECT, related_name="refunds"
    )
    way = models.CharField(_("the money"), max_length=5, choices=RefundWay, default=RefundWay.GOES)
    goods = models.BigIntegerField(_("goods"))
    shipping = models.BigIntegerField(_("delivery"))
    total = models.BigIntegerField(_("total"))
    #: As the buyer reads it.
    reason = models.CharField(_("reason"), max_length=255)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(_("why it was declined"), max_length=255, blank=True)
    proof = models.CharField(_("how it was paid back"), max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["vendor_order", "form_key"], name="refunds_form_once"),
            models.CheckConstraint(
                condition=Q(total=F("goods") + F("shipping")), name="refunds_total_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(goods__gte=0, shipping__gte=0, total__gt=0), name="refunds_of_something"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RefundState.values), name="refunds_known_state"
            ),
            models.CheckConstraint(condition=Q(way__in=RefundWay.values), name="refunds_known_way"),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="refunds_by_state")]

    def __str__(self) -> str:
        return f"{self.vendor_order} −{self.total}"


class RefundLine(models.Model):
    """Of one line: units that go back, and the money for them or off their price."""

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField(_("units"))
    goods = models.BigIntegerField(_("goods"))
    shipping = models.BigIntegerField(_("delivery"))
    #: What goes back to others than the buyer, who had paid it.
    discount = models.BigIntegerField(_("discount"), default=0)
    delivery_aid = models.BigIntegerField(_("delivery paid by others"), default=0)
    #: Whether the units are for sale again.
    restocked = models.BooleanField(_("back on the shelf"), default=False)

    class Meta:
        verbose_name = _("line of a refund")
        verbose_name_plural = _("lines of refunds")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="refunds_line_once"),
            models.CheckConstraint(
                condition=Q(goods__gte=0, shipping__gte=0, discount__gte=0, delivery_aid__gte=0),
                name="refunds_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.refund_id} {self.quantity} × {self.line_id}"

    @property
    def total(self) -> int:
        return self.goods + self.shipping

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.quantity, self.goods, self.shipping, self.discount, self.delivery_aid)


class LineBalance(models.Model):
    """What a line brought and what of it has gone back, or is proposed to.

    Written with the first refund of its part. ``back_…`` grows by a guarded UPDATE alone; the
    constraint is the last defence.
    """

    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="balance")
    quantity = models.PositiveIntegerField()
    goods = models.BigIntegerField()
    shipping = models.BigIntegerField()
    discount = models.BigIntegerField(default=0)
    delivery_aid = models.BigIntegerField(default=0)
    back_quantity = models.PositiveIntegerField(default=0)
    back_goods = models.BigIntegerField(default=0)
    back_shipping = models.BigIntegerField(default=0)
    back_discount = models.BigIntegerField(default=0)
    back_delivery_aid = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("what has gone back of a line")
        verbose_name_plural = _("what has gone back of lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    back_quantity__gte=0,
                    back_quantity__lte=F("quantity"),
                    back_goods__gte=0,
                    back_goods__lte=F("goods"),
                    back_shipping__gte=0,
                    back_shipping__lte=F("shipping"),
                    back_discount__gte=0,
                    back_discount__lte=F("discount"),
                    back_delivery_aid__gte=0,
                    back_delivery_aid__lte=F("delivery_aid"),
                ),
                name="refunds_never_above_what_was_sold",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.back_quantity}/{self.quantity}"

    @property
    def sold(self) -> Amounts:
        return Amounts(self.quantity, self.goods, self.shipping, self.discount, self.delivery_aid)

    @property
    def back(self) -> Amounts:
        return Amounts(
            self.back_quantity,
            self.back_goods,
            self.back_shipping,
            self.back_discount,
            self.back_delivery_aid,
        )
