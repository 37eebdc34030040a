"""How transfers refuse."""

from marketplace.kernel.errors import MarketplaceError


class AccountRefused(MarketplaceError):
    """An account that cannot be, or a password that is not the owner's."""

    code = "account"


class TransferRefused(MarketplaceError):
    """A step that the transfer does not allow (any more)."""

    code = "transfer"


class StatementRefused(MarketplaceError):
    """A statement that is not taken; nothing was written."""

    code = "statement"


class MatchRefused(MarketplaceError):
    """A match that cannot be made or taken back; somebody else may have been faster."""

    code = "match"


class RefundRefused(MarketplaceError):
    """More than is owed, or nothing to show for it."""

    code = "refund"
