"""How far a parcel goes, by the units of today or, for carriers that keep them, by the former ones."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.geography.former import former_districts_of, former_province_of
from marketplace.geography.models import Commune, Province


class Zone(models.TextChoices):
    """From near to far."""

    SAME_DISTRICT = "same_district", _("same former district")
    SAME_PROVINCE = "same_province", _("same province")
    SAME_REGION = "same_region", _("same region")
    OTHER = "other", _("between regions")


class Units(models.TextChoices):
    TODAY = "today", _("provinces of today")
    FORMER = "former", _("provinces and districts before 1 July 2025")


@dataclass(frozen=True)
class Way:
    """From where to where; a commune is empty where only its province is known."""

    origin: Province | None
    destination: Province
    origin_commune: str = ""
    destination_commune: str = ""


def way_between(
    ships_from: Commune | None, destination: Province, commune: Commune | None = None
) -> Way:
    """Reads ``ships_from.province``: select it before."""
    return Way(
        origin=ships_from.province if ships_from else None,
        destination=destination,
        origin_commune=ships_from.code if ships_from else "",
        destination_commune=commune.code if commune else "",
    )


def zone(way: Way, units: str = Units.TODAY) -> Zone:
    """What is not known counts as farther: an origin, or the former province of a merged commune."""
    origin, destination = way.origin, way.destination
    if origin is None:
        return Zone.OTHER
    if origin.pk != destination.pk:
        return Zone.SAME_REGION if origin.region_id == destination.region_id else Zone.OTHER
    return Zone.SAME_PROVINCE if units == Units.TODAY else _by_former_units(way)


def _by_former_units(way: Way) -> Zone:
    """Within one province of today, which may have been three."""
    if way.origin_commune and way.origin_commune == way.destination_commune:
        return Zone.SAME_DISTRICT
    before, after = (
        former_province_of(code) for code in (way.origin_commune, way.destination_commune)
    )
    if not before or before != after:
        return Zone.SAME_REGION
    there, here = (
        former_districts_of(code) for code in (way.origin_commune, way.destination_commune)
    )
    return Zone.SAME_DISTRICT if len(here) == 1 and here == there else Zone.SAME_PROVINCE
