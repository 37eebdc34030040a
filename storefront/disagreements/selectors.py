"""How much disagrees now."""

from itertools import islice

from .kinds import KINDS

#: Of each kind no more is counted than the page shows.
ON_A_PAGE = 50
#: What waits for a decision and disagrees with nobody; it has a room of its own.
_DECISIONS = frozenset({"refund"})


def disagreeing() -> int:
    """How many rows the page has, refunds that wait for approval left out."""
    return sum(
        sum(1 for _row in islice(kind.find(), ON_A_PAGE))
        for kind in KINDS.values()
        if kind.code not in _DECISIONS
    )
