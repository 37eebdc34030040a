"""``live()`` is the one gate: a table of every state, seen by moving the day (truth 1)."""

import datetime

import pytest

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate
from catalog.certification.selectors import current_certificates
from catalog.certification.services import (
    extend_certificate,
    revoke_certificate,
    suspend_certificate,
)
from catalog.certification.states import state_on
from marketplace.kernel import clock

from .factories import a_certificate, a_decision, a_product

pytestmark = pytest.mark.django_db

ISSUED, LAST = datetime.date(2026, 3, 24), datetime.date(2029, 3, 24)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def extended(certificate):
    extend_certificate(
        certificate,
        until=day("2029-09-01"),
        effective_on=day("2027-01-01"),
        reference="77/UBND-KT",
        acting_user=None,
    )


def suspended(certificate):
    suspend_certificate(
        certificate, effective_on=day("2026-12-01"), reference="8/KL", acting_user=None
    )


def revoked(certificate):
    revoke_certificate(
        certificate,
        ground="criteria",
        effective_on=day("2026-12-01"),
        reference="9/QĐ",
        acting_user=None,
    )


def superseded(certificate):
    a_certificate(
        certificate.product,
        a_decision("2/QĐ-UBND", day("2026-12-01")),
        last_day=day("2026-12-31"),
    )


def nothing(certificate):
    pass


@pytest.mark.parametrize(
    "case",
    [
        (nothing, "2026-03-23", "not_yet_valid", False),
        (nothing, "2026-03-24", "valid", True),
        (nothing, "2028-09-25", "renewal_open", True),
        (nothing, "2028-11-25", "renewal_late", True),
        (nothing, "2029-03-24", "renewal_late", True),
        (nothing, "2029-03-25", "expired", False),
        (extended, "2029-03-25", "extended", True),
        (extended, "2029-09-01", "extended", True),
        (extended, "2029-09-02", "expired", False),
        (suspended, "2026-11-30", "valid", True),
        (suspended, "2026-12-01", "suspended", False),
        (revoked, "2026-11-30", "valid", True),
        (revoked, "2026-12-01", "revoked", False),
        (superseded, "2026-11-30", "valid", True),
        (superseded, "2026-12-01", "superseded", False),
        (superseded, "2027-01-01", "superseded", False),
    ],
)
def test_each_state_shows_its_star_or_not_by_the_date_alone(settings, today, case):
    happening, on, state, shows = case
    certificate = a_certificate()
    product = certificate.product
    happening(certificate)

    settings.TODAY = on
    now = clock.today()

    assert (
        state_on(certificate.events.all(), certificate.issued_on, certificate.last_day, now)
        == state
    )
    assert Certificate.objects.live(on=now).filter(pk=certificate.pk).exists() is shows
    current = current_certificates([product.pk], on=now).get(product.pk)
    assert (current is not None and current.certificate_id == certificate.pk) is shows
    if shows:
        assert (current.state, current.star) == (state, 4)
        assert Product.objects.listed(on=now).filter(pk=product.pk).exists()
    elif happening is not superseded:
        assert not Product.objects.listed(on=now).filter(pk=product.pk).exists()


def test_the_badge_of_an_extended_certificate_names_the_extension_s_end(today):
    certificate = a_certificate()
    extended(certificate)
    current = current_certificates([certificate.product_id], on=day("2029-04-01"))

    assert current[certificate.product_id].last_day == day("2029-09-01")
    before = current_certificates([certificate.product_id], on=day("2029-03-24"))
    assert before[certificate.product_id].last_day == LAST


def test_any_number_of_products_is_one_query(today, django_assert_num_queries):
    products = [a_product(f"Trà sen {i}") for i in range(30)]
    decision = a_decision()
    for product in products[:20]:
        a_certificate(product, decision)

    with django_assert_num_queries(1):
        current = current_certificates([p.pk for p in products], on=today)

    assert set(current) == {p.pk for p in products[:20]}
    one = current[products[0].pk]
    assert (one.star, one.decision_number, one.issued_on, one.last_day) == (
        4,
        "123/QĐ-UBND",
        ISSUED,
        LAST,
    )
