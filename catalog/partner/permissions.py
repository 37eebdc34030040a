"""Who lets vendors in: the programme office of the organisation's province, or the national one."""

from typing import Any

from marketplace.accounts.models import Organisation
from marketplace.accounts.selectors import writes_for_province


def may_keep_vendors(user: Any, organisation: Organisation) -> bool:
    """Whether ``user`` registers, verifies and suspends the shop of this organisation."""
    return writes_for_province(user, organisation.province_id)
