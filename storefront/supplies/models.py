"""A vendor's spreadsheet of supplies: looked at, perhaps taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from storefront.vendors.sheet_imports import SheetImport


class SupplyImport(SheetImport):
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="supply_imports")
    created = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)

    class Meta(SheetImport.Meta):
        verbose_name = _("spreadsheet of supplies")
        verbose_name_plural = _("spreadsheets of supplies")
