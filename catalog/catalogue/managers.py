"""How products are found. Everything that shows or sells one begins with ``listed(on=day)``."""

import datetime

from django.db.models import Exists, OuterRef
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet
from oscar.core.loading import get_model

from .listing import ListingState


class ProductQuerySet(OscarProductQuerySet):
    def recognised(self) -> "ProductQuerySet":
        """Recognised products themselves, without their pack sizes."""
        return self.exclude(structure=self.model.CHILD)

    def approved(self) -> "ProductQuerySet":
        """Recognised products whose listing is approved, whether certified today or not (truth 11)."""
        return self.recognised().filter(listing_state=ListingState.APPROVED, is_public=True)

    def listed(self, *, on: datetime.date) -> "ProductQuerySet":
        """What may be shown on a day: an approved listing with a live certificate (truths 1, 11)."""
        certificates = get_model("certification", "Certificate")
        live = certificates.objects.live(on=on).filter(product=OuterRef("pk"))
        return self.approved().filter(Exists(live))
