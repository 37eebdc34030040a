from typing import Any

from django.core.management.commands import migrate
from django.core.management.sql import emit_pre_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.state import ProjectState

from marketplace.operations.first_migration import (
    FirstMigration,
    is_empty,
    little_garbage_collection,
)

#: Options that ask for something else than all migrations.
_OTHERWISE = ("app_label", "plan", "check_unapplied", "prune", "fake", "fake_initial", "run_syncdb")


class Command(migrate.Command):
    """Django's; an empty database is migrated the short way first, and Django finds it done."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if is_empty(connection) and not any(options.get(name) for name in _OTHERWISE):
            with little_garbage_collection():
                self._migrate_empty(connection, **options)
        super().handle(*args, **options)

    def _migrate_empty(self, connection: BaseDatabaseWrapper, **options: Any) -> None:
        """Says before what it will do, as Django does; Django says afterwards what there is."""
        self.verbosity, self.interactive = options["verbosity"], options["interactive"]
        told: Any = self.migration_progress_callback
        executor = FirstMigration(connection, told)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        state = ProjectState(real_apps=executor.loader.unmigrated_apps)
        emit_pre_migrate_signal(
            self.verbosity,
            self.interactive,
            connection.alias,
            stdout=self.stdout,
            apps=state.apps,
            plan=plan,
        )
        executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan, state=state.clone())
