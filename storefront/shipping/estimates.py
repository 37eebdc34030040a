"""What the product page tells about delivery before anything is in a basket."""

import datetime
from typing import Any

from catalog.catalogue.registries import DeliveryEstimate
from marketplace.geography.models import Province

from .quotes import pack_grams, zone
from .tariff import IS_ILLUSTRATIVE, Zone, charge, tariff_on


def estimate(
    pack: Any, *, origin: Province | None, destination: Province | None, on: datetime.date
) -> DeliveryEstimate:
    """Charge and days for one ``pack``; over all zones where no destination is known. No query."""
    rates = tariff_on(on).rates
    zones = list(Zone) if destination is None else [zone(origin, destination)]
    charges = [charge(rates[one], pack_grams(pack)) for one in zones]
    return DeliveryEstimate(
        least=min(charges),
        most=max(charges),
        first_day=on + datetime.timedelta(days=min(rates[one].days[0] for one in zones)),
        last_day=on + datetime.timedelta(days=max(rates[one].days[1] for one in zones)),
        is_illustrative=IS_ILLUSTRATIVE,
    )
