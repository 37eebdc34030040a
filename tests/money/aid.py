"""On paper: who gives something of a price or of a delivery, out of which budget. Whole đồng."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

#: Who pays; and what the marketplace owes besides: lost disputes that it bears.
PROVINCE, PLATFORM, SELLER, LOSSES = "province", "platform", "vendor", "losses"
#: The law's most of a price.
HALF = 50


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """By largest remainders, the earlier ones first among equals."""
    whole = sum(weights) or 1
    shares = [total * one // whole for one in weights]
    rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in rest[: total - sum(shares)]:
        shares[i] += 1
    return shares


@dataclass(eq=False)
class Campaign:
    """``vendor`` None: for everybody's goods. ``uses_all`` 0: as often as the budget reaches."""

    code: str
    payer: str
    vendor: int | None
    budget: int
    percent: int = 0
    amount: int = 0
    most: int = 0
    minimum: int = 0
    uses_all: int = 0
    committed: int = 0
    uses: int = 0

    @property
    def left(self) -> int:
        return self.budget - self.committed

    @property
    def is_over(self) -> bool:
        return self.left <= 0 or bool(self.uses_all and self.uses >= self.uses_all)

    def shares(self, lines: Sequence[Any]) -> list[int]:
        """On these lines, each with ``price``; nothing below the minimum."""
        worth = sum(line.price for line in lines)
        if not lines or worth < self.minimum:
            return [0] * len(lines)
        wanted = self.amount or worth * self.percent // 100
        wanted = min(wanted, self.most or wanted, worth * HALF // 100)
        return apportion(wanted, [line.price for line in lines])


@dataclass(eq=False)
class Use:
    """Of a campaign by an order."""

    campaign: Campaign
    lines: list[Any] = field(default_factory=list)
    is_counted: bool = False

    @property
    def amount(self) -> int:
        return sum(line.discount for line in self.lines)

    @property
    def may_count(self) -> bool:
        return not self.campaign.is_over and self.amount <= self.campaign.left

    def count(self) -> None:
        self.is_counted = True
        self.campaign.uses += 1

    def end(self, standing: int) -> None:
        """A part of the order is over: with the last of its goods the use is none."""
        if self.is_counted and not standing:
            self.is_counted = False
            self.campaign.uses -= 1


def put_to(campaigns: Sequence[Campaign], lines: Sequence[Any]) -> tuple[list[Use], list[Campaign]]:
    """What they give in their turn on lines that have ``discount`` and ``campaign``.

    A line has one at most. Those of which so much is not left give nothing: the second list.
    """
    uses, too_late = [], []
    for campaign in campaigns:
        mine = [
            line
            for line in lines
            if line.campaign is None and campaign.vendor in (None, line.shelf.vendor)
        ]
        shares = campaign.shares(mine)
        if campaign.is_over or sum(shares) > campaign.left:
            too_late.append(campaign)
            continue
        use = Use(campaign)
        for line, share in zip(mine, shares, strict=True):
            if share:
                line.discount, line.campaign = share, campaign
                use.lines.append(line)
        if use.lines:
            uses.append(use)
    return uses, too_late
