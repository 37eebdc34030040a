"""Certificates come into being, and follow each other whichever came in first."""

import datetime

import pytest
from django.db.models import Max

from catalog.certification.errors import CertificateRefused
from catalog.certification.models import Certificate, CertificateEvent, LiveInterval
from catalog.certification.selectors import current_certificates
from catalog.certification.services import NewCertificate, issue_certificates
from catalog.certification.signals import certificate_ended, certificate_issued
from marketplace.kernel.ids import read_code
from marketplace.kernel.models import AuditEntry

from .factories import a_certificate, a_decision, a_producer, a_product

pytestmark = pytest.mark.django_db


def test_a_certificate_runs_from_its_decision_for_36_months(today):
    certificate = a_certificate(decision=a_decision(issued_on=datetime.date(2026, 3, 24)))

    assert certificate.issued_on == datetime.date(2026, 3, 24)
    assert certificate.last_day == datetime.date(2029, 3, 24)
    assert read_code(certificate.code) == certificate.code
    event = certificate.events.get()
    assert (event.kind, event.effective_on, event.reference) == (
        "issued",
        datetime.date(2026, 3, 24),
        "123/QĐ-UBND",
    )
    interval = certificate.live_intervals.get()
    assert (interval.live_from, interval.live_until, interval.star, interval.product_id) == (
        datetime.date(2026, 3, 24),
        datetime.date(2029, 3, 24),
        4,
        certificate.product_id,
    )
    entry = AuditEntry.objects.get(action="certificate.issued")
    assert entry.object_id == certificate.code


def test_the_paper_may_state_the_last_day(today):
    certificate = a_certificate(last_day=datetime.date(2028, 12, 31))

    assert certificate.last_day == datetime.date(2028, 12, 31)


def test_a_renewal_ends_its_predecessor_from_its_own_day(today):
    product = a_product()
    old = a_certificate(product, a_decision("1/QĐ-UBND", datetime.date(2024, 1, 10)), star=3)
    new = a_certificate(product, a_decision("2/QĐ-UBND", datetime.date(2026, 6, 1)), star=4)

    ended = old.events.get(kind="superseded")
    assert (ended.effective_on, ended.superseded_by) == (datetime.date(2026, 6, 1), new)
    assert old.live_intervals.get().live_until == datetime.date(2026, 5, 31)
    assert current_certificates([product.pk], on=datetime.date(2026, 5, 31))[product.pk].star == 3
    assert current_certificates([product.pk], on=datetime.date(2026, 6, 1))[product.pk].star == 4


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_same_days_are_live_whichever_paper_came_in_first(today, order):
    product = a_product()
    days = [datetime.date(2023, 5, 5), datetime.date(2024, 8, 1), datetime.date(2026, 6, 1)]
    for place in order:
        a_certificate(product, a_decision(f"{place}/QĐ-UBND", days[place]))

    assert list(
        LiveInterval.objects.filter(product=product)
        .order_by("live_from")
        .values_list("certificate__issued_on", "live_from", "live_until")
    ) == [
        (days[0], days[0], datetime.date(2024, 7, 31)),
        (days[1], days[1], datetime.date(2026, 5, 31)),
        (days[2], days[2], datetime.date(2029, 6, 1)),
    ]


def test_of_two_papers_of_one_day_the_higher_star_counts(today):
    product = a_product()
    five = a_certificate(product, a_decision("9/QĐ-BNNMT", level="ministry"), star=5)
    four = a_certificate(product, a_decision("8/QĐ-UBND"), star=4)

    assert not four.live_intervals.exists()
    assert five.live_intervals.get().live_from == five.issued_on


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"star": 2}, "star"),
        ({"star": 6}, "star"),
        ({"star": 5}, "authority"),
        ({"last_day": datetime.date(2026, 3, 23)}, "last_day"),
        ({"last_day": datetime.date(2082, 3, 24)}, "last_day"),
        ({"issued_on": datetime.date(2028, 1, 1)}, "date"),
        ({"score": 101}, "score"),
    ],
)
def test_what_the_rules_forbid_is_refused_and_nothing_is_written(today, changed, code):
    product = a_product()
    decision = a_decision()
    good = NewCertificate(
        product=product, decision=decision, star=4, printed_product="x", printed_producer="y"
    )
    other = {"printed_product": "x", "printed_producer": "y", "star": 4} | changed
    bad = NewCertificate(product=a_product("Trà sen"), decision=decision, **other)

    with pytest.raises(CertificateRefused) as refusal:
        issue_certificates([good, bad])

    assert refusal.value.code == code
    assert not Certificate.objects.exists()
    assert not CertificateEvent.objects.exists()


def test_one_decision_recognises_a_product_once(today):
    certificate = a_certificate()

    with pytest.raises(CertificateRefused) as refusal:
        a_certificate(certificate.product, certificate.decision)

    assert refusal.value.code == "duplicate"
    assert Certificate.objects.count() == 1


def test_a_bulk_of_any_size_within_a_chunk_asks_the_same_number_of_questions(
    today, django_assert_num_queries
):
    producer = a_producer()
    decision = a_decision()

    def batch(name: str, size: int) -> list[NewCertificate]:
        return [
            NewCertificate(
                product=a_product(f"{name} {i}", producer),
                decision=decision,
                star=3 + i % 2,
                printed_product=f"{name} {i}",
                printed_producer=producer.name,
            )
            for i in range(size)
        ]

    few, many = batch("few", 2), batch("many", 40)
    with django_assert_num_queries(11):
        issue_certificates(few)
    with django_assert_num_queries(11):
        issued = issue_certificates(many)

    assert [c.printed_product for c in issued] == [n.printed_product for n in many]
    assert LiveInterval.objects.count() == 42


def test_telling_happens_after_commit(today, django_capture_on_commit_callbacks):
    told: list[tuple[str, tuple[int, ...]]] = []

    def issued(sender, certificate_ids, product_ids, **_more):
        told.append(("issued", certificate_ids))

    def ended(sender, certificate_ids, product_ids, **_more):
        told.append(("ended", certificate_ids))

    certificate_issued.connect(issued)
    certificate_ended.connect(ended)
    product = a_product()
    with django_capture_on_commit_callbacks(execute=True):
        old = a_certificate(product, a_decision("1/QĐ-UBND", datetime.date(2024, 1, 10)))
        new = a_certificate(product, a_decision("2/QĐ-UBND", datetime.date(2026, 1, 10)))
        assert told == []

    assert told == [("issued", (old.pk,)), ("ended", (old.pk,)), ("issued", (new.pk,))]


def test_codes_are_not_the_database_ids(today):
    certificate = a_certificate()

    assert str(Certificate.objects.aggregate(top=Max("pk"))["top"]) not in (certificate.code,)
