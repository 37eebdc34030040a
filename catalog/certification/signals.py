"""What happened to certificates, told after commit. Each carries tuples of database ids:
``certificate_ids`` and ``product_ids``, parallel to nothing, for readers that refresh derived data.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.dispatch import Signal

from .models import Certificate

#: New certificates; their predecessors are told by ``certificate_ended`` too.
certificate_issued = Signal()
#: Revoked, or superseded by a newer certificate: final from a day that may lie ahead.
certificate_ended = Signal()
#: Extended, suspended, reinstated, or blanks filled in.
certificate_changed = Signal()


def announce(signal: Signal, certificates: Iterable[Certificate]) -> None:
    """Send ``signal`` once the surrounding transaction is committed; nothing for no certificates."""
    told = list(certificates)
    if not told:
        return
    transaction.on_commit(
        partial(
            signal.send_robust,
            sender=Certificate,
            certificate_ids=tuple(certificate.pk for certificate in told),
            product_ids=tuple({certificate.product_id for certificate in told}),
        )
    )
