"""The short word by which a payout is known again in a bank's answer."""

from marketplace.kernel.ids import new_public_id

PREFIX = "TT"


def new_payout_reference() -> str:
    """``TT`` (thanh toán) and eight characters without look-alikes; the table's key decides."""
    return PREFIX + new_public_id(8).upper()
