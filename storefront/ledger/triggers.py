"""The database's own guard over the books: they only grow, and every posting sums to zero."""

from typing import Any

from django.db import connections

from marketplace.kernel.append_only import keep_columns, keep_rows

from .models import Entry, LineBack, PayoutItem, Posting, Sale, SaleLine, TaxStatus

#: At the end of the transaction, when all entries of a posting are there.
_ZERO = (
    """
CREATE OR REPLACE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT SUM(amount) FROM ledger_entry WHERE posting_id = NEW.posting_id) <> 0 THEN
        RAISE EXCEPTION 'ledger_entry: posting % does not sum to zero', NEW.posting_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
""",
    "DROP TRIGGER IF EXISTS ledger_entry_zero ON ledger_entry",
    "CREATE CONSTRAINT TRIGGER ledger_entry_zero AFTER INSERT ON ledger_entry"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero()",
)


def install(using: str) -> None:
    """Postings and entries stay as written; so do the figures of a sale.

    SQLite has no trigger at the end of a transaction: there ``post`` and ``check_ledger`` look.
    """
    connection = connections[using]
    if TaxStatus._meta.db_table not in connection.introspection.table_names():
        return
    keep_rows(connection, Posting)
    keep_rows(connection, Entry)
    keep_rows(connection, SaleLine)
    keep_rows(connection, LineBack)
    keep_rows(connection, TaxStatus, may_be_emptied=["decided_by"])
    keep_columns(
        connection,
        Sale,
        fields=[
            "vendor_order", "vendor", "sold_on", "goods", "discount", "shipping", "delivery_aid",
            "commission_bp", "commission", "tax",
        ],
    )  # fmt: skip
    keep_columns(connection, PayoutItem, fields=["payout", "vendor_order", "amount"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in _ZERO:
                cursor.execute(statement)


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)
