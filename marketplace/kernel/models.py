from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to which object, when. Written by kernel.audit.record, never changed.

    ``data`` holds codes, states and public ids; no personal data.
    """

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    action = models.CharField(_("action"), max_length=64)
    object_type = models.CharField(_("object type"), max_length=64)
    object_id = models.CharField(_("object"), max_length=64)
    data = models.JSONField(_("data"), default=dict, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An audit entry is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("An audit entry stays.")


class ChoreRun(models.Model):
    """One turn of a piece of work that comes by itself, taken by whoever wrote the row (chores.py)."""

    name = models.CharField(_("name"), max_length=64)
    turn = models.CharField(_("turn"), max_length=32)
    began_at = models.DateTimeField(_("began at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    said = models.CharField(_("what it said"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("daily work")
        verbose_name_plural = _("daily work")
        constraints = [models.UniqueConstraint(fields=["name", "turn"], name="chore_once_a_turn")]

    def __str__(self) -> str:
        return f"{self.name} {self.turn}"
