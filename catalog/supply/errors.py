"""What a vendor's people or a buyer's award may be refused."""

from marketplace.kernel.errors import MarketplaceError


class SupplyRefused(MarketplaceError):
    """A rule of supplies said no; ``code`` names the field or the rule."""

    code = "supply_refused"


class ChangedMeanwhile(MarketplaceError):
    """Somebody else, or a promise, was faster than what the user saw."""

    code = "changed_meanwhile"


class CapacityShort(MarketplaceError):
    """So much is not left in these months; nothing was promised. ``short`` says month → left."""

    code = "capacity_short"
