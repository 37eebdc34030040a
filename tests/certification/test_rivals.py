"""Two offices at once, on PostgreSQL with real threads: still one star a day, one revocation."""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.db import connections

from catalog.certification.models import CertificateEvent, LiveInterval
from catalog.certification.services import revoke_certificate
from marketplace.kernel.errors import IllegalTransition

from .factories import a_certificate, a_decision, a_product

pytestmark = pytest.mark.postgresql


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run each in a thread of its own, all released together; what each raised."""
    barrier = threading.Barrier(len(acts))
    raised: list[BaseException | None] = [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait(timeout=30)
        try:
            acts[place]()
        except BaseException as error:
            raised[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def test_certificates_issued_at_once_follow_each_other(on_postgresql, today):
    product = a_product()
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=90 * n) for n in range(8)]
    decisions = [a_decision(f"{n}/QĐ-UBND", on) for n, on in enumerate(days)]

    raised = at_once(
        *(lambda decision=decision: a_certificate(product, decision) for decision in decisions)
    )

    assert raised == [None] * 8
    until = [later - datetime.timedelta(days=1) for later in days[1:]]
    last_day = datetime.date(2028, 9, 22)
    assert list(
        LiveInterval.objects.filter(product=product)
        .order_by("live_from")
        .values_list("live_from", "live_until")
    ) == list(zip(days, [*until, last_day], strict=True))


def test_of_many_revocations_one_is_recorded(on_postgresql, today):
    certificate = a_certificate()

    raised = at_once(
        *[
            lambda: revoke_certificate(
                certificate,
                ground="law",
                effective_on=datetime.date(2026, 6, 1),
                reference="9/QĐ-UBND",
                acting_user=None,
            )
        ]
        * 6
    )

    assert [type(error) for error in raised if error] == [IllegalTransition] * 5
    assert CertificateEvent.objects.filter(kind="revoked").count() == 1
