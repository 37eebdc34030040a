from typing import Any

from django.db import connections

from marketplace.kernel.append_only import keep_rows

from .models import Consent


def install(using: str) -> None:
    """Who consented to what, and when it was taken back, stays as it was written."""
    connection = connections[using]
    if Consent._meta.db_table in connection.introspection.table_names():
        keep_rows(connection, Consent)


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)
