"""The index: how fast it is built, how soon it shows a change, what a page costs beside its calls."""

import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.test import RequestFactory

from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
from search import finding
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.protocol import Engine
from search.engine.sharing import Making
from search.products import Facts, product_entry, read_facts
from search.views import list_context
from tests.bench.http import ask, read
from tests.bench.rows import Row
from tests.database import ROOT

INDEXED = 100_000
_KNOWN = 1_000
_QUERIES = 60
#: On a page that the engine answered; one out of the database counts nothing.
_COUNTED = b'class="result-count"'
_CHANGES = 5
_LATEST_SECONDS = 30


def index_rows(directory: Path, size: int = INDEXED) -> list[Row]:
    """``size`` products from rows in memory to an index that can be read."""
    facts = list(islice(_facts(), size))
    engine = EmbeddedEngine(directory / "built")
    began, cpu = time.monotonic(), _cpu_of_all()
    written = engine.rebuild(Making(facts, product_entry))
    seconds, cpu = time.monotonic() - began, _cpu_of_all() - cpu
    note = f"{written} documents, {cpu:.1f} s of CPU"
    return [Row(f"index of {size} products from rows", seconds, "s", 15, note)]


def _cpu_of_all() -> float:
    """Seconds, of this process and of those that helped it and have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _facts() -> Iterator[Facts]:
    """Rows of real products again and again, each time with other numbers and names."""
    ids = Product.objects.approved().order_by("-pk").values_list("pk", flat=True)[:_KNOWN]
    known = list(read_facts(list(ids)))
    for turn in count():
        for facts in known:
            row = facts.row | {
                "id": turn * 1_000_000 + facts.row["id"],
                "title": f"{facts.row['title']} {turn}",
            }
            yield replace(facts, row=row)


def page_rows(port: int, engine: Engine, *, most: float) -> list[Row]:
    """Searches with facets that nobody asked before: over HTTP, and the engine calls that the page makes.

    All of these, also those for what helps where nothing is found, and the same words on both sides.
    The words without the rest are asked beforehand, so that both sides are warm; then each side comes
    first in turn, because an engine remembers what it was just asked.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for query in _queries():
        ask(connection, f"/products/?{urlencode({'q': query['q']})}")
        _calls_of_page(engine, {"q": query["q"]})
    over_http, alone, numbers = [], [], []
    for turn, query in enumerate(_queries()):
        calls = _calls_of_page(engine, query) if turn % 2 else None
        spent, body = read(connection, f"/products/?{urlencode(query)}")
        calls = calls or _calls_of_page(engine, query)
        if _COUNTED in body:
            over_http.append(spent)
            alone.append(calls.spent)
            numbers.append(calls.number)
    if len(over_http) <= _QUERIES / 2:
        raise RuntimeError(
            f"{engine.name} answered {len(over_http)} pages of {_QUERIES + 1} in time"
        )
    page, call = statistics.median(over_http), statistics.median(alone)
    note = (
        f"{page:.1f} ms beside {call:.1f} ms of {statistics.median(numbers):.0f} calls"
        f" ({min(numbers)} to {max(numbers)}), {len(over_http)} of {_QUERIES + 1} by the engine"
    )
    name = f"search with facets over HTTP, p50, {engine.name}"
    return [Row(name, page / call, "× engine", most, note)]


def _queries() -> Iterator[dict[str, str]]:
    titles = Product.objects.approved().order_by("pk").values_list("title", flat=True)
    step = max(1, titles.count() // (_QUERIES + 1))
    for number, title in enumerate(titles[::step][: _QUERIES + 1]):
        yield {"q": " ".join(title.split()[:2]), "star": "34"[number % 2], "season": "now"}


class _Timed:
    """An engine, with how often it was asked and how many milliseconds that took."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self.number, self.spent = engine, 0, 0.0

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._engine, name)
        return partial(self._ask, asked) if callable(asked) else asked

    def _ask(self, asked: Callable[..., Any], *given: Any, **more: Any) -> Any:
        self.number += 1
        began = time.perf_counter()
        try:
            return asked(*given, **more)
        finally:
            self.spent += (time.perf_counter() - began) * 1000


class _Patient:
    """In place of the guard: what is late counts too."""

    @staticmethod
    def ask(call: Callable[[], Any]) -> Any:
        return call()


def _calls_of_page(engine: Engine, query: dict[str, str]) -> _Timed:
    """The calls that the page of a search makes, by the selectors of its view in this process."""
    timed = _Timed(engine)
    request = RequestFactory().get("/products/", query)
    with (
        patch.object(finding, "current_engine", lambda: timed),
        patch.object(finding, "_guard", _Patient),
    ):
        list_context(request)
    return timed


def change_rows(port: int, environment: dict[str, str]) -> list[Row]:
    """Seconds from the commit of a new name to a page of search results that shows it."""
    follower = subprocess.Popen(
        [sys.executable, "-W", "ignore", "manage.py", "search_drain", "--follow"],
        cwd=ROOT,
        env=environment,
    )
    try:
        product = Product.objects.listed(on=today()).order_by("pk")[0]
        spent = [_until_shown(port, product.pk, number) for number in range(_CHANGES + 1)]
    finally:
        follower.terminate()
        follower.wait()
    return [Row("a change shown through the outbox", statistics.median(spent[1:]), "s", 1)]


def _until_shown(port: int, product: int, number: int) -> float:
    name = f"Zyx{number} Zyx"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    Product.objects.filter(pk=product).update(title=name)
    began = time.monotonic()
    while time.monotonic() - began < _LATEST_SECONDS:
        connection.request("GET", f"/products/?q=zyx{number}&exact=1")
        if name in connection.getresponse().read().decode():
            return time.monotonic() - began
        time.sleep(0.02)
    raise RuntimeError("the change is not shown")
