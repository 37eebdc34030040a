"""Whatever happens in whatever order, a product has at most one live certificate a day (truth 1)."""

import datetime
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate, CertificateEvent, LiveInterval
from catalog.certification.selectors import current_certificates
from catalog.certification.services import (
    extend_certificate,
    reinstate_certificate,
    revoke_certificate,
    suspend_certificate,
)
from catalog.certification.states import LIVE_STATES, state_on
from marketplace.kernel.errors import MarketplaceError

from .factories import a_certificate, a_decision, a_product
from .histories import FIRST, ONE_DAY, days

MOVES = st.lists(
    st.tuples(
        st.sampled_from(["issue", "issue", "extend", "suspend", "reinstate", "revoke"]),
        days(0, 900),
        st.integers(0, 3),
        st.integers(3, 4),
        st.integers(30, 700),
    ),
    min_size=1,
    max_size=9,
)


def make(product: Product, moves: list) -> list[Certificate]:
    """Whatever the services take of these moves."""
    made: list[Certificate] = []
    for number, (move, on, which, star, length) in enumerate(moves):
        if move == "issue" or not made:
            decision = a_decision(f"{number}/QĐ-UBND", on)
            made.append(a_certificate(product, decision, star=star, last_day=on + length * ONE_DAY))
            continue
        facts = {"effective_on": on, "reference": "x", "acting_user": None}
        certificate = made[which % len(made)]
        try:
            match move:
                case "extend":
                    until = certificate.last_day + length % 180 * ONE_DAY
                    extend_certificate(certificate, until=until, **facts)
                case "suspend":
                    suspend_certificate(certificate, **facts)
                case "reinstate":
                    reinstate_certificate(certificate, **facts)
                case "revoke":
                    revoke_certificate(certificate, ground="law", **facts)
        except MarketplaceError:
            pass
    return made


def live_by_own_papers(certificate: Certificate) -> Callable[[datetime.date], bool]:
    """Whether it is live on a day by its own papers alone, whatever came after it."""
    events = CertificateEvent.objects.filter(certificate=certificate).exclude(kind="superseded")
    own = list(events.order_by("effective_on", "pk"))
    return lambda on: state_on(own, certificate.issued_on, certificate.last_day, on) in LIVE_STATES


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
def test_the_newest_issue_alone_may_be_live(today, moves):
    with transaction.atomic():
        product = a_product()
        made = make(product, moves)
        intervals = list(
            LiveInterval.objects.filter(product=product).values_list(
                "certificate_id", "live_from", "live_until"
            )
        )
        by_rank = sorted(made, key=lambda c: (c.issued_on, c.star, c.decision.number_key))
        is_live = {c.pk: live_by_own_papers(c) for c in made}
        for n in range(0, 1700, 3):
            on = FIRST + n * ONE_DAY
            newest = [c for c in by_rank if c.issued_on <= on][-1:]
            expected = [c.pk for c in newest if is_live[c.pk](on)]
            assert [pk for pk, first, last in intervals if first <= on <= last] == expected
        on = FIRST + 300 * ONE_DAY
        live = [pk for pk, first, last in intervals if first <= on <= last]
        assert [
            c.certificate_id for c in current_certificates([product.pk], on=on).values()
        ] == live
        transaction.set_rollback(True)
