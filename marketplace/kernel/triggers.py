from typing import Any

from django.db import connections

from .append_only import keep_rows
from .models import AuditEntry


def install(using: str) -> None:
    """What was audited stays; only the name of a deleted user goes."""
    connection = connections[using]
    if AuditEntry._meta.db_table in connection.introspection.table_names():
        keep_rows(connection, AuditEntry, may_be_emptied=["actor"])


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)
