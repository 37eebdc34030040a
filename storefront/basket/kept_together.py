"""Lines of a basket that are parts of a gift set: all of them can be ordered, or none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from marketplace.kernel.money import apportion
from storefront.gift_sets.models import GiftSet, GiftSetPart
from storefront.vouchers.applying import Applied, set_discount

from .line import ContentLine


@dataclass(frozen=True)
class BasketSet:
    """So many of a gift set, with its lines. ``left``: how many sets the parts make up."""

    gift_set: GiftSet
    count: int
    left: int
    lines: tuple[ContentLine, ...]
    discount: int
    problem: str

    @property
    def full(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        return self.full - self.discount


def keep_together(
    lines: Sequence[ContentLine], *, on: datetime.date
) -> tuple[list[ContentLine], tuple[BasketSet, ...], tuple[Applied, ...]]:
    """Each line, the sets, and what their payers give on them. Two queries where there is a set."""
    ids = {line.gift_set_id for line in lines if line.gift_set_id}
    if not ids:
        return list(lines), (), ()
    found = (
        GiftSet.objects.filter(pk__in=ids)
        .select_related("campaign__province", "campaign__vendor")
        .prefetch_related(Prefetch("parts", GiftSetPart.objects.order_by("pk")))
        .order_by("pk")
    )
    sets, gifts = [], []
    changed: dict[int, ContentLine] = {}
    for gift_set in found:
        mine = [line for line in lines if line.gift_set_id == gift_set.pk]
        one = _basket_set(gift_set, mine, on=on)
        sets.append(one)
        changed |= {line.pk: line for line in one.lines}
        if one.discount:
            shares = apportion(one.discount, [line.total for line in one.lines])
            by_key = {
                line.pk: share for line, share in zip(one.lines, shares, strict=True) if share
            }
            gifts.append(Applied(gift_set.local_title, campaign=gift_set.campaign, by_key=by_key))
    return [changed.get(line.pk, line) for line in lines], tuple(sets), tuple(gifts)


def _basket_set(gift_set: GiftSet, lines: list[ContentLine], *, on: datetime.date) -> BasketSet:
    parts = {part.stockrecord_id: part.quantity for part in gift_set.parts.all()}
    held = {line.line.stockrecord_id: line for line in lines}
    count = min((line.quantity // parts.get(record, 1) for record, line in held.items()), default=0)
    left = min((line.left // parts.get(record, 1) for record, line in held.items()), default=0)
    problem = ""
    if gift_set.withdrawn_at is not None:
        problem = _("The set “%(title)s” is no longer offered.") % {"title": gift_set.local_title}
    elif {record: line.quantity for record, line in held.items()} != {
        record: quantity * count for record, quantity in parts.items()
    }:
        problem = _(
            "The set “%(title)s” is not what lies in your basket any more. Please put it in again."
        ) % {"title": gift_set.local_title}
    else:
        missing = next((line for line in lines if not line.can_be_ordered), None)
        if missing is not None:
            problem = _("Of the set “%(title)s” one part is not to be had: %(part)s.") % {
                "title": gift_set.local_title,
                "part": missing.title,
            }
    marked = [
        replace(
            line,
            gift_set=gift_set,
            not_carried=problem if problem and line.can_be_ordered else line.not_carried,
        )
        for line in lines
    ]
    worth = sum(line.total for line in lines)
    discount = 0 if problem else set_discount(gift_set.campaign, worth, count=count, on=on)
    return BasketSet(gift_set, count, left, tuple(marked), discount, problem)
