"""What was changed on a vendor's shelf, many packs at a time, and the spreadsheets that asked for it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import StockRecord, Vendor
from marketplace.kernel.ids import new_public_id
from storefront.vendors.sheet_imports import SheetImport


class ShelfChange(models.Model):
    """Prices and stock that one person set at once; the newest of a shop can be taken back."""

    class Origin(models.TextChoices):
        GRID = "grid", _("in the table")
        FILE = "file", _("by a spreadsheet")
        UNDO = "undo", _("taken back")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="shelf_changes")
    origin = models.CharField(max_length=4, choices=Origin)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of stock and prices")
        verbose_name_plural = _("changes of stock and prices")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.vendor} {self.at:%Y-%m-%d %H:%M}"


class ShelfChangeRow(models.Model):
    """One pack: whole đồng (empty: not for sale) and packs in the house, before and after."""

    change = models.ForeignKey(ShelfChange, on_delete=models.CASCADE, related_name="rows")
    stockrecord = models.ForeignKey(StockRecord, on_delete=models.CASCADE, related_name="+")
    price_before = models.BigIntegerField(null=True)
    price_after = models.BigIntegerField(null=True)
    stock_before = models.BigIntegerField()
    stock_after = models.BigIntegerField()

    class Meta:
        verbose_name = _("changed pack")
        verbose_name_plural = _("changed packs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "stockrecord"], name="shelf_pack_once")
        ]

    def __str__(self) -> str:
        return f"{self.stockrecord_id}: {self.price_after} × {self.stock_after}"


class ShelfImport(SheetImport):
    """``seen`` is what each pack was when the file came in: {public id: [price, stock]}."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="shelf_imports")
    seen = models.JSONField(default=dict)
    changed = models.PositiveIntegerField(_("changed"), default=0)

    class Meta(SheetImport.Meta):
        verbose_name = _("spreadsheet of stock and prices")
        verbose_name_plural = _("spreadsheets of stock and prices")
