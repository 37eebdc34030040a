"""The database itself keeps the history: bulk updates and raw SQL are refused."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import post_migrate

from catalog.certification.models import (
    Certificate,
    CertificateEvent,
    LiveInterval,
)
from marketplace.kernel import audit
from marketplace.kernel.models import AuditEntry

from .factories import a_certificate, a_decision, a_national_officer, a_product


@pytest.fixture(
    autouse=True, params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def _either_database(request):
    request.getfixturevalue("db" if request.param == "sqlite" else "on_postgresql")


def refused(statement: str, *values: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_event_is_neither_changed_nor_removed(today):
    event = a_certificate().events.get()

    refused(
        "UPDATE certification_certificateevent SET effective_on = '2020-01-01' WHERE id = %s",
        event.pk,
    )
    refused("UPDATE certification_certificateevent SET kind = 'revoked', ground = 'law'")
    refused("DELETE FROM certification_certificateevent WHERE id = %s", event.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateEvent.objects.update(reference="other")
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        event.save()

    same = CertificateEvent.objects.get()
    assert (same.kind, same.effective_on, same.reference) == (
        event.kind,
        event.effective_on,
        event.reference,
    )


def test_an_event_is_not_replaced_either(today):
    """SQLite's REPLACE removes the row in the way, and asks the triggers (recursive_triggers)."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no REPLACE.")
    event = a_certificate().events.get()

    refused(
        "INSERT OR REPLACE INTO certification_certificateevent"
        " (id, certificate_id, kind, effective_on, ground, reference, recorded_at)"
        " VALUES (%s, %s, 'issued', '2020-01-01', '', '', '2020-01-01')",
        event.pk,
        event.certificate_id,
    )

    assert CertificateEvent.objects.get().effective_on == event.effective_on


def test_an_audit_entry_is_neither_changed_nor_removed(today):
    audit.record(action="x.y", target=a_decision(), acting_user=a_national_officer())
    known = AuditEntry.objects.count()

    refused("UPDATE kernel_auditentry SET action = 'other'")
    refused(
        "UPDATE kernel_auditentry SET data = '{}', actor_id = NULL WHERE action = 'decision.recorded'"
    )
    refused("DELETE FROM kernel_auditentry")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.all().delete()

    assert AuditEntry.objects.count() == known


def test_a_deleted_user_s_name_goes_and_what_happened_stays(today):
    officer = a_national_officer()
    certificate = a_certificate(acting_user=officer)
    assert certificate.events.get().actor == officer

    officer.delete()

    assert certificate.events.get().actor is None
    assert AuditEntry.objects.get(action="certificate.issued").actor is None


def test_what_a_certificate_says_stays(today):
    certificate = a_certificate()

    refused("UPDATE certification_certificate SET star = %s", 5)
    refused("UPDATE certification_certificate SET issued_on = %s", "2020-01-01")
    refused("UPDATE certification_certificate SET last_day = %s", "2099-01-01")
    refused("UPDATE certification_certificate SET code = %s", "0000-00000")

    same = Certificate.objects.get()
    assert (same.star, same.issued_on, same.last_day, same.code) == (
        certificate.star,
        certificate.issued_on,
        certificate.last_day,
        certificate.code,
    )


def test_a_certificate_is_never_pointed_elsewhere(today):
    certificate = a_certificate()
    other = a_product("Trà sen")
    decision = a_decision("9/QĐ-UBND")

    refused("UPDATE certification_certificate SET product_id = %s", other.pk)
    refused("UPDATE certification_certificate SET decision_id = %s", decision.pk)
    with pytest.raises(models.ProtectedError):
        certificate.delete()
    refused("UPDATE certification_recognitiondecision SET issued_on = '2020-01-01'")

    certificate.refresh_from_db()
    assert certificate.product_id != other.pk


def test_blanks_can_still_be_filled(today):
    certificate = a_certificate()

    assert Certificate.objects.filter(pk=certificate.pk).update(printed_address="Ấp 1") == 1


def test_two_live_certificates_of_a_day_are_refused(today):
    interval = a_certificate().live_intervals.get()
    later = a_certificate(a_product("Trà sen"), a_decision("9/QĐ-UBND")).live_intervals.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        LiveInterval.objects.create(
            certificate=later.certificate,
            product=interval.product,
            star=5,
            live_from=interval.live_until,
            live_until=interval.live_until,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveInterval.objects.filter(pk=later.pk).update(product=interval.product)

    assert LiveInterval.objects.filter(product=interval.product).count() == 1


def test_migrate_puts_lost_triggers_back(today):
    """SQLite re-makes a table to alter it and loses its triggers on the way."""
    event = a_certificate().events.get()
    lose = {
        "sqlite": "DROP TRIGGER certification_certificateevent_no_delete",
        "postgresql": "DROP TRIGGER certification_certificateevent_kept"
        " ON certification_certificateevent",
    }
    with connection.cursor() as cursor:
        cursor.execute(lose[connection.vendor])

    post_migrate.send(
        apps.get_app_config("certification"),
        app_config=apps.get_app_config("certification"),
        using="default",
        verbosity=0,
        interactive=False,
        plan=[],
        apps=apps,
    )

    refused("DELETE FROM certification_certificateevent WHERE id = %s", event.pk)
