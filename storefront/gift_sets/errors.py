from marketplace.kernel.errors import MarketplaceError


class SetRefused(MarketplaceError):
    """A gift set is not made, or not to be had, that way; the words say why."""

    code = "gift_set"
