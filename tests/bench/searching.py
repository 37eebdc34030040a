"""The index: how fast it is built, how soon it shows a change, what a page costs beside its calls."""

import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from urllib.parse import urlencode

from django.http import QueryDict

from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
from search import lists
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.protocol import Engine
from search.engine.sharing import Making
from search.filters import read_filters
from search.finding import find_now
from search.products import Facts, product_entry, read_facts
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
    """Searches with facets that nobody asked before: over HTTP, and their engine calls alone.

    The same words without the rest are asked beforehand, so that both sides are warm.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for query in _queries():
        ask(connection, f"/products/?{urlencode({'q': query['q']})}")
        _engine_call(engine, {"q": query["q"]})
    over_http, alone = [], []
    for query in _queries():
        spent, body = read(connection, f"/products/?{urlencode(query)}")
        called = _engine_call(engine, query)
        if _COUNTED in body:
            over_http.append(spent)
            alone.append(called)
    if len(over_http) <= _QUERIES / 2:
        raise RuntimeError(
            f"{engine.name} answered {len(over_http)} pages of {_QUERIES + 1} in time"
        )
    page, call = statistics.median(over_http), statistics.median(alone)
    note = f"{page:.1f} ms beside {call:.1f} ms, {len(over_http)} of {_QUERIES + 1} by the engine"
    name = f"search with facets over HTTP, p50, {engine.name}"
    return [Row(name, page / call, "× engine", most, note)]


def _queries() -> Iterator[dict[str, str]]:
    titles = Product.objects.approved().order_by("pk").values_list("title", flat=True)
    step = max(1, titles.count() // (_QUERIES + 1))
    for number, title in enumerate(titles[::step][: _QUERIES + 1]):
        yield {"q": " ".join(title.split()[:2]), "star": "34"[number % 2], "season": "now"}


def _engine_call(engine: Engine, query: dict[str, str]) -> float:
    """Milliseconds of what the page asks of the engine, in this process and without a guard."""
    day = today()
    asked = lists.query_of(
        read_filters(QueryDict(urlencode(query))), on=day, branch=None, place="", limit=lists.PAGE
    )
    began = time.perf_counter()
    find_now(engine, asked, as_typed=False)
    return (time.perf_counter() - began) * 1000


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
