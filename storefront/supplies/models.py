"""A vendor's spreadsheet of supplies: looked at, perhaps taken."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.kernel.ids import new_public_id


class SupplyImport(models.Model):
    """``rows`` keeps the input, as (number of the row, cells), whatever became of it."""

    class State(models.TextChoices):
        TRIED = "tried", _("looked at, not taken")
        TAKEN = "taken", _("taken")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="supply_imports")
    filename = models.CharField(max_length=255)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.TRIED)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    created = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)

    class Meta:
        verbose_name = _("spreadsheet of supplies")
        verbose_name_plural = _("spreadsheets of supplies")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename
