"""The database itself makes a new stamp when a watched table changes: bulk updates and raw SQL too.

Put in place after each ``migrate``, because SQLite re-makes a table to alter it and loses its
triggers on the way.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import ReferenceStamp, Stamp
from .watching import Watched, watched

_VERBS = ("INSERT", "UPDATE", "DELETE")
_TABLE = Stamp._meta.db_table
_REFERENCE = ReferenceStamp._meta.db_table


def _renew(table: str) -> str:
    return (
        f"UPDATE {table} SET value = random();"  # noqa: S608
        f" INSERT INTO {table} (value) SELECT random() WHERE NOT EXISTS (SELECT 1 FROM {table});"
    )


_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION marketplace_new_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {_TABLE} (value) VALUES ((random() * 9007199254740991)::bigint + 1);
    RETURN NULL;
END $$
"""  # noqa: S608 - names of ours
#: Reference data has few writers: one row, for which they wait.
_POSTGRESQL_REFERENCE = f"""
CREATE OR REPLACE FUNCTION marketplace_new_reference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {_REFERENCE} (id, value) VALUES (1, (random() * 9007199254740991)::bigint + 1)
    ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value;
    RETURN NULL;
END $$
"""  # noqa: S608 - names of ours


def install(using: str) -> None:
    """Triggers on every watched table that exists by now."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {_TABLE, _REFERENCE} <= tables:
        return
    statements = [
        statement
        for one in watched()
        if one.table in tables
        for statement in _statements(connection, one)
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
            cursor.execute(_POSTGRESQL_REFERENCE)
        for statement in statements:
            cursor.execute(statement)


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)


def _statements(connection: BaseDatabaseWrapper, one: Watched) -> list[str]:
    return _on_postgresql(one) if connection.vendor == "postgresql" else _on_sqlite(one)


def _on_sqlite(one: Watched) -> list[str]:
    """Two plain statements: an upsert would take over the conflict clause of whoever fired it."""
    made = []
    renew = _renew(_TABLE) + (_renew(_REFERENCE) if one.is_reference else "")
    for verb in _VERBS:
        name = f"{one.table}_shown_{verb.lower()}"
        when = ""
        if verb == "UPDATE" and one.only:
            when = f" WHEN {_differs(one, 'IS NOT')}"
        made += [
            f'DROP TRIGGER IF EXISTS "{name}"',
            f'CREATE TRIGGER "{name}" AFTER {verb} ON "{one.table}"{when} BEGIN {renew} END',
        ]
    return made


def _on_postgresql(one: Watched) -> list[str]:
    """Once a statement; once a row only where the row says whether it matters."""
    call = "EXECUTE FUNCTION marketplace_new_stamp()"
    verbs = "INSERT OR DELETE OR TRUNCATE" if one.only else "INSERT OR UPDATE OR DELETE OR TRUNCATE"
    made = [
        f'DROP TRIGGER IF EXISTS "{one.table}_shown" ON "{one.table}"',
        f'DROP TRIGGER IF EXISTS "{one.table}_shown_row" ON "{one.table}"',
        f'CREATE TRIGGER "{one.table}_shown" AFTER {verbs} ON "{one.table}"'
        f" FOR EACH STATEMENT {call}",
    ]
    made.append(f'DROP TRIGGER IF EXISTS "{one.table}_reference" ON "{one.table}"')
    if one.is_reference:
        made.append(
            f'CREATE TRIGGER "{one.table}_reference" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE'
            f' ON "{one.table}" FOR EACH STATEMENT EXECUTE FUNCTION marketplace_new_reference()'
        )
    if one.only:
        made.append(
            f'CREATE TRIGGER "{one.table}_shown_row" AFTER UPDATE ON "{one.table}" FOR EACH ROW'
            f" WHEN ({_differs(one, 'IS DISTINCT FROM')}) {call}"
        )
    return made


def _differs(one: Watched, operator: str) -> str:
    return " OR ".join(
        f"{expression.format(row='OLD')} {operator} {expression.format(row='NEW')}"
        for expression in one.only
    )
