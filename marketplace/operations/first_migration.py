"""Migrating an empty database with less drawing of models, by Django's own operations.

Nearly all of a first migration is Django drawing the classes of models anew after each operation: of the
model that changed and of each that is connected with it, and in a shop all are connected. What is done to
the database, and what is recorded, is Django's; three things of the drawing are ours:

1. The order of apps. What others have changed a hundred times goes first, while few models are there.
2. Models that a migration makes one after another are drawn once, when all are made: none of them
   is changed by the making of another.
3. Where a function asks for all models, they stay drawn for the next one.

A database that holds anything is left to Django. `tests/operations/test_first_migration.py` compares both.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

#: How the names of apps begin whose migrations go first; what they need goes before them.
FIRST = (
    *("axes", "account", "mfa", "admin", "django_tasks", "taggit", "wagtail", "catalogue"),
    *("offer", "voucher", "analytics", "reviews", "wishlists", "communication", "partner"),
)
#: New objects between two looks for garbage: a drawn model is hundreds, and stays for a while.
GARBAGE_THRESHOLDS = (20_000, 5, 5)


class FirstMigration(MigrationExecutor):
    """Django's executor for a database without any migration."""

    def migration_plan(self, targets: Any, clean_start: bool = False) -> Any:
        return super().migration_plan(sorted(targets, key=_place), clean_start=clean_start)

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        sparing = type(
            "Migration", (_Sparing, type(migration)), {"operations": migration.operations}
        )
        return super().apply_migration(
            state, sparing(migration.name, migration.app_label), fake, fake_initial
        )


class _Sparing(Migration):
    """A migration that draws no more models than its operations need."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        for kind, same in groupby(self.operations, key=type):
            operations = list(same)
            if kind is CreateModel and len(operations) > 1 and self.atomic:
                self._make(operations, project_state, schema_editor)
                continue
            if kind is RunPython and project_state.is_delayed:
                _draw(project_state)
            part = type(
                "Migration", (Migration,), {"operations": operations, "atomic": self.atomic}
            )
            project_state = part(self.name, self.app_label).apply(
                project_state, schema_editor, collect_sql
            )
        return project_state

    def _make(
        self,
        operations: list[Operation],
        state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
    ) -> None:
        del state.apps
        for operation in operations:
            operation.state_forwards(self.app_label, state)
        _draw(state)
        for operation in operations:
            operation.database_forwards(self.app_label, schema_editor, state, state)


def _draw(state: ProjectState) -> None:
    """All models anew, with all that they are connected with."""
    state.__dict__.pop("apps", None)
    state.is_delayed = False
    state.apps  # noqa: B018


def _place(target: tuple[str, str | None]) -> int:
    """Among equals the order is Django's."""
    found = (place for place, start in enumerate(FIRST) if target[0].startswith(start))
    return next(found, len(FIRST))


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()


@contextmanager
def little_garbage_collection() -> Iterator[None]:
    """What lives already is left alone, and what is new is looked at rarely."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
