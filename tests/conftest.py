"""Fixtures for all: the prepared database, a frozen day, private folders for files."""

import datetime
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connections
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from catalog.certification.models import Document
from marketplace.operations.translations import compile_catalogues
from search import finding
from search.engine.guard import Guard
from search.matching import index_recall
from tests.database import ROOT, copy_of_prepared
from tests.servers.fixtures import (  # noqa: F401
    application,
    elasticsearch_node,
    elasticsearch_url,
    on_postgresql,
    postgresql_server,
    postgresql_url,
    stripe_account,
    stripe_double,
    stripe_mock,
)

#: Tests that share a server which costs much to start, hence one worker: folders, name of the group.
_SHARING = {
    ("tests/browser/", "tests/journeys/"): "application",
    ("tests/contract/", "tests/elastic/"): "elasticsearch",
}

#: Begun first, by these starts of their names, so that no worker has a long one left at the end.
_LONG = (
    *("tests/browser/", "tests/journeys/", "tests/contract/", "tests/elastic/"),
    *("tests/operations/test_serve.py", "tests/kills/", "tests/concurrency/", "tests/money/"),
)


class _Together(LoadFileScheduling):
    """A file's tests stay together, so that what a module sets up is set up once.

    Ours because loadgroup of pytest-xdist 3.8 has no effect under pytest 9.
    """

    def _split_scope(self, nodeid: str) -> str:
        for folders, group in _SHARING.items():
            if nodeid.startswith(folders):
                return group
        return super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Together:
    config.option.loadscopereorder = False  # by number of tests: of ours, few take longest
    return _Together(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


def pytest_collection_finish() -> None:
    """What has been imported stays: nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()


_ahead = pytest.StashKey[list[subprocess.Popen[bytes]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Every test may read Vietnamese, also where Django had looked before there was a catalogue.

    Where workers share the tests, PostgreSQL is prepared while they prepare SQLite, and Elasticsearch
    is fetched: else both would wait for it later. What fails here is told by the fixture that needs it.
    """
    compile_catalogues(ROOT / "locale")
    translation_file_changed(sender=None, file_path=Path("django.mo"))
    if config.getoption("numprocesses", None):
        config.stash[_ahead] = [
            subprocess.Popen(
                [sys.executable, "-m", f"tests.servers.{server}"],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for server in ("postgresql", "elasticsearch")
        ]


def pytest_unconfigure(config: pytest.Config) -> None:
    if _ahead in config.stash:
        for preparing in config.stash[_ahead]:
            preparing.wait()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Instead of migrating: a copy of the prepared file, reference data within."""
    with django_db_blocker.unblock():
        path = copy_of_prepared(tmp_path_factory.mktemp("database"))
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = str(path)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True)
def _private_folders(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_ROOT = tmp_path / "search"
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"]
        | {"OPTIONS": {"location": str(tmp_path / "private")}}
    }
    # A field takes its storage when its class is made.
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storages["private"])


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine an engine may be late; what it finds is asked for here, not how soon."""
    for readers in (finding, index_recall):
        monkeypatch.setattr(readers, "_guard", Guard(patience=60))


@pytest.fixture(autouse=True)
def _in_vietnamese() -> None:
    """The language of an earlier test's last request stays active otherwise."""
    translation.activate("vi")


@pytest.fixture
def today(settings):
    """A fixed day for rules that count in days: Monday 23 November 2026."""
    settings.TODAY = "2026-11-23"
    return datetime.date(2026, 11, 23)
