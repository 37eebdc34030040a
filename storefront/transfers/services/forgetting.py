"""Files of banks that somebody looked at and then left lying are forgotten."""

import datetime

from marketplace.kernel.clock import now
from storefront.transfers.models import Statement

#: A file that was tried and neither taken nor thrown away is kept so long. It shows all that went
#: over the vendor's account, also what is none of ours.
KEPT = datetime.timedelta(days=7)


def drop_abandoned_statements() -> int:
    """Their rows are emptied as if somebody had thrown them away; how many."""
    return Statement.objects.filter(state=Statement.State.TRIED, at__lt=now() - KEPT).update(
        state=Statement.State.DROPPED, cells=[]
    )
