"""Why the books or a payout say no."""

from marketplace.kernel.errors import MarketplaceError


class Unbalanced(MarketplaceError):
    """Entries that do not sum to zero, or a sale that would give back more than it was."""

    code = "unbalanced"


class PayoutRefused(MarketplaceError):
    """A step that the run or payout does not allow (any more); nothing was changed."""

    code = "payout"


class ResultsRefused(MarketplaceError):
    """A file of the bank's answers that is not taken; nothing was written."""

    code = "results"
