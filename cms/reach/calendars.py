"""Calendar files (RFC 5545) of events and journeys. Days are those of Viet Nam; instants are in UTC."""

import datetime
from collections.abc import Iterable
from typing import Any

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.provinces.addresses import absolute, address
from marketplace.geography.models import Province
from marketplace.kernel.clock import VIETNAM

from .entries import uid_of
from .hours import read_hours

CONTENT_TYPE = "text/calendar; charset=utf-8"
_DAY = datetime.timedelta(days=1)


def event_calendar(
    events: Iterable[Any], *, place: Province | None, language: str, name: str
) -> bytes:
    """Events (cms.EventPage) as a calendar that one may subscribe to; ``name`` is its title."""
    calendar = _calendar(name)
    for event in events:
        calendar.add_component(_event(event, place, language))
    return calendar.to_ical()


def journey_calendar(page: Any, *, first: datetime.date, language: str) -> bytes:
    """An itinerary (cms.ItineraryPage) from its first day on, an entry a day."""
    calendar = _calendar(page.title)
    for number, block in enumerate(page.days):
        entry = _entry(page, language, "day", str(number), first.isoformat())
        title = block.value["title"]
        which = _("Day %(day)s") % {"day": number + 1}
        entry.add("summary", title if title.startswith(which) else f"{which}: {title}")
        entry.add("description", _told("\n\n".join(_stops(block)), page, language))
        entry.add("location", block.value["stops"][0]["name"])
        _all_day(entry, first + number * _DAY, first + number * _DAY)
        calendar.add_component(entry)
    return calendar.to_ical()


def _calendar(name: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{settings.OSCAR_SHOP_NAME}//cms//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(VIETNAM))
    calendar.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    return calendar


def _event(page: Any, place: Province | None, language: str) -> icalendar.Event:
    entry = _entry(page, language)
    entry.add("summary", page.title)
    hours = page.hours and _("Hours: %(hours)s") % {"hours": page.hours}
    organiser = _("Organiser: %(organiser)s") % {"organiser": page.organiser}
    told = "\n".join(filter(None, (page.summary, hours, organiser)))
    entry.add("description", _told(told, page, language))
    entry.add("location", ", ".join([page.venue, *([place.name] if place else [])]))
    span = read_hours(page.hours) if page.starts_on == page.ends_on else None
    if span is None:
        _all_day(entry, page.starts_on, page.ends_on)
    else:
        for field, time in zip(("dtstart", "dtend"), span, strict=True):
            moment = datetime.datetime.combine(page.starts_on, time, tzinfo=VIETNAM)
            entry.add(field, moment.astimezone(datetime.UTC))
    return entry


def _entry(page: Any, language: str, *parts: str) -> icalendar.Event:
    """An entry that a calendar renews in place when it is taken in again."""
    entry = icalendar.Event()
    entry.add("uid", str(uid_of(page.translation_key, language, *parts)))
    changed = page.last_published_at.astimezone(datetime.UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("url", absolute(address(page.url_path, language)))
    return entry


def _all_day(entry: icalendar.Event, first: datetime.date, last: datetime.date) -> None:
    """The end is the day after the last one (RFC 5545, 3.6.1)."""
    entry.add("dtstart", first)
    entry.add("dtend", last + _DAY)
    entry.add("transp", "TRANSPARENT")


def _told(text: str, page: Any, language: str) -> str:
    return f"{text}\n\n{absolute(address(page.url_path, language))}"


def _stops(block: Any) -> Iterable[str]:
    for stop in block.value["stops"]:
        minutes = stop["minutes"]
        lasts = ""
        if minutes:
            words = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes)
            lasts = f" ({words % {'minutes': minutes}})"
        yield f"{stop['name']}{lasts}\n{stop['text']}"
