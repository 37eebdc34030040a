from marketplace.kernel.errors import MarketplaceError


class SourcingRefused(MarketplaceError):
    """With codes ``full``, ``role``, ``often``, ``name``."""

    code = "sourcing_refused"
