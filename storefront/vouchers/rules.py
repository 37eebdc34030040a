"""What a voucher gives on which goods: pure values, whole đồng.

A line takes part in one voucher at most, in the order in which the codes were put in. What a
voucher gives is shared out to its lines by their value, by largest remainders.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.catalogue.goods import ALCOHOL, MEDICINE, SERVICES
from marketplace.kernel.money import apportion
from storefront.payers import Payer

#: Alcohol is not promoted (Law 44/2019/QH14, Art. 5, 12), medicine not sold, services not parcels.
NEVER = ALCOHOL | MEDICINE | SERVICES


@dataclass(frozen=True)
class Goods:
    """One line that can be ordered today; ``star`` of its live certificate."""

    key: int
    total: int
    province_id: int | None
    vendor_id: int
    star: int
    criteria_set: str


@dataclass(frozen=True)
class Rule:
    """Of a campaign, what the arithmetic needs. ``most`` 0: no limit."""

    payer: str
    province_id: int | None
    vendor_id: int | None
    star: int
    sets: frozenset[str]
    minimum: int
    amount: int
    percent: int
    most: int
    cap_percent: int

    def takes(self, goods: Goods) -> bool:
        """Whether these may be bought with it."""
        if goods.criteria_set in NEVER or goods.star < self.star:
            return False
        if self.sets and goods.criteria_set not in self.sets:
            return False
        if self.payer == Payer.PROVINCE:
            return goods.province_id == self.province_id
        return self.payer != Payer.VENDOR or goods.vendor_id == self.vendor_id

    def gives_on(self, worth: int) -> int:
        """On goods of that worth in all, the minimum aside; never above the law's share of it."""
        wanted = self.amount or worth * self.percent // 100
        if self.most:
            wanted = min(wanted, self.most)
        return min(wanted, worth * self.cap_percent // 100)


@dataclass(frozen=True)
class Given:
    """What a voucher gives, by key of the goods; ``worth`` of all that it takes."""

    worth: int
    by_key: dict[int, int]

    @property
    def amount(self) -> int:
        return sum(self.by_key.values())


def give(rule: Rule, goods: Sequence[Goods], *, taken: Iterable[int] = ()) -> Given:
    """What it gives on these; nothing below its minimum. ``taken``: keys that have a voucher."""
    used = set(taken)
    mine = [one for one in goods if one.key not in used and rule.takes(one)]
    worth = sum(one.total for one in mine)
    if not mine or worth < rule.minimum:
        return Given(worth, {})
    shares = apportion(rule.gives_on(worth), [one.total for one in mine])
    return Given(worth, {one.key: share for one, share in zip(mine, shares, strict=True) if share})
