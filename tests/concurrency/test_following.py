"""Who keeps the index at the same time, threads or processes, on either database, loses nothing."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from catalog.catalogue.models import Product
from catalog.partner import stock
from marketplace.kernel.clock import today
from search import keeping
from search.engine.choosing import current_engine
from search.engine.protocol import Query
from tests.concurrency.threads import at_once
from tests.database import ROOT
from tests.factories import make_pack, make_producer, make_product, stock_of

PRODUCTS = 12
CHANGES = 10


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    """The same on both."""
    request.getfixturevalue(request.param)


@pytest.fixture
def engine(database, settings, tmp_path):
    """An index of ``PRODUCTS`` products of one producer, where other processes look for it."""
    settings.SEARCH_ROOT = tmp_path / "test" / "search"
    producer = make_producer()
    for number in range(PRODUCTS):
        make_pack(make_product(f"Gạo {number}", producer=producer), stock=1)
    engine = current_engine()
    keeping.rebuild(engine)
    return engine


def writing(first: int, until: Callable[[], bool] = lambda: True):
    """Changes every second product again and again: its name, its last pack."""

    def write() -> str:
        products = list(Product.objects.recognised().order_by("pk")[first::2])
        number = 0
        while number < CHANGES or not until():
            number += 1
            for product in products:
                Product.objects.filter(pk=product.pk).update(title=f"Nếp {number} {product.pk}")
                record = stock_of(product.children.get())
                assert stock.reserve(record.pk, 1)
                assert stock.release(record.pk, 1)
        for product in products:
            Product.objects.filter(pk=product.pk).update(title=f"Nếp cẩm {product.pk}")
        return "written"

    return write


def until(written: threading.Event, keep) -> str:
    """Again and again until all is written, and once more."""
    while not written.is_set():
        keep(current_engine())
    keep(current_engine())
    return "kept"


def assert_nothing_is_lost(engine) -> None:
    keeping.drain_all(engine)
    assert keeping.waiting() == 0
    assert keeping.verify(engine) == keeping.Repaired(0, 0)
    found = engine.search(Query(day=today().toordinal(), order="newest", limit=PRODUCTS + 1)).hits
    expected = {pk: f"Nếp cẩm {pk}" for pk in (hit.row["id"] for hit in found)}
    assert len(found) == PRODUCTS
    assert {hit.row["id"]: hit.row["title"] for hit in found} == expected


@pytest.mark.parametrize(
    "keepers",
    [
        (keeping.drain_all, keeping.drain_all),
        (keeping.drain_all, keeping.rebuild),
        (keeping.drain, keeping.drain_all, keeping.rebuild, keeping.verify),
    ],
    ids=["two drains", "a drain and a rebuild", "everything"],
)
def test_keepers_in_threads(engine, keepers):
    written = threading.Event()
    left = [2]
    lock = threading.Lock()

    def counted(write):
        def call() -> str:
            try:
                return write()
            finally:
                with lock:
                    left[0] -= 1
                    if not left[0]:
                        written.set()

        return call

    answers = at_once(
        [counted(writing(0)), counted(writing(1))]
        + [lambda keep=keep: until(written, keep) for keep in keepers]
    )

    assert answers == ["written"] * 2 + ["kept"] * len(keepers)
    assert_nothing_is_lost(engine)


def command(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of its own on this test's database and index."""
    settings = connection.settings_dict
    url = f"sqlite:///{settings['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{settings['USER']}@127.0.0.1:{settings['PORT']}/{settings['NAME']}"
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "marketplace.settings.test",
            "DATABASE_URL": url,
            "DATA_DIR": str(tmp_path),
        },
    )


def test_a_worker_is_killed_while_another_and_commands_work(engine, tmp_path):
    """Processes of their own, while products change."""
    followers = [command(tmp_path, "search_drain", "--follow") for _ in range(2)]
    others = [command(tmp_path, name) for name in ("search_rebuild", "search_drain")]

    def interfere() -> str:
        try:
            assert [process.wait(timeout=100) for process in others] == [0, 0]
        finally:
            followers[0].kill()  # the writers go on until then
        return "killed"

    def is_killed() -> bool:
        return followers[0].poll() is not None

    try:
        answers = at_once([writing(0, is_killed), writing(1, is_killed), interfere])
        assert answers == ["written", "written", "killed"]
        assert followers[0].wait(timeout=60) == -signal.SIGKILL
        followers[1].send_signal(signal.SIGTERM)
        assert followers[1].wait(timeout=60) == 0
    finally:
        for process in [*followers, *others]:
            process.kill()
            process.wait()
    assert_nothing_is_lost(engine)
