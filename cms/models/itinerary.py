from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks.body import DaysBlock
from cms.provinces.addresses import address
from cms.supplies.fetching import Part, Supplies
from cms.supplies.needs import Link
from cms.supplies.points import Points, points
from marketplace.kernel.clock import today

from .destination import DestinationPage
from .provincial import ProvincialPage


class ItineraryPage(ProvincialPage):
    """A journey of some days, stop by stop. It stands in the province where it begins."""

    start = models.CharField(_("begins at"), max_length=160)
    days = StreamField(DaysBlock(), verbose_name=_("days"))

    content_panels = [
        *ProvincialPage.opening_panels,
        FieldPanel("start"),
        FieldPanel("days"),
        *ProvincialPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("itinerary")

    def day_parts(self) -> list[Part]:
        """The days with the pages that their stops lead to."""
        return Supplies(self.days, on=today()).parts(name="day")

    @cached_property
    def map_points(self) -> Points:
        """The stops that have a published page, once each, in the order of the journey; one query."""
        numbers = list(dict.fromkeys(stop["destination"] for stop in self.stops))
        rows = DestinationPage.objects.filter(pk__in=[one for one in numbers if one], live=True)
        places = {
            pk: (title, latitude, longitude, Link(title, address(url_path, language)))
            for pk, title, latitude, longitude, url_path, language in rows.values_list(
                "pk", "title", "latitude", "longitude", "url_path", "locale__language_code"
            )
        }
        return points(places[number] for number in numbers if number in places)

    @property
    def stops(self) -> list[Any]:
        """All stops in order."""
        return [stop for day in self.days for stop in day.value["stops"]]
