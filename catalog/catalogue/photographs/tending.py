"""The daily look after photographs: files that are missing, terms that are over."""

import datetime

from marketplace.kernel.clock import now

from .making import missing_renditions, purge_photographs
from .tasks import make_photograph_renditions

#: Listings are kept a year after they were withdrawn; their photographs as long.
KEPT_DAYS = 365


def tend_photographs(*, here: bool = False) -> dict[str, int]:
    """Queues renditions that are missing (makes them ``here``), deletes what was removed a year ago."""
    missing = missing_renditions()
    for image_id in missing:
        if here:
            make_photograph_renditions.call(image_id)
        else:
            make_photograph_renditions.enqueue(image_id)
    term = now() - datetime.timedelta(days=KEPT_DAYS)
    return {"missing": len(missing), "purged": purge_photographs(removed_before=term)}
