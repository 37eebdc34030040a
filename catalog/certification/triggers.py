"""The database's own guard over the history of certificates (truths 1 to 3)."""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from marketplace.kernel.append_only import keep_columns, keep_rows

from .models import Certificate, CertificateEvent, LiveInterval, RecognitionDecision

_OVERLAP = """
SELECT 1 FROM certification_liveinterval AS other
WHERE other.product_id = NEW.product_id AND other.id <> COALESCE(NEW.id, -1)
AND other.live_from <= NEW.live_until AND other.live_until >= NEW.live_from
"""
_MESSAGE = "certification_liveinterval: one live certificate a day"

_SQLITE = [
    statement
    for verb in ("INSERT", "UPDATE")
    for statement in (
        f"DROP TRIGGER IF EXISTS certification_one_live_{verb.lower()}",
        f"CREATE TRIGGER certification_one_live_{verb.lower()} BEFORE {verb}"
        f" ON certification_liveinterval WHEN EXISTS ({_OVERLAP})"
        f" BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END",
    )
]
_POSTGRESQL = [
    f"""
CREATE OR REPLACE FUNCTION certification_one_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({_OVERLAP}) THEN
        RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
""",
    "DROP TRIGGER IF EXISTS certification_one_live ON certification_liveinterval",
    "CREATE TRIGGER certification_one_live BEFORE INSERT OR UPDATE ON certification_liveinterval"
    " FOR EACH ROW EXECUTE FUNCTION certification_one_live()",
]


def install(using: str) -> None:
    """History only grows, a certificate is never re-pointed, a product has one star a day."""
    connection = connections[using]
    if LiveInterval._meta.db_table not in connection.introspection.table_names():
        return
    keep_rows(connection, CertificateEvent, may_be_emptied=["actor"])
    keep_columns(
        connection,
        Certificate,
        fields=["code", "product", "decision", "star", "issued_on", "last_day"],
    )
    keep_columns(
        connection,
        RecognitionDecision,
        fields=["number_key", "authority_level", "authority_key", "province", "issued_on"],
    )
    _keep_one_live(connection)


def _keep_one_live(connection: BaseDatabaseWrapper) -> None:
    """Against rivals the product's lock stands (services.locking); this stops a wrong statement."""
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)
