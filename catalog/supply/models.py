"""What a vendor can deliver wholesale (nguồn cung), and the ledger of what it has promised of it.

docs/supply.md says what each column means.
"""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.kernel.ids import new_public_id

from .units import Content, PackUnit, Unit, content_of


class Supply(models.Model):
    """One certified product as one vendor delivers it in quantity.

    Amounts (minimum, tiers, capacity) are whole numbers of ``unit``. What is not known is null.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("on offer")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("ended")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="supplies")
    #: The recognised product, an Oscar parent.
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="supplies")
    unit = models.CharField(_("unit"), max_length=12, choices=Unit)
    content_kg = models.DecimalField(
        _("kilograms in one unit"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    pack_size = models.DecimalField(
        _("content of one pack"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    pack_unit = models.CharField(
        _("unit of that content"), max_length=12, choices=PackUnit, null=True, blank=True
    )
    minimum_quantity = models.PositiveIntegerField(_("smallest order"), default=1)
    lead_time_days = models.PositiveSmallIntegerField(
        _("days from order to dispatch"), null=True, blank=True
    )
    #: Null: nationwide.
    delivers_within_km = models.PositiveSmallIntegerField(
        _("delivers within km"), null=True, blank=True
    )
    #: Codes of standards.Standard beyond those that the product holds.
    standards = models.JSONField(_("further standards"), default=list, blank=True)
    note = models.TextField(_("note for buyers"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)

    # Readiness for supermarkets, and papers for export.
    has_barcode = models.BooleanField(_("barcode on each pack"), default=False)
    shelf_life_days = models.PositiveSmallIntegerField(_("shelf life, days"), null=True, blank=True)
    tested_on = models.DateField(_("date of the newest test report"), null=True, blank=True)
    has_e_invoice = models.BooleanField(_("issues e-invoices"), default=False)
    has_retail_packaging = models.BooleanField(_("packed for retail shelves"), default=False)
    #: Codes out of standards.EXPORT_PAPERS.
    export_papers = models.JSONField(_("export papers"), default=list, blank=True)

    #: Grows with each change of the supply, its tiers or its capacity.
    version = models.PositiveBigIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("supply")
        verbose_name_plural = _("supplies")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_quantity__gte=1), name="supply_minimum_is_something"
            ),
            models.CheckConstraint(
                condition=Q(content_kg__isnull=True) | Q(content_kg__gt=0),
                name="supply_content_is_something",
            ),
            models.CheckConstraint(
                condition=Q(pack_size__isnull=True, pack_unit__isnull=True)
                | Q(pack_size__gt=0, pack_unit__isnull=False),
                name="supply_pack_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["vendor", "state"], name="supply_of_vendor")]

    def __str__(self) -> str:
        return f"{self.product} · {self.vendor}"

    @property
    def content(self) -> Content:
        """What one unit holds, for converting."""
        return content_of(
            self.unit, kg=self.content_kg, pack_size=self.pack_size, pack_unit=self.pack_unit
        )


class SupplyTier(models.Model):
    """From so many units the price of one is this: whole đồng, VAT included."""

    supply = models.ForeignKey(Supply, on_delete=models.CASCADE, related_name="tiers")
    from_quantity = models.PositiveIntegerField(_("from quantity"))
    unit_price = models.PositiveBigIntegerField(_("price of one unit"))

    class Meta:
        verbose_name = _("price tier")
        verbose_name_plural = _("price tiers")
        ordering = ["supply", "from_quantity"]
        constraints = [
            models.UniqueConstraint(fields=["supply", "from_quantity"], name="supply_tier_once"),
            models.CheckConstraint(
                condition=Q(from_quantity__gte=1, unit_price__gte=1), name="supply_tier_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_quantity}: {self.unit_price}"


class Capacity(models.Model):
    """How much can be delivered in a calendar month, and how much of that is promised.

    A month without a row has no capacity. ``committed`` moves only by committing.py; it is the
    sum of the ledger (Commitment), and the database keeps it between zero and ``quantity``.
    """

    supply = models.ForeignKey(Supply, on_delete=models.PROTECT, related_name="capacities")
    #: Its first day.
    month = models.DateField(_("month"))
    quantity = models.PositiveIntegerField(_("capacity"))
    committed = models.PositiveIntegerField(_("of it committed"), default=0)

    class Meta:
        verbose_name = _("capacity of a month")
        verbose_name_plural = _("capacity by month")
        ordering = ["supply", "month"]
        constraints = [
            models.UniqueConstraint(fields=["supply", "month"], name="supply_month_once"),
            models.CheckConstraint(
                condition=Q(committed__gte=0, committed__lte=F("quantity")),
                name="supply_committed_within_capacity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}: {self.committed}/{self.quantity}"

    @property
    def left(self) -> int:
        return self.quantity - self.committed


class Commitment(models.Model):
    """A line of the ledger: so much of a month was promised (positive) or given back (negative).

    Rows are only added; triggers.py has the database itself refuse changes. A promise is given
    back whole, once: a smaller one is a new promise.
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="commitments")
    quantity = models.IntegerField(_("quantity"))
    #: What it was promised for, such as ``award:k7qm2x9d1a``; one promise a month for each.
    reference = models.CharField(_("promised for"), max_length=64)
    #: On a line that gives back: the promise that it ends.
    releases = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="released_by"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["capacity", "reference"],
                condition=Q(releases__isnull=True),
                name="supply_promised_once",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, releases__isnull=True)
                | Q(quantity__lt=0, releases__isnull=False),
                name="supply_ledger_signs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.quantity}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A line of the ledger is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A line of the ledger stays.")


def month_of(day: datetime.date) -> datetime.date:
    """The first day of its month: how months are named in the books."""
    return day.replace(day=1)
