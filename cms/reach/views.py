"""Feeds and calendar files: public, the same for everybody, kept as pages are."""

import datetime
import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.models import EventPage, ItineraryPage
from cms.models.provincial import ProvincialPage
from cms.provinces.addresses import PREFIX, SLUG, absolute
from cms.provinces.selectors import page_at
from marketplace.caching.pages import shared_page
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list
from marketplace.kernel.clock import today
from marketplace.pictures.covers import cover_file

from . import calendars, feeds
from .covers import cover_of
from .entries import TOLD, newest

#: What a subscribed calendar still shows of events that are over.
_KEPT = datetime.timedelta(days=90)
_MOST_EVENTS = 200
#: A journey is planned for one's own life.
_FARTHEST = datetime.timedelta(days=3 * 366)


@shared_page()
@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Stories and news of all provinces in a language."""
    return _feed(request, None)


@shared_page()
@require_safe
def province_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everything that is published in one province's house."""
    return _feed(request, _place(slug))


@shared_page()
@require_safe
def province_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A province's events, those of the last three months too."""
    place, language = _place(slug), _language()
    events = EventPage.objects.live().filter(
        locale__language_code=language,
        url_path__contains=f"/{SLUG}/{slug}/",
        ends_on__gte=today() - _KEPT,
    )
    name = _("Events in %(province)s") % {"province": place.name}
    content = calendars.event_calendar(
        events.order_by("starts_on", "pk")[:_MOST_EVENTS], place=place, language=language, name=name
    )
    return _file(content, slug)


@shared_page(parameters=("from",))
@require_safe
def page_calendar(request: HttpRequest, slug: str, page: str) -> HttpResponseBase:
    """An event; or a journey from the day ``from`` on, which its page asks for."""
    language = _language()
    own = page_at(slug, page, language)
    if isinstance(own, EventPage):
        content = calendars.event_calendar(
            [own], place=own.place, language=language, name=own.title
        )
        return _file(content, page)
    if not isinstance(own, ItineraryPage):
        raise Http404
    first = _first_day(request.GET.get("from", ""))
    if first is None:
        return redirect(f"{PREFIX[language]}{SLUG}/{slug}/{page}/#to-calendar")
    return _file(calendars.journey_calendar(own, first=first, language=language), page)


@require_safe
def cover(request: HttpRequest, key: uuid.UUID, digest: str) -> HttpResponseBase:
    """A page's picture for other sites; to an address of an earlier title today's, for a short time."""
    found = Page.objects.live().filter(translation_key=key, locale__language_code=_language())
    page = found.specific().first()
    if not isinstance(page, ProvincialPage) or page.place is None:
        raise Http404
    wanted = cover_of(page, page.place)
    answer = FileResponse(cover_file(wanted).open("rb"), content_type="image/jpeg")
    is_current = digest == wanted.digest
    answer["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_current else "public, max-age=60"
    )
    return answer


def _feed(request: HttpRequest, place: Province | None) -> HttpResponseBase:
    language = _language()
    entries = newest(language, province=place.slug if place else "", kinds=() if place else TOLD)
    page = f"{PREFIX[language]}{SLUG}/" + (f"{place.slug}/" if place else "")
    content = feeds.atom(
        entries,
        language=language,
        url=absolute(request.path),
        page_url=absolute(page),
        place=place,
    )
    return HttpResponse(content, content_type=feeds.CONTENT_TYPE)


def _language() -> str:
    return get_language() or "vi"


def _place(slug: str) -> Province:
    found = next((one for one in province_list() if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _first_day(text: str) -> datetime.date | None:
    """A day that somebody may travel on; None for what is none."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if abs(day - today()) <= _FARTHEST else None


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(name)}.ics"'
    return answer
