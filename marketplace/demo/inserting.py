"""Insertion of many rows that differ in a few columns only."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def insert_like(template: models.Model, varying: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert one row per tuple: the columns named in ``varying`` from it, the rest as ``template``.

    Values are passed as the database driver takes them. Signals and ``save`` are left out, and the
    template's key is not used.
    """
    names = varying.split()
    fields = {f.attname: f for f in template._meta.concrete_fields if not f.primary_key}
    constant = {
        name: field.get_db_prep_save(field.pre_save(template, add=True), connection)
        for name, field in fields.items()
        if name not in names
    }
    columns = [str(fields[name].column) for name in (*names, *constant)]
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(template._meta.db_table)}"  # noqa: S608 - names from the models
        f" ({', '.join(map(quote, columns))}) VALUES ({', '.join(['%s'] * len(columns))})"
    )
    rest = tuple(constant.values())
    with connection.cursor() as cursor:
        cursor.executemany(statement, [row + rest for row in rows])
