"""How refunds refuse."""

from marketplace.kernel.errors import MarketplaceError


class RefundRefused(MarketplaceError):
    """A refund that cannot be: too much, of nothing, too early, or decided already."""

    code = "refund"
