"""The cluster dies, or hangs, in the middle of searches and changes: no page fails, nothing is lost."""

import contextlib
import secrets
import statistics
import threading
import time

import pytest
from django.db import connections
from django.http import QueryDict
from django.test import Client

from catalog.catalogue.models import Product
from search import finding, following, keeping
from search.engine import guard
from search.engine.choosing import current_engine
from search.engine.protocol import Query
from search.filters import read_filters
from search.following import follow
from search.lists import list_page
from tests.contract.conftest import forget
from tests.factories import make_pack, make_producer, make_product

PRODUCTS = 8
ADDRESSES = (
    "/products/",
    "/products/?q=gao",
    "/products/?q=goa+ngon&star=4",
    "/search/suggest/?q=ga",
    "/readyz",
)


@pytest.fixture
def node(elasticsearch_node):
    yield elasticsearch_node
    elasticsearch_node.revive()


@pytest.fixture
def shop(node, on_sqlite, settings, monkeypatch, tmp_path):
    """Products and their index in a cluster, as the settings say."""
    prefix = f"k{secrets.token_hex(6)}"
    settings.SEARCH_URL = f"{node.url}/{prefix}"
    settings.SEARCH_ROOT = tmp_path / "search"
    monkeypatch.setattr(following, "PAUSE_SECONDS", 0.5)
    monkeypatch.setattr(finding, "_guard", guard.Guard(rest=1.0))
    producer = make_producer()
    for number in range(PRODUCTS):
        make_pack(make_product(f"Gạo ngon {number}", producer=producer))
    keeping.rebuild(current_engine())
    yield
    forget(node.url, prefix)


class Load:
    """Visitors who read, somebody who changes names, and the keeper of the index."""

    def __init__(self):
        self.answers: list[tuple[str, int, float]] = []
        self.changes = 0
        self.failures: list[Exception] = []
        self._stop, self._stop_keeping = threading.Event(), threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(call,))
            for call in (self._read, self._read, self._change)
        ]
        self._keeper = threading.Thread(target=follow, args=(self._stop_keeping,))

    @contextlib.contextmanager
    def going_on(self):
        for thread in (*self._threads, self._keeper):
            thread.start()
        try:
            yield self
        finally:
            self.end()
            self._stop_keeping.set()
            self._keeper.join(timeout=120)

    def end(self):
        """No more visitors and changes; the keeper goes on."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=120)

    def wait_for(self, *, answers, changes):
        answers, changes = answers + len(self.answers), changes + self.changes
        wait_until(
            lambda: self.failures or (len(self.answers) >= answers and self.changes >= changes)
        )
        assert self.failures == []

    def _run(self, call):
        try:
            while not self._stop.is_set():
                call()
        except Exception as error:
            self.failures.append(error)
        finally:
            connections.close_all()

    def _read(self):
        client = Client()
        for address in ADDRESSES:
            began = time.monotonic()
            status = client.get(address).status_code
            self.answers.append((address, status, time.monotonic() - began))

    def _change(self):
        self.changes += 1
        for pk in Product.objects.recognised().values_list("pk", flat=True):
            Product.objects.filter(pk=pk).update(title=f"Gạo ngon {pk} lần {self.changes}")
        self._stop.wait(0.05)


def wait_until(holds, *, seconds=240):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)  # polling with a bound


def assert_all_answered(load):
    assert load.failures == []
    assert {status for _address, status, _seconds in load.answers} == {200}


def middle(answers):
    """Seconds of the page in the middle: on a machine that does much else, one may take any time."""
    return statistics.median(seconds for _address, _status, seconds in answers)


def assert_nothing_is_lost(load, today):
    wait_until(lambda: keeping.waiting() == 0)
    engine = current_engine()
    assert keeping.verify(engine) == keeping.Repaired(0, 0)
    hits = engine.search(Query(day=today.toordinal(), limit=PRODUCTS + 1)).hits
    last = {f"Gạo ngon {hit.row['id']} lần {load.changes}" for hit in hits}
    assert {hit.row["title"] for hit in hits} == last
    assert len(hits) == PRODUCTS


def listed(asked, today):
    """What the list's view shows. Not its context: a client is told of the pages of all threads."""
    return list_page(read_filters(QueryDict(asked)), on=today)


def test_killed_in_the_middle_of_searches_and_changes(shop, node, today):
    with Load().going_on() as load:
        load.wait_for(answers=20, changes=2)
        node.kill()
        load.wait_for(answers=20, changes=2)
        page = listed("q=gao", today)
        assert (len(page.cards), page.total) == (PRODUCTS, None)
        assert Client().get("/readyz").json()["checks"]["search"] == "unreachable"
        node.start()
        load.wait_for(answers=20, changes=2)
        load.end()
        assert_nothing_is_lost(load, today)
        wait_until(lambda: listed("", today).total == PRODUCTS)

    assert_all_answered(load)


def test_hung_in_the_middle_of_searches_and_changes(shop, node, today):
    with Load().going_on() as load:
        load.wait_for(answers=20, changes=2)
        before = len(load.answers)
        node.suspend()
        load.wait_for(answers=40, changes=2)
        hung = load.answers[before:]
        page = listed("q=gao", today)
        assert (len(page.cards), page.total) == (PRODUCTS, None)
        node.resume()
        load.wait_for(answers=20, changes=2)
        load.end()
        assert_nothing_is_lost(load, today)
        wait_until(lambda: listed("", today).total == PRODUCTS)

    assert_all_answered(load)
    assert middle(hung) <= middle(load.answers[:before]) + 2 * guard.PATIENCE_SECONDS
