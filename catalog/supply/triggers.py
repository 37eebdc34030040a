"""The database's own guard over the ledger of promised capacity: it only grows."""

from typing import Any

from django.db import connections

from marketplace.kernel.append_only import keep_rows

from .models import Commitment


def install(using: str) -> None:
    connection = connections[using]
    if Commitment._meta.db_table in connection.introspection.table_names():
        keep_rows(connection, Commitment, may_be_emptied=["actor"])


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)
