from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .dated import DatedPage
from .provincial import ProvincialPage


class EventPage(DatedPage):
    """A fair, a festival, a meeting of buyers and makers."""

    venue = models.CharField(_("venue"), max_length=200)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    organiser = models.CharField(
        _("organiser"), max_length=160, help_text=_("The body that holds it.")
    )
    registration_url = models.URLField(
        _("registration"), blank=True, help_text=_("Where one registers, if one must.")
    )

    content_panels = [
        *ProvincialPage.opening_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("hours"),
                FieldPanel("venue"),
                FieldPanel("organiser"),
                FieldPanel("registration_url"),
            ],
            heading=_("When and where"),
        ),
        *ProvincialPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("event")
