"""Triggers that write the outbox, so that no writer can forget it: services, bulk and raw SQL alike.

Put in place by a migration and again after each ``migrate``, because SQLite re-makes a table to
alter it and loses its triggers on the way.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_OUTBOX = "search_change"


@dataclass(frozen=True)
class Watched:
    """A table whose rows tell of ``kind``; ``number`` is SQL over {row}. ``only`` narrows UPDATEs."""

    table: str
    kind: str
    number: str
    only: str = ""


_PRODUCT_OF_STOCK = (
    "(SELECT COALESCE(p.parent_id, p.id) FROM catalogue_product p WHERE p.id = {row}.product_id)"
)
#: Reserving stock is frequent, and matters only where the last pack goes or comes back.
_PRICE_OR_AVAILABILITY = (
    "OLD.price IS DISTINCT FROM NEW.price OR OLD.partner_id <> NEW.partner_id"
    " OR OLD.product_id <> NEW.product_id"
    " OR (COALESCE(OLD.num_in_stock, 0) - COALESCE(OLD.num_allocated, 0) > 0)"
    " <> (COALESCE(NEW.num_in_stock, 0) - COALESCE(NEW.num_allocated, 0) > 0)"
)

WATCHED = (
    Watched("catalogue_product", "product", "COALESCE({row}.parent_id, {row}.id)"),
    Watched("catalogue_standardheld", "product", "{row}.product_id"),
    # Alcohol is sold only once its licence is stated.
    Watched("catalogue_productattributevalue", "product", "{row}.product_id"),
    Watched("certification_liveinterval", "product", "{row}.product_id"),
    Watched("partner_stockrecord", "product", _PRODUCT_OF_STOCK, only=_PRICE_OR_AVAILABILITY),
    Watched("partner_vendor", "partner", "{row}.partner_id"),
    Watched("producers_producer", "producer", "{row}.id"),
    Watched(
        "accounts_organisation",
        "organisation",
        "{row}.id",
        only="OLD.legal_form IS DISTINCT FROM NEW.legal_form",
    ),
    Watched("supply_supply", "supply", "{row}.id"),
    Watched("supply_supplytier", "supply", "{row}.supply_id"),
    Watched("supply_capacity", "supply", "{row}.supply_id"),
    Watched("matching_demand", "demand", "{row}.id"),
    Watched("matching_demandline", "demand", "{row}.demand_id"),
)


def install(using: str) -> None:
    """Watch every table that there is already; the others come with a later ``migrate``."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if _OUTBOX not in tables:
        return
    for watched in WATCHED:
        if watched.table in tables:
            for statement in _statements(connection, watched):
                with connection.cursor() as cursor:
                    cursor.execute(statement)


def after_migrate(*, using: str, **_more: Any) -> None:
    install(using)


def _statements(connection: BaseDatabaseWrapper, watched: Watched) -> list[str]:
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    return [
        statement
        for verb, row, when in (
            ("INSERT", "NEW", ""),
            ("UPDATE", "NEW", watched.only),
            ("DELETE", "OLD", ""),
        )
        for statement in make(watched, verb, watched.number.format(row=row), when)
    ]


def _sqlite(watched: Watched, verb: str, number: str, when: str) -> list[str]:
    name = f"search_{watched.table}_{verb.lower()}"
    # SQLite before 3.39 knows IS DISTINCT FROM only as IS NOT.
    condition = f" WHEN {when.replace('IS DISTINCT FROM', 'IS NOT')}" if when else ""
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} AFTER {verb} ON {watched.table}{condition} BEGIN"
        f" INSERT INTO {_OUTBOX} (kind, number)"
        f" SELECT '{watched.kind}', {number} WHERE {number} IS NOT NULL; END",
    ]


def _postgresql(watched: Watched, verb: str, number: str, when: str) -> list[str]:
    name = f"search_{watched.table}_{verb.lower()}"
    condition = f" WHEN ({when})" if when else ""
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" INSERT INTO {_OUTBOX} (kind, number)"
        f" SELECT '{watched.kind}', {number} WHERE {number} IS NOT NULL; RETURN NULL; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {watched.table}",
        f"CREATE TRIGGER {name} AFTER {verb} ON {watched.table}"
        f" FOR EACH ROW{condition} EXECUTE FUNCTION {name}()",
    ]
