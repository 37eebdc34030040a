from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """How often something happened on a page on a day. No row says who, when in the day, or from where."""

    class Kind(models.TextChoices):
        READ = "read", _("reads")
        SEARCH = "search", _("searches")
        CLICK = "click", _("products opened")

    day = models.DateField()
    kind = models.CharField(max_length=6, choices=Kind)
    path = models.CharField(max_length=320)
    province = models.SlugField(max_length=64)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        constraints = [
            models.UniqueConstraint(fields=["day", "kind", "path"], name="insight_once_a_day")
        ]
        indexes = [models.Index(fields=["province", "day"], name="insight_by_province")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.path}"
