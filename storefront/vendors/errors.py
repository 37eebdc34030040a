"""How the workspace refuses."""

from marketplace.kernel.errors import MarketplaceError


class ReasonMissing(MarketplaceError):
    """Who cancels says why; the buyer reads it."""

    code = "reason_missing"


class ChangedMeanwhile(MarketplaceError):
    """Somebody else was faster; what the user saw is no longer so."""

    code = "changed_meanwhile"


class OfferRefused(MarketplaceError):
    """A price or a stock that cannot be."""

    code = "offer_refused"


class ClosingRefused(MarketplaceError):
    """Closed days that cannot be."""

    code = "closing_refused"
