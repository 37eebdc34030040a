"""Audit entries: left by services where money, certificates, permissions or publication change."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from .logs import request_id
from .models import AuditEntry


def record(
    *, action: str, target: models.Model, acting_user: Any = None, **data: Any
) -> AuditEntry:
    """Write one entry in the caller's transaction.

    ``action`` is a code such as ``certificate.revoked``; ``target`` is named by its public id
    where it has one; an anonymous user counts as none.
    """
    if acting_user is not None and not getattr(acting_user, "is_authenticated", False):
        acting_user = None
    return AuditEntry.objects.create(
        actor=acting_user,
        action=action,
        object_type=target._meta.label,
        object_id=str(getattr(target, "public_id", "") or target.pk),
        data=data,
        request_id=request_id.get(),
    )


def record_many(
    *,
    action: str,
    targets: Iterable[tuple[models.Model, dict[str, Any]]],
    acting_user: Any = None,
) -> None:
    """One entry for each (target, data), written together; otherwise as record."""
    actor = acting_user if getattr(acting_user, "is_authenticated", False) else None
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor=actor,
            action=action,
            object_type=target._meta.label,
            object_id=str(getattr(target, "public_id", "") or target.pk),
            data=data,
            request_id=request_id.get(),
        )
        for target, data in targets
    )
