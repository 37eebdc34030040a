from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from catalog.catalogue.goods import SERVICES
from catalog.catalogue.season import Month, calendar
from catalog.catalogue.selectors.shelves import Shelf
from cms.blocks.places import EAST, NORTH, SOUTH, WEST
from cms.choosers import ServiceChooserBlock
from cms.months import MonthsForm
from cms.supplies.points import Points, points
from marketplace.kernel.clock import today

from .provincial import ProvincialPage


class DestinationPage(ProvincialPage):
    """A place worth the journey, with all that one must know before setting out."""

    latitude = models.FloatField(
        _("latitude"), validators=[MinValueValidator(SOUTH), MaxValueValidator(NORTH)]
    )
    longitude = models.FloatField(
        _("longitude"), validators=[MinValueValidator(WEST), MaxValueValidator(EAST)]
    )
    getting_there = models.TextField(
        _("how to get there"), max_length=1500, help_text=_("From where, by what, how long.")
    )
    accessibility = models.TextField(
        _("accessibility"),
        max_length=1000,
        help_text=_("Steps, ramps, toilets, seats: as it is, also where it is hard."),
    )
    safety = models.TextField(_("safety"), max_length=1000, blank=True)
    opening_times = models.CharField(
        _("opening times"), max_length=240, blank=True, help_text=_("Days and hours.")
    )
    languages = models.CharField(
        _("languages spoken"), max_length=160, blank=True, help_text=_("Such as Vietnamese, Khmer.")
    )
    capacity = models.PositiveSmallIntegerField(
        _("people at once"), null=True, blank=True, help_text=_("How many can be received.")
    )
    price_from = models.PositiveIntegerField(
        _("price from (đồng a person)"), null=True, blank=True, help_text=_("0: free of charge.")
    )
    services = StreamField(
        [("service", ServiceChooserBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("services of hosts here"),
        help_text=_(
            "Certified tourism services that belong to this place. After them the page shows the"
            " province's others by itself."
        ),
    )
    best_months = models.PositiveSmallIntegerField(
        _("best months"), default=0, help_text=_("None: good all year round.")
    )

    base_form_class = MonthsForm
    content_panels = [
        *ProvincialPage.opening_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("getting_there"),
            ],
            heading=_("Where it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("opening_times"),
                FieldPanel("best_months"),
                FieldPanel("languages"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("price_from")]),
                FieldPanel("accessibility"),
                FieldPanel("safety"),
            ],
            heading=_("Before setting out"),
        ),
        FieldPanel("services"),
        *ProvincialPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("destination")

    def visit_shelves(self) -> list[Shelf]:
        """Those that the editor has chosen, then the province's."""
        chosen = tuple(one.value for one in self.services if one.value)
        shelves = [Shelf(products=chosen)] if chosen else []
        if self.place is not None:
            shelves += [Shelf(province=self.place.slug, code=code) for code in sorted(SERVICES)]
        return shelves

    @property
    def map_points(self) -> Points:
        """The place alone on a map of its surroundings."""
        return points([(self.title, self.latitude, self.longitude, None)])

    @property
    def months(self) -> list[Month]:
        """The best months as a calendar; empty where it is good all year."""
        return calendar(self.best_months, on=today())
