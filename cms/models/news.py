from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from marketplace.kernel.clock import today

from .provincial import ProvincialPage


class NewsPage(ProvincialPage):
    """Something that has happened: a decision, a harvest, a prize."""

    day = models.DateField(_("day"), default=today, help_text=_("When it happened."))

    content_panels = [
        *ProvincialPage.opening_panels,
        FieldPanel("day"),
        *ProvincialPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("news")
