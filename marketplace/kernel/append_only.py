"""Tables whose rows the database itself keeps as they are, on SQLite and PostgreSQL.

Model guards stop our own code; these triggers also stop bulk updates and raw SQL. They are put in
place by migrations and again after each ``migrate``, because SQLite re-makes a table to alter it
and loses its triggers on the way. TRUNCATE, which takes the owner of the table, is not caught.
"""

from collections.abc import Collection

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

#: PostgreSQL compares rows as JSON, so that no column depends on a trigger.
_POSTGRESQL_FUNCTIONS = (
    """
CREATE OR REPLACE FUNCTION marketplace_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was jsonb; becomes jsonb; emptied text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        was := to_jsonb(OLD);
        becomes := to_jsonb(NEW);
        FOREACH emptied IN ARRAY TG_ARGV LOOP
            IF becomes -> emptied = 'null'::jsonb THEN
                was := was - emptied;
                becomes := becomes - emptied;
            END IF;
        END LOOP;
        IF was = becomes THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
""",
    """
CREATE OR REPLACE FUNCTION marketplace_keep_columns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY TG_ARGV LOOP
        IF to_jsonb(NEW) -> kept IS DISTINCT FROM to_jsonb(OLD) -> kept THEN
            RAISE EXCEPTION '% keeps its %', TG_TABLE_NAME, kept
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END $$
""",
)


def keep_rows(
    connection: BaseDatabaseWrapper, model: type[Model], *, may_be_emptied: Collection[str] = ()
) -> None:
    """Rows of ``model`` are only added: UPDATE and DELETE raise IntegrityError.

    The fields in ``may_be_emptied`` can be set to NULL (the name of a deleted user).
    """
    table = model._meta.db_table
    emptied = _columns(model, may_be_emptied)
    if connection.vendor == "postgresql":
        _on_postgresql(connection, table, "UPDATE OR DELETE", "marketplace_keep_row", emptied)
        return
    kept = [column for column in _existing(connection, table) if column not in emptied]
    when = [f'NEW."{column}" IS OLD."{column}"' for column in kept]
    when += [f'(NEW."{column}" IS OLD."{column}" OR NEW."{column}" IS NULL)' for column in emptied]
    _on_sqlite(connection, table, "UPDATE", when, f"{table} only grows")
    _on_sqlite(connection, table, "DELETE", ["0"], f"{table} only grows")


def keep_columns(
    connection: BaseDatabaseWrapper, model: type[Model], *, fields: Collection[str]
) -> None:
    """What these fields say stays: an UPDATE that changes one raises IntegrityError."""
    table = model._meta.db_table
    columns = _columns(model, fields)
    if connection.vendor == "postgresql":
        _on_postgresql(connection, table, "UPDATE", "marketplace_keep_columns", columns)
        return
    # A migration runs with the models of today, perhaps before a later one adds their columns.
    there = [column for column in _existing(connection, table) if column in columns]
    when = [f'NEW."{column}" IS OLD."{column}"' for column in there]
    _on_sqlite(connection, table, "UPDATE", when, f"{table} keeps its {', '.join(there)}")


def _existing(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Of SQLite. Django's own introspection stumbles over commas in check constraints."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info(%s)", [table])
        return [name for (name,) in cursor.fetchall()]


def _columns(model: type[Model], names: Collection[str]) -> list[str]:
    fields = model._meta.concrete_fields
    return [field.get_attname() for field in fields if field.name in names]


def _on_postgresql(
    connection: BaseDatabaseWrapper,
    table: str,
    verbs: str,
    function: str,
    columns: Collection[str],
) -> None:
    arguments = ", ".join(f"'{column}'" for column in columns)
    with connection.cursor() as cursor:
        for statement in (
            *_POSTGRESQL_FUNCTIONS,
            f'DROP TRIGGER IF EXISTS "{table}_kept" ON "{table}"',
            f'CREATE TRIGGER "{table}_kept" BEFORE {verbs} ON "{table}"'
            f" FOR EACH ROW EXECUTE FUNCTION {function}({arguments})",
        ):
            cursor.execute(statement)


def _on_sqlite(
    connection: BaseDatabaseWrapper,
    table: str,
    verb: str,
    allowed_when: Collection[str],
    message: str,
) -> None:
    trigger = f"{table}_no_{verb.lower()}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
        cursor.execute(
            f'CREATE TRIGGER "{trigger}" BEFORE {verb} ON "{table}"'
            f" WHEN NOT ({' AND '.join(allowed_when)})"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
