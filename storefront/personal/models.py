import datetime

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_token


class Purpose(models.TextChoices):
    """What a person may agree to, each apart from the others; nothing is ticked beforehand."""

    NEWSLETTER = "newsletter", _("News about products in season, by e-mail")
    PROVINCES = "provinces", _("Invitations to the provinces' events, by e-mail")


#: Changes whenever a purpose's words change their meaning; kept with each consent.
CONSENT_VERSION = "2026-11"


class Consent(models.Model):
    """One word given or taken back. Rows are only added; the last one of a purpose counts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    is_given = models.BooleanField()
    version = models.CharField(max_length=10)
    #: The words as they stood on the page, in its language.
    text = models.CharField(max_length=255)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "purpose", "-id"], name="personal_latest_consent")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.purpose} {self.is_given}"


def private_storage():
    """Never the public one (truth 10)."""
    return storages["private"]


def export_path(export: "DataExport", _name: str) -> str:
    return f"exports/{export.token}.zip"


class DataExport(models.Model):
    """A copy of everything about one person, for that person, for a few days."""

    KEPT_FOR = datetime.timedelta(days=7)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports"
    )
    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    file = models.FileField(storage=private_storage, upload_to=export_path, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("copy of somebody's data")
        verbose_name_plural = _("copies of people's data")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ready_at__isnull=True), name="personal_one_export"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"


class Erasure(models.Model):
    """A person's wish to be forgotten: waits for the days of thought, then is carried out once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CALLED_OFF = "called_off", _("called off")
        DONE = "done", _("done")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasures"
    )
    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    language = models.CharField(max_length=2, default="vi")
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("erasure of somebody's data")
        verbose_name_plural = _("erasures of people's data")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="waiting"), name="personal_one_erasure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"
