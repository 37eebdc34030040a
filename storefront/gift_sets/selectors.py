"""Gift sets as buyers see them today: price, how many there are, and why not where there is none."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from storefront.basket.contents import ContentLine, content_lines
from storefront.vouchers.applying import set_discount

from .models import GiftSet, GiftSetPart


@dataclass(frozen=True)
class SetView:
    """``lines``: its parts as they stand today. Whole đồng."""

    gift_set: GiftSet
    lines: tuple[ContentLine, ...]
    on: datetime.date

    @property
    def full(self) -> int:
        """What its parts cost one by one."""
        return sum(line.total for line in self.lines)

    @cached_property
    def discount(self) -> int:
        """Off each set, while whoever pays it has the money."""
        return set_discount(self.gift_set.campaign, self.full, count=1, on=self.on)

    @property
    def price(self) -> int:
        return self.full - self.discount

    @property
    def left(self) -> int:
        """How many its parts make up."""
        if any(line.problem for line in self.lines):
            return 0
        return min((line.left // line.quantity for line in self.lines), default=0)

    @property
    def problem(self) -> str:
        """Why it is not to be had, or an empty text."""
        if self.gift_set.withdrawn_at is not None:
            return _("This set is no longer offered.")
        for line in self.lines:
            if not line.can_be_ordered:
                return _("One part is not to be had: %(title)s. %(why)s") % {
                    "title": line.title,
                    "why": line.words,
                }
        return ""

    @property
    def sellers(self) -> list[str]:
        """Who sends a part of it, each once."""
        return list(dict.fromkeys(line.vendor.name for line in self.lines if line.vendor))


def with_parts(sets: QuerySet[GiftSet]) -> QuerySet[GiftSet]:
    """With all that selling asks about: two queries."""
    parts = GiftSetPart.objects.select_related(
        "product__parent__product_class",
        "product__parent__producer__province",
        "product__parent__criteria_set",
        "stockrecord__partner__vendor__organisation",
        "stockrecord__partner__vendor__ships_from__province",
    ).order_by("pk")
    return sets.select_related("province", "vendor", "campaign").prefetch_related(
        Prefetch("parts", parts)
    )


def set_views(sets: QuerySet[GiftSet], *, on: datetime.date) -> list[SetView]:
    """Three queries for any number of sets, a fourth where alcohol is among them."""
    found = list(with_parts(sets))
    rows = [part for one in found for part in one.parts.all()]
    lines = iter(content_lines(rows, on=on))
    return [SetView(one, tuple(next(lines) for _part in one.parts.all()), on) for one in found]


def offered_sets(*, on: datetime.date) -> list[SetView]:
    """Those that are not withdrawn; what is to be had first, then the newest."""
    found = set_views(GiftSet.objects.filter(withdrawn_at=None), on=on)
    return sorted(found, key=lambda one: bool(one.problem))


def set_view(public_id: str, *, on: datetime.date) -> SetView:
    """GiftSet.DoesNotExist."""
    found = set_views(GiftSet.objects.filter(public_id=public_id), on=on)
    if not found:
        raise GiftSet.DoesNotExist
    return found[0]
