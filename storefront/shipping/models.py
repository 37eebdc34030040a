"""Carriers and what they ask, as dated rows: a tariff that has begun stays as it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.parcels import ParcelClass
from catalog.partner.models import Vendor
from marketplace.geography.models import Commune, Province
from marketplace.kernel.clock import today
from storefront.payers import Payer as DiscountPayer

from .zones import Units, Zone


class Carrier(models.Model):
    """Whoever carries parcels. ``service`` names the class that speaks with it (carriers.py)."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    service = models.CharField(_("service"), max_length=20, default="manual")
    #: Where a parcel can be followed; ``{number}`` stands for the tracking number.
    tracking_address = models.CharField(_("tracking address"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("carrier")
        verbose_name_plural = _("carriers")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tracking_address="") | Q(tracking_address__startswith="https://"),
                name="shipping_tracking_is_https",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tariff(models.Model):
    """What a carrier asks from a day on, until its next tariff."""

    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="tariffs")
    valid_from = models.DateField(_("valid from"))
    #: Cubic centimetres that count as one kilogram.
    divisor = models.PositiveIntegerField(_("volumetric divisor"), default=5000)
    units = models.CharField(_("zones by"), max_length=6, choices=Units, default=Units.TODAY)
    remote_surcharge = models.BigIntegerField(_("surcharge for remote communes"), default=0)
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    #: Of everything that the file said of it; the same again changes nothing.
    digest = models.CharField(max_length=64, editable=False)
    source = models.CharField(_("file"), max_length=120, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tariff")
        verbose_name_plural = _("tariffs")
        ordering = ["carrier", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "valid_from"], name="shipping_one_tariff_a_day"
            ),
            models.CheckConstraint(condition=Q(divisor__gt=0), name="shipping_divisor_positive"),
            models.CheckConstraint(
                condition=Q(remote_surcharge__gte=0), name="shipping_surcharge_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.valid_from:%d/%m/%Y}"


class Rate(models.Model):
    """One zone and class of a tariff. Whole đồng, VAT included."""

    tariff = models.ForeignKey(Tariff, on_delete=models.CASCADE, related_name="rates")
    zone = models.CharField(_("zone"), max_length=13, choices=Zone)
    parcel_class = models.CharField(
        _("class"), max_length=8, choices=ParcelClass, default=ParcelClass.ORDINARY
    )
    #: [[grams up to and including, đồng], …], both rising.
    steps = models.JSONField(_("weight steps"))
    each_further_kilogram = models.BigIntegerField(_("each further kilogram"))
    #: Days from the order to the door, packing included.
    first_day = models.PositiveSmallIntegerField(_("days at least"))
    last_day = models.PositiveSmallIntegerField(_("days at most"))

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["tariff", "zone", "parcel_class"]
        constraints = [
            models.UniqueConstraint(
                fields=["tariff", "zone", "parcel_class"], name="shipping_one_rate_a_zone"
            ),
            models.CheckConstraint(
                condition=Q(each_further_kilogram__gte=0), name="shipping_kilogram_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=models.F("last_day")), name="shipping_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tariff} {self.zone} {self.parcel_class}"


class RemoteCommune(models.Model):
    """A commune to which a tariff's surcharge applies."""

    tariff = models.ForeignKey(Tariff, on_delete=models.CASCADE, related_name="remote_communes")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("remote commune")
        verbose_name_plural = _("remote communes")
        constraints = [
            models.UniqueConstraint(fields=["tariff", "commune"], name="shipping_remote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tariff}: {self.commune}"


class FreeDelivery(models.Model):
    """From what amount of one vendor's goods its delivery costs the buyer nothing, and who pays it."""

    Payer = DiscountPayer

    payer = models.CharField(_("paid by"), max_length=8, choices=Payer)
    vendor = models.ForeignKey(
        Vendor, null=True, blank=True, on_delete=models.PROTECT, related_name="free_deliveries"
    )
    #: A province pays for what is sent from its own vendors.
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    free_from = models.BigIntegerField(_("from goods worth"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("free delivery")
        verbose_name_plural = _("free deliveries")
        constraints = [
            models.CheckConstraint(
                condition=Q(free_from__gt=0), name="shipping_free_from_positive"
            ),
            models.CheckConstraint(
                condition=Q(payer="vendor", vendor__isnull=False, province__isnull=True)
                | Q(payer="province", vendor__isnull=True, province__isnull=False)
                | Q(payer="platform", vendor__isnull=True, province__isnull=True),
                name="shipping_free_payer_named",
            ),
            models.UniqueConstraint(
                fields=["vendor", "valid_from"], name="shipping_free_of_vendor"
            ),
            models.UniqueConstraint(
                fields=["province", "valid_from"], name="shipping_free_of_province"
            ),
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=Q(payer="platform"),
                name="shipping_free_of_platform",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_payer_display()} {self.free_from}"

    @property
    def payer_name(self) -> str:
        """Who pays, by name."""
        named = self.vendor or self.province
        return str(named.name if named else self.get_payer_display())

    @property
    def is_over(self) -> bool:
        """Its last day lies behind us."""
        return self.valid_until is not None and self.valid_until < today()


class DeliveryBudget(models.Model):
    """How much a payer gives for its free deliveries in all; without one there is no limit.

    Apart from FreeDelivery, whose every change has all processes read the tariffs again.
    ``committed`` grows by one guarded UPDATE alone (budgets.py); the constraint is behind it.
    """

    free = models.OneToOneField(FreeDelivery, on_delete=models.CASCADE, related_name="budget")
    amount = models.BigIntegerField(_("budget"))
    committed = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("budget of free deliveries")
        verbose_name_plural = _("budgets of free deliveries")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, committed__gte=0, committed__lte=models.F("amount")),
                name="shipping_budget_never_overspent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committed} / {self.amount}"

    @property
    def left(self) -> int:
        return self.amount - self.committed


class DeliveryUse(models.Model):
    """What one vendor's part of an order takes of a budget; ``back`` of it went back."""

    budget = models.ForeignKey(DeliveryBudget, on_delete=models.PROTECT, related_name="uses")
    vendor_order = models.OneToOneField(
        "vendors.VendorOrder", on_delete=models.PROTECT, related_name="delivery_use"
    )
    amount = models.BigIntegerField(_("amount"))
    back = models.BigIntegerField(_("given back"), default=0)

    class Meta:
        verbose_name = _("use of a budget of free deliveries")
        verbose_name_plural = _("uses of budgets of free deliveries")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, back__gte=0, back__lte=models.F("amount")),
                name="shipping_never_more_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor_order_id} −{self.amount}"


from oscar.apps.shipping.models import *  # noqa: F403
