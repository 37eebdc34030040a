"""What a vendor's people or a buyer's award may be refused."""

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _

from marketplace.kernel.errors import MarketplaceError

from .models import Supply


class SupplyRefused(MarketplaceError):
    """A rule of supplies said no; ``code`` names the rule."""

    code = "supply_refused"


class SupplyExists(SupplyRefused):
    """The shop offers exactly this already: ``supply``."""

    def __init__(self, supply: Supply) -> None:
        super().__init__(_("This shop offers exactly this already."), code="exists")
        self.supply = supply


class ChangedMeanwhile(MarketplaceError):
    """Somebody else, or a promise, was faster than what the user saw."""

    code = "changed_meanwhile"


class CapacityShort(MarketplaceError):
    """So much is not left; nothing was promised. ``short``: month → what was left when it failed."""

    code = "capacity_short"

    def __init__(self, message: str, *, short: Mapping[datetime.date, int]) -> None:
        super().__init__(message)
        self.short = dict(short)
