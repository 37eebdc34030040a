from marketplace.kernel.errors import MarketplaceError


class PhotographRefused(MarketplaceError):
    """Nothing was changed. Codes: too_small, too_many, alt, focus, gone."""

    code = "gone"
