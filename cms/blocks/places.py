"""Where and when: a map with its list, months, figures, a day of an itinerary."""

import datetime
from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    FloatBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    TextBlock,
)

from catalog.catalogue.season import bits, calendar
from cms.supplies.needs import Links, Needs
from cms.supplies.points import points

from .choices import CodesBlock, month_choices
from .numbers import PageNumberBlock
from .telling import TellingBlock

#: The country with its archipelagos.
SOUTH, NORTH, WEST, EAST = 7.0, 24.0, 102.0, 118.0


class _PlaceBlock(StructBlock):
    name = CharBlock(max_length=120, label=_("Name"))
    latitude = FloatBlock(min_value=SOUTH, max_value=NORTH, label=_("Latitude"))
    longitude = FloatBlock(min_value=WEST, max_value=EAST, label=_("Longitude"))
    page = PageNumberBlock(required=False, label=_("Its page"))


class MapBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Heading"))
    rows = ListBlock(_PlaceBlock(), min_num=1, max_num=20, label=_("Places"))

    def needs(self, value: Any) -> Needs:
        return Needs(pages=tuple(row["page"] for row in value["rows"] if row["page"]))

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        return points(
            (row["name"], row["latitude"], row["longitude"], links.get(row["page"]))
            for row in value["rows"]
        )

    class Meta:
        template = "cms/blocks/map.html"
        description = _("Places on our own map, and as a list beside it.")
        icon = "site"
        label = _("Map")
        group = _("Places and times")


class _SeasonRowBlock(StructBlock):
    name = CharBlock(max_length=120, label=_("What"))
    months = CodesBlock(choices=month_choices, widget=CheckboxSelectMultiple, label=_("Months"))


class SeasonBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Heading"))
    rows = ListBlock(_SeasonRowBlock(), min_num=1, max_num=12, label=_("Rows"))

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        return [
            {
                "name": row["name"],
                "months": calendar(bits(int(month) for month in row["months"] or ()), on=on),
            }
            for row in value["rows"]
        ]

    class Meta:
        template = "cms/blocks/season.html"
        description = _("What is in season in which months.")
        icon = "calendar-alt"
        label = _("Season calendar")
        group = _("Places and times")


class _FigureBlock(StructBlock):
    label = CharBlock(max_length=80, label=_("What"))
    value = CharBlock(max_length=160, label=_("Figure"))


class FiguresBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Heading"))
    rows = ListBlock(_FigureBlock(), default=[], max_num=12, label=_("Figures"))
    programme = BooleanBlock(
        required=False,
        label=_("With the programme's figures of today"),
        help_text=_("Certified products by star, producers, what is in season: always current."),
    )

    def needs(self, value: Any) -> Needs:
        return Needs(facts=bool(value["programme"]))

    class Meta:
        template = "cms/blocks/figures.html"
        description = _("Some figures, and if wanted the programme's of today.")
        icon = "order"
        label = _("Figures")
        group = _("Places and times")


class _StopBlock(StructBlock):
    name = CharBlock(max_length=120, label=_("Place"))
    text = TextBlock(max_length=1200, label=_("What one does there"))
    minutes = IntegerBlock(required=False, min_value=5, max_value=1440, label=_("Minutes"))
    destination = PageNumberBlock(
        required=False, page_type="cms.DestinationPage", label=_("Its page")
    )


class DayBlock(TellingBlock):
    title = CharBlock(max_length=120, label=_("Title of the day"))
    stops = ListBlock(_StopBlock(), min_num=1, max_num=10, label=_("Stops"))

    def needs(self, value: Any) -> Needs:
        return Needs(
            pages=tuple(stop["destination"] for stop in value["stops"] if stop["destination"])
        )

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        """Each stop with the page that it leads to, or None."""
        return [(stop, links.get(stop["destination"])) for stop in value["stops"]]

    class Meta:
        template = "cms/blocks/day.html"
        description = _("One day of a journey, stop by stop.")
        icon = "calendar"
        label = _("Day")
        group = _("Places and times")
