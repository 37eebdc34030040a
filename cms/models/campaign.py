from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from .dated import DatedPage
from .provincial import ProvincialPage


class CampaignPage(DatedPage):
    """A season's or a holiday's selection: shelves with a beginning and an end."""

    content_panels = [
        *ProvincialPage.opening_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        *ProvincialPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("campaign")
