"""What may happen to a certificate, who may make it happen, and what is refused."""

import datetime

import pytest

from catalog.certification.errors import CertificateRefused
from catalog.certification.models import CertificateEvent
from catalog.certification.services import (
    complete_certificate,
    extend_certificate,
    reinstate_certificate,
    revoke_certificate,
    suspend_certificate,
)
from catalog.certification.signals import certificate_changed, certificate_ended
from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry

from .factories import (
    a_certificate,
    a_decision,
    a_member,
    a_national_officer,
    a_product,
    a_province_officer,
)

pytestmark = pytest.mark.django_db


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def happens(move, certificate, on: str, **more):
    return move(
        certificate,
        effective_on=day(on),
        reference=more.pop("reference", "77/UBND-KT"),
        acting_user=more.pop("acting_user", None),
        **more,
    )


def intervals(certificate) -> list[tuple[str, str]]:
    return [
        (i.live_from.isoformat(), i.live_until.isoformat())
        for i in certificate.live_intervals.order_by("live_from")
    ]


@pytest.fixture
def certificate(today):
    """Valid from 24 March 2026 to 24 March 2029."""
    return a_certificate()


def test_a_suspension_takes_the_star_away_until_it_is_reinstated(certificate):
    happens(suspend_certificate, certificate, "2026-05-01")
    assert intervals(certificate) == [("2026-03-24", "2026-04-30")]

    happens(reinstate_certificate, certificate, "2026-06-01")
    assert intervals(certificate) == [("2026-03-24", "2026-04-30"), ("2026-06-01", "2029-03-24")]


def test_a_revocation_recorded_late_counts_from_its_own_day(certificate):
    officer = a_province_officer()
    happens(revoke_certificate, certificate, "2026-08-01", ground="mark", acting_user=officer)

    assert intervals(certificate) == [("2026-03-24", "2026-07-31")]
    entry = AuditEntry.objects.get(action="certificate.revoked")
    assert (entry.actor, entry.object_id) == (officer, certificate.code)
    assert entry.data == {"effective_on": "2026-08-01", "ground": "mark"}


def test_an_extension_lets_it_run_on(certificate):
    happens(extend_certificate, certificate, "2026-11-01", until=day("2029-09-20"))
    assert intervals(certificate) == [("2026-03-24", "2029-09-20")]


@pytest.mark.parametrize(
    ("until", "reference", "code"),
    [
        ("2029-09-21", "77/UBND-KT", "until"),  # 181 days
        ("2029-03-24", "77/UBND-KT", "until"),
        ("2029-09-20", " ", "reference"),
    ],
)
def test_an_extension_needs_a_paper_and_has_a_limit(certificate, until, reference, code):
    with pytest.raises(CertificateRefused) as refusal:
        happens(
            extend_certificate, certificate, "2026-11-01", until=day(until), reference=reference
        )

    assert refusal.value.code == code
    assert certificate.events.count() == 1


def test_a_second_extension_goes_further_than_the_first(certificate):
    happens(extend_certificate, certificate, "2026-11-01", until=day("2029-06-01"))

    with pytest.raises(CertificateRefused):
        happens(extend_certificate, certificate, "2026-11-02", until=day("2029-06-01"))
    happens(extend_certificate, certificate, "2026-11-02", until=day("2029-06-02"))

    assert intervals(certificate) == [("2026-03-24", "2029-06-02")]


@pytest.mark.parametrize(
    ("before", "move", "more"),
    [
        ([], reinstate_certificate, {}),
        ([suspend_certificate], suspend_certificate, {}),
        ([revoke_certificate], suspend_certificate, {}),
        ([revoke_certificate], reinstate_certificate, {}),
        ([revoke_certificate], extend_certificate, {"until": datetime.date(2029, 4, 1)}),
        ([revoke_certificate], revoke_certificate, {"ground": "law"}),
        ([suspend_certificate, reinstate_certificate], reinstate_certificate, {}),
    ],
)
def test_illegal_moves_are_refused_and_leave_nothing(certificate, before, move, more):
    for earlier in before:
        facts = {"ground": "law"} if earlier is revoke_certificate else {}
        happens(earlier, certificate, "2026-05-01", **facts)
    known, audited = certificate.events.count(), AuditEntry.objects.count()

    with pytest.raises(IllegalTransition):
        happens(move, certificate, "2026-06-01", **more)

    assert certificate.events.count() == known
    assert AuditEntry.objects.count() == audited


def test_a_superseded_certificate_is_left_alone(today):
    product = a_product()
    old = a_certificate(product, a_decision("1/QĐ-UBND", day("2025-08-01")))
    a_certificate(product, a_decision("2/QĐ-UBND", day("2026-08-01")))

    for move, more in [(suspend_certificate, {}), (revoke_certificate, {"ground": "law"})]:
        with pytest.raises(IllegalTransition):
            happens(move, old, "2026-09-01", **more)

    happens(revoke_certificate, old, "2026-01-01", ground="false_dossier")
    assert intervals(old) == [("2025-08-01", "2025-12-31")]


def test_an_expired_certificate_cannot_be_revoked(today):
    certificate = a_certificate(decision=a_decision(issued_on=day("2023-03-01")))

    with pytest.raises(IllegalTransition):
        happens(revoke_certificate, certificate, "2026-03-02", ground="law")


@pytest.mark.parametrize("on", ["2026-03-23", "2027-11-25"])
def test_days_before_the_issue_or_far_ahead_are_refused(certificate, on):
    with pytest.raises(CertificateRefused) as refusal:
        happens(suspend_certificate, certificate, on)

    assert refusal.value.code == "date"


def test_a_revocation_names_one_of_the_six_grounds(certificate):
    assert len(CertificateEvent.Ground.values) == 6

    with pytest.raises(CertificateRefused) as refusal:
        happens(revoke_certificate, certificate, "2026-05-01", ground="because")

    assert refusal.value.code == "ground"


@pytest.mark.parametrize("who", ["stranger", "producer", "other province"])
def test_only_the_issuing_office_decides(certificate, who):
    user = {
        "stranger": lambda: a_member(certificate.product.producer.organisation, "x@x.example"),
        "producer": lambda: a_member(certificate.product.producer.organisation, "p@p.example"),
        "other province": lambda: a_province_officer("an-giang"),
    }[who]()
    if who == "stranger":
        user.memberships.all().delete()

    with pytest.raises(NotAllowed):
        happens(revoke_certificate, certificate, "2026-05-01", ground="law", acting_user=user)

    assert certificate.events.count() == 1


def test_five_stars_are_the_national_office_s_matter(today):
    certificate = a_certificate(decision=a_decision("5/QĐ-BNNMT", level="ministry"), star=5)

    with pytest.raises(NotAllowed):
        happens(suspend_certificate, certificate, "2026-05-01", acting_user=a_province_officer())
    happens(suspend_certificate, certificate, "2026-05-01", acting_user=a_national_officer())

    assert certificate.events.filter(kind="suspended").count() == 1


def test_blanks_are_filled_and_nothing_else(certificate):
    first = complete_certificate(certificate, official_code="87–29935–012–2026", score=None)
    again = complete_certificate(certificate, official_code="1-2-3-2026", printed_address="Ấp 1")
    certificate.refresh_from_db()

    assert first == {"official_code"}
    assert again == {"printed_address"}
    assert certificate.official_code == "87–29935–012–2026"
    assert certificate.official_code_key == "87-29935-12-2026"
    assert complete_certificate(certificate, printed_address="Ấp 2") == frozenset()


def test_moves_are_told_after_commit(certificate, django_capture_on_commit_callbacks):
    told = []

    def heard(signal, certificate_ids, **_more):
        told.append((signal is certificate_ended, certificate_ids))

    certificate_changed.connect(heard)
    certificate_ended.connect(heard)
    with django_capture_on_commit_callbacks(execute=True):
        happens(suspend_certificate, certificate, "2026-05-01")
        happens(revoke_certificate, certificate, "2026-06-01", ground="law")
        assert told == []

    assert told == [(False, (certificate.pk,)), (True, (certificate.pk,))]
