"""Oscar's basket; its lines come with all that price and availability ask about."""

from typing import Any

from django.db import models
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine


class Basket(AbstractBasket):
    #: Vouchers' codes as they were put in, in that order. Here and not in Oscar's own table, so that
    #: a basket without one asks the database nothing (ADR 0081).
    codes = models.JSONField(default=list, editable=False)

    _lines: Any

    def all_lines(self) -> Any:
        """As Oscar's, cached; with parent, class, vendor and stock in the same query."""
        if self.id is None:
            return self.lines.model.objects.none()
        if self._lines is None:
            self._lines = (
                self.lines.select_related(
                    "product__parent__product_class",
                    "product__parent__criteria_set",
                    "product__product_class",
                    "stockrecord__partner__vendor",
                )
                .prefetch_related("attributes")
                .order_by("pk")
            )
        return self._lines


class Line(AbstractLine):
    #: The gift set that it is a part of; such lines are changed and taken out together.
    gift_set = models.ForeignKey(
        "gift_sets.GiftSet", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(AbstractLine.Meta):
        abstract = False


from oscar.apps.basket.models import *  # noqa: F403
