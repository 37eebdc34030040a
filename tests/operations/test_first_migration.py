"""An empty database is migrated in an order of our own: the same comes out as by Django's executor."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from marketplace.operations.first_migration import FIRST, FirstMigration, is_empty
from tests.default_connection import default_connection

#: A part of the whole that holds each kind of operation: chains of many small changes, functions, apps
#: that need each other, models made together with and without what they refer to.
SOME = [
    ("account", "0009_emailaddress_unique_primary_email"),
    ("address", "0901_public_id"),
    ("axes", "0010_accessattemptexpiration"),
    ("offer", "0001_initial"),
    ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
]
_SQLITE = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_POSTGRESQL = """
    SELECT 'column', table_name, column_name, concat_ws(' ', ordinal_position, data_type,
        character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef
    FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname, '', prosrc
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def _schema() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
        return sorted(cursor.fetchall(), key=repr)


def _recorded() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


@pytest.fixture
def _imported_anew() -> None:
    """Those of Wagtail's search decide for a kind of database when they are imported."""
    for name in [name for name in sys.modules if name.startswith("wagtail.search.migrations.")]:
        del sys.modules[name]


@contextmanager
def _empty(directory: Path, name: str, blocker: Any) -> Iterator[None]:
    with blocker.unblock(), default_connection(f"sqlite:///{directory / name}"):
        yield


def test_what_is_made_and_recorded_is_the_same(tmp_path, django_db_blocker):
    found = []
    for executor in (MigrationExecutor, FirstMigration):
        with _empty(tmp_path, executor.__name__, django_db_blocker):
            executor(connection).migrate(SOME)
            found.append((_schema(), _recorded()))

    assert len(found[0][1]) > 40
    assert found[0] == found[1]


def test_the_state_of_the_models_is_the_same_too(tmp_path, django_db_blocker):
    with _empty(tmp_path, "state", django_db_blocker):
        executor = FirstMigration(connection)

        assert executor.migrate(SOME) == executor.loader.project_state(SOME)


def test_a_database_that_holds_something_is_left_to_django(tmp_path, django_db_blocker):
    with _empty(tmp_path, "begun", django_db_blocker):
        assert is_empty(connection)
        MigrationExecutor(connection).migrate(SOME[2:3])

        assert not is_empty(connection)


def test_to_ask_whether_there_is_anything_to_do_does_nothing(tmp_path, django_db_blocker):
    with _empty(tmp_path, "asked", django_db_blocker):
        with pytest.raises(SystemExit):
            call_command("migrate", check_unapplied=True, verbosity=0)

        assert is_empty(connection)


def test_the_apps_that_go_first_are_there():
    labels = {app.label for app in apps.get_app_configs()}

    assert [start for start in FIRST if not any(one.startswith(start) for one in labels)] == []


@pytest.mark.soak
@pytest.mark.usefixtures("_imported_anew")
def test_the_whole_is_the_same_on_sqlite(tmp_path, django_db_blocker):
    found = []
    for name in ("ours", "djangos"):
        with _empty(tmp_path, name, django_db_blocker):
            found.append(_whole(ours=name == "ours"))

    assert found[0] == found[1]


@pytest.mark.soak
@pytest.mark.postgresql
@pytest.mark.usefixtures("_imported_anew")
def test_the_whole_is_the_same_on_postgresql(postgresql_server, django_db_blocker):
    found = []
    for name in ("ours", "djangos"):
        postgresql_server.execute(f"CREATE DATABASE first_migration_{name}")
        url = postgresql_server.url(f"first_migration_{name}")
        with django_db_blocker.unblock(), default_connection(url):
            found.append(_whole(ours=name == "ours"))

    assert found[0] == found[1]


def _whole(*, ours: bool) -> tuple[list[tuple[Any, ...]], set[tuple[str, str]]]:
    if not ours:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    call_command("migrate", verbosity=0)
    return _schema(), _recorded()
