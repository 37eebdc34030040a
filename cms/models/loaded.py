from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision


class LoadedPiece(models.Model):
    """What set-up has loaded, so that it is loaded once and an editor's work is never overwritten.

    ``page`` is empty where an editor has deleted it. The page is as it was loaded while its latest
    revision is ``revision``.
    """

    name = models.CharField(_("piece"), max_length=120)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("loaded piece")
        verbose_name_plural = _("loaded pieces")
        constraints = [
            models.UniqueConstraint(fields=["name", "locale"], name="cms_piece_once_a_language")
        ]

    def __str__(self) -> str:
        return self.name
