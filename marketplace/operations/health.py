"""For probes: is the process alive, is it ready to take requests. No detail leaves; it is logged."""

import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, F, Min, When
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult, get_date_max

from marketplace.kernel import clock
from search.engine.choosing import current_engine

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 while the database, its migrations or the private store fail.

    A late queue is told as ``late`` and leaves 200: taking the web hosts out would not start a worker.
    So is a search index that is missing or fails: lists come from the database then.
    """
    checks = {name: _passes(name, check) for name, check in CHECKS.items()}
    ready = all(checks.values())
    told = {name: "ok" if passed else "failed" for name, passed in checks.items()}
    if checks["database"] and checks["migrations"]:
        told["queue"] = "late" if queue_seconds() > settings.QUEUE_LATE_SECONDS else "ok"
    told["search"] = current_engine().health().state
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "checks": told}, status=200 if ready else 503
    )


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:
        logger.exception("readiness check failed: %s", name)
        return False
    return True


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Raises while a migration of this code is not applied. A process finds that out once."""
    if _migrated:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("migrations are pending")
    _migrated.append(True)


_migrated: list[bool] = []


def check_storage() -> None:
    """Writes and removes a small file in the private store."""
    storage = storages["private"]
    name = storage.save(f"readiness/{uuid.uuid4().hex}", ContentFile(b"ready"))
    storage.delete(name)


def queue_seconds() -> float:
    """How long the oldest task that could run has been waiting."""
    since = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    waiting = DBTaskResult.objects.ready().aggregate(since=Min(since))["since"]
    return (clock.now() - waiting).total_seconds() if waiting else 0.0


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "storage": check_storage,
}
