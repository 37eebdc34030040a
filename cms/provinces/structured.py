"""What a province's page tells machines (schema.org): only what stands in the page, no person."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.geography.models import Province
from marketplace.pictures.illustrations import share_picture

from .addresses import absolute, address


def page_data(page: Any, place: Province | None) -> dict[str, Any]:
    """Article, Place, Event, TouristTrip or CollectionPage, by the type of the page."""
    language = get_language() or "vi"
    url = absolute(address(page.url_path, language))
    more = _MORE.get(type(page).__name__, _article)
    picture = {"image": absolute(share_picture("", province=place.slug))} if place else {}
    return (
        picture
        | {
            "@context": "https://schema.org",
            "@id": url,
            "url": url,
            "name": page.title,
            "description": page.summary,
            "inLanguage": language,
        }
        | more(page, place)
    )


def trail_data(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way to the page as its breadcrumbs show it: names and paths, the page itself last."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def _article(page: Any, place: Province | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Article",
        "headline": page.title,
        "publisher": {"@type": "Organization", "name": "Chợ OCOP"},
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    if place is not None:
        data["about"] = _region(place)
    sources = [one.value["url"] for one in page.sources]
    if sources:
        data["citation"] = sources
    return data


def _news(page: Any, place: Province | None) -> dict[str, Any]:
    return _article(page, place) | {"@type": "NewsArticle"}


def _showcase(page: Any, place: Province | None) -> dict[str, Any]:
    about = {"about": _region(place)} if place is not None else {}
    return {"@type": "CollectionPage"} | about


def _destination(page: Any, place: Province | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "TouristAttraction",
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": page.latitude,
            "longitude": page.longitude,
        },
        "publicAccess": True,
    }
    if page.price_from is not None:
        data["isAccessibleForFree"] = page.price_from == 0
    if place is not None:
        data["containedInPlace"] = _region(place)
    return data


def _itinerary(page: Any, place: Province | None) -> dict[str, Any]:
    return {
        "@type": "TouristTrip",
        "itinerary": {
            "@type": "ItemList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "item": {"@type": "Place", "name": stop["name"]},
                }
                for position, stop in enumerate(page.stops, start=1)
            ],
        },
        "touristType": _("Rural tourism"),
    }


def _event(page: Any, place: Province | None) -> dict[str, Any]:
    where: dict[str, Any] = {"@type": "Place", "name": page.venue}
    if place is not None:
        where["address"] = {
            "@type": "PostalAddress",
            "addressRegion": place.name,
            "addressCountry": "VN",
        }
    return {
        "@type": "Event",
        "startDate": page.starts_on.isoformat(),
        "endDate": page.ends_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": where,
        "organizer": {"@type": "Organization", "name": page.organiser},
    }


def _region(place: Province) -> dict[str, Any]:
    return {
        "@type": "AdministrativeArea",
        "name": place.name,
        "containedInPlace": {"@type": "Country", "name": "VN"},
    }


_MORE: Mapping[str, Callable[[Any, Province | None], dict[str, Any]]] = {
    "ShowcasePage": _showcase,
    "DestinationPage": _destination,
    "ItineraryPage": _itinerary,
    "EventPage": _event,
    "NewsPage": _news,
}
