"""Oscar's order as the buyer's contract; what each vendor owes is vendors.VendorOrder."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from catalog.certification.models import Certificate
from marketplace.geography.models import Province
from marketplace.kernel.ids import new_token
from storefront.address.vietnamese import VietnameseAddress
from storefront.payers import Payer

from .statuses import OrderStatus


class Order(AbstractOrder):
    """Exists, with its stock reserved, before any money moves (truth 6).

    Amounts are whole đồng including VAT: goods − discounts + shipping = total (truth 4). Goods are at
    the vendors' prices, whoever pays for some of them.
    """

    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    goods_total = models.BigIntegerField(_("goods"), default=0)
    discount_total = models.BigIntegerField(_("discounts"), default=0)
    shipping_total = models.BigIntegerField(_("delivery"), default=0)
    total = models.BigIntegerField(_("total"), default=0)
    payment_method = models.CharField(_("payment method"), max_length=20, blank=True)
    expires_at = models.DateTimeField(_("stock is kept until"), null=True, blank=True)
    language = models.CharField(max_length=2, default="vi")
    #: One per checkout form shown: the same form sent twice is the same order.
    checkout_key = models.CharField(max_length=40, unique=True, null=True, editable=False)
    #: Terms, return policy and sellers as they stood (Law 19/2023/QH15, Art. 37–39).
    frozen_terms = models.JSONField(default=dict)
    #: For somebody else: packing slips without prices, and with the message where there is one.
    is_gift = models.BooleanField(_("a gift"), default=False)
    gift_message = models.CharField(_("message with the gift"), max_length=300, blank=True)

    class Meta(AbstractOrder.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(total=F("goods_total") - F("discount_total") + F("shipping_total")),
                name="order_total_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(total_incl_tax=F("total")), name="order_total_is_oscars"
            ),
            models.CheckConstraint(
                condition=Q(status__in=OrderStatus.values), name="order_known_status"
            ),
            models.UniqueConstraint(
                fields=["basket"], condition=Q(basket__isnull=False), name="order_one_per_basket"
            ),
        ]
        indexes = [models.Index(fields=["status", "expires_at"], name="order_expiry")]

    @property
    def status_words(self) -> str:
        """The status as people read it."""
        return str(OrderStatus(self.status).label)

    def get_absolute_url(self) -> str:
        return reverse("order:detail", kwargs={"token": self.token})


class ShippingAddress(VietnameseAddress, AbstractShippingAddress):
    """Where an order goes, as printed on the day."""

    class Meta(AbstractShippingAddress.Meta):
        abstract = False


class Line(AbstractLine):
    """A line with the claim as it stood at sale: decision, star, last day (truth 1)."""

    vendor_order = models.ForeignKey(
        "vendors.VendorOrder", null=True, on_delete=models.PROTECT, related_name="lines"
    )
    certificate = models.ForeignKey(
        Certificate, null=True, on_delete=models.PROTECT, related_name="+"
    )
    certificate_code = models.CharField(max_length=16, blank=True)
    decision_number = models.CharField(max_length=80, blank=True)
    star = models.PositiveSmallIntegerField(null=True)
    certificate_last_day = models.DateField(null=True)
    producer_name = models.CharField(max_length=255, blank=True)
    #: VAT as of the day of the sale: catalogue.vat's class, and its rate in basis points.
    vat_class = models.CharField(max_length=12, blank=True)
    vat_bp = models.PositiveSmallIntegerField(null=True)
    #: Who pays the difference between the vendor's price and what the buyer pays; empty: nobody.
    discount_payer = models.CharField(max_length=8, choices=Payer, blank=True)
    discount_province = models.ForeignKey(
        Province, null=True, on_delete=models.PROTECT, related_name="+"
    )
    #: The gift set that it was bought in, by its name of that day.
    gift_set_title = models.CharField(max_length=80, blank=True)

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(line_price_incl_tax__lte=F("line_price_before_discounts_incl_tax")),
                name="order_line_discount_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(discount_payer=Payer.PROVINCE, discount_province__isnull=False)
                | (~Q(discount_payer=Payer.PROVINCE) & Q(discount_province__isnull=True)),
                name="order_line_province_pays",
            ),
        ]

    @property
    def price(self) -> int:
        """The vendor's price of the whole line."""
        return int(self.line_price_before_discounts_incl_tax)

    @property
    def paid(self) -> int:
        """What the buyer pays for it."""
        return int(self.line_price_incl_tax)

    @property
    def discount(self) -> int:
        return self.price - self.paid

    @property
    def revenue(self) -> int:
        """What the vendor gets for it, from whomever: the base of VAT, commission and withholding.

        A discount that somebody else pays is part of the price (docs/vouchers.md).
        """
        return self.paid if self.discount_payer == Payer.VENDOR else self.price


class OrderMail(models.Model):
    """One mail about an order, written in the transaction that caused it; sent at most once.

    The task queue delivers it: waiting → sending → sent; back to waiting where the mail server
    refused, failed after the last attempt, dropped where the order had moved on meanwhile.
    About the order as a whole, ``vendor_order`` says which vendor it goes to, empty: to the
    buyer. About a parcel (OF_PARCELS) it always goes to the buyer.
    """

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("order confirmed")
        CANCELLED = "cancelled", _("order cancelled")
        EXPIRED = "expired", _("order ran out of time")
        SHIPPED = "shipped", _("parcel on its way")
        DELIVERED = "delivered", _("parcel delivered")
        CALLED_OFF = "called_off", _("parcel called off by its seller")
        TO_PAY = "to_pay", _("how to pay by transfer")
        REMINDER = "reminder", _("the time to pay by transfer ends soon")
        CLAIMED = "claimed", _("the buyer says that it was transferred")
        SHORT = "short", _("too little was transferred")
        OWED = "owed", _("more was transferred than is due")
        REFUNDED = "refunded", _("the seller has paid money back")
        CARD_BACK = "card_back", _("money goes back to the card")
        REFUND = "refund", _("money back for some of the goods")
        PAID_BACK = "paid_back", _("the money for a refund has gone back")
        UNREACHED = "unreached", _("a parcel could not be handed over")
        INVOICED = "invoiced", _("the seller has issued the invoice")

    OF_PARCELS = frozenset({Kind.SHIPPED, Kind.DELIVERED, Kind.CALLED_OFF, Kind.UNREACHED})
    #: About the transfer for one vendor's part; to the buyer, but for "claimed" (to the vendor).
    OF_TRANSFERS = frozenset({Kind.CLAIMED, Kind.SHORT, Kind.OWED, Kind.REFUNDED})
    TO_BUYER = (
        OF_PARCELS
        | OF_TRANSFERS - {Kind.CLAIMED}
        | {Kind.CARD_BACK, Kind.REFUND, Kind.PAID_BACK, Kind.INVOICED}
    )

    #: Only while the order still waits for its money.
    OF_WAITING = frozenset({Kind.TO_PAY, Kind.REMINDER})

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("no longer true when it was due")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="mails")
    vendor_order = models.ForeignKey(
        "vendors.VendorOrder", null=True, on_delete=models.PROTECT, related_name="mails"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    #: What tells two mails of one kind apart, such as the bank transaction that it is about.
    occasion = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "order"
        verbose_name = _("mail about an order")
        verbose_name_plural = _("mails about orders")
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind", "occasion"],
                condition=Q(vendor_order__isnull=True),
                name="order_mail_once_to_buyer",
            ),
            models.UniqueConstraint(
                fields=["vendor_order", "kind", "occasion"],
                condition=Q(vendor_order__isnull=False),
                name="order_mail_once_to_vendor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.kind} {self.state}"


from oscar.apps.order.models import *  # noqa: F403
