"""What probes are told."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult, get_date_max

from marketplace.kernel import clock
from marketplace.operations import health


@pytest.fixture(autouse=True)
def _not_asked_yet(monkeypatch):
    monkeypatch.setattr(health, "_migrated", [])


@pytest.fixture
def _empty_queue(db):
    """Publishing the first pages left tasks in the prepared database."""
    DBTaskResult.objects.all().delete()


def waiting_task(*, minutes: int, run_after: datetime.datetime | None = None) -> None:
    task = DBTaskResult.objects.create(
        task_path="marketplace.none",
        args_kwargs={"args": [], "kwargs": {}},
        queue_name="default",
        backend_name="default",
        run_after=run_after or get_date_max(),
    )
    began = clock.now() - datetime.timedelta(minutes=minutes)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=began)


@pytest.mark.django_db
def test_alive_asks_nothing_of_the_database(client):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert len(queries) == 0
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("_empty_queue")
def test_ready_names_each_check(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {
            "database": "ok",
            "migrations": "ok",
            "storage": "ok",
            "queue": "ok",
            "search": "missing",
        },
    }


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_503(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'kernel'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "failed"


@pytest.mark.django_db
def test_a_store_that_cannot_be_written_is_503_and_tells_no_path(client, settings, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(blocked / "private"), "base_url": None},
        }
    }

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["storage"] == "failed"
    assert str(tmp_path) not in answer.content.decode()


def test_a_database_that_is_away_is_503(client, monkeypatch):
    def away():
        raise OperationalError("connection refused to secret-host")

    monkeypatch.setitem(health.CHECKS, "database", away)
    monkeypatch.setitem(health.CHECKS, "migrations", away)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"] == {
        "database": "failed",
        "migrations": "failed",
        "storage": "ok",
        "search": "missing",
    }
    assert "secret-host" not in answer.content.decode()


@pytest.mark.usefixtures("_empty_queue")
def test_a_late_queue_is_told_and_takes_no_web_host_out(client):
    waiting_task(minutes=11)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["checks"]["queue"] == "late"


@pytest.mark.usefixtures("_empty_queue")
def test_a_task_meant_for_later_does_not_make_the_queue_late(client):
    waiting_task(minutes=60, run_after=clock.now() + datetime.timedelta(hours=1))
    waiting_task(minutes=9)

    assert client.get("/readyz").json()["checks"]["queue"] == "ok"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_only_read(client, path):
    assert client.post(path).status_code == 405
