from django.db import models
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """Random numbers whose sum stands for the state of everything that shared pages show.

    Written by the database's triggers alone (triggers.py), in the transaction of the change: on
    SQLite one row, replaced; on PostgreSQL a row per change, so that writers do not wait
    for each other, folded together by readers.
    """

    value = models.BigIntegerField(_("value"))

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")

    def __str__(self) -> str:
        return str(self.value)


class ReferenceStamp(models.Model):
    """The same for reference data alone: one row, replaced when a unit or kind of goods changes."""

    value = models.BigIntegerField(_("value"))

    class Meta:
        verbose_name = _("stamp of reference data")
        verbose_name_plural = _("stamps of reference data")

    def __str__(self) -> str:
        return str(self.value)
