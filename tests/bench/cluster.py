"""A real Elasticsearch: a page beside its engine calls, recall beside its raw query."""

import http.client
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from marketplace.kernel.clock import today
from search.documents import make_document
from search.engine.elastic.address import read_address
from search.engine.elastic.engine import ElasticEngine
from search.engine.elastic.schema import LONGEST_PAGE
from search.engine.locks import held_file
from search.engine.protocol import Entry, Text
from search.matching import entries, goods
from search.matching.columns import Supplies
from search.matching.index_recall import IndexRecall
from tests.bench.http import gunicorn
from tests.bench.rows import Row
from tests.bench.searching import page_rows
from tests.search.matching.market import make_needs, make_supplies
from tests.servers.elasticsearch import elasticsearch

_NEEDS = 100
_SEED = 919


def cluster_rows(directory: Path, database: Path, *, supplies: int) -> list[Row]:
    """With the node's compilers whole, unlike in the tests."""
    with elasticsearch(options=()) as node:
        os.environ["SEARCH_URL"] = f"{node.url}/pages"
        try:
            with gunicorn(directory / "cluster", database) as port:
                rows = page_rows(port, _engine(f"{node.url}/pages", directory), most=3)
        finally:
            del os.environ["SEARCH_URL"]
        return rows + _recall_rows(f"{node.url}/recall", directory, make_supplies(_SEED, supplies))


def _engine(url: str, directory: Path) -> ElasticEngine:
    return ElasticEngine(
        read_address(url), exclusively=lambda: held_file(directory / "lock"), patience=30
    )


def _recall_rows(url: str, directory: Path, supplies: Supplies) -> list[Row]:
    """From a need to the keys of all supplies that come into question."""
    engine = _engine(url, directory)
    began = time.monotonic()
    engine.rebuild(_documents(supplies))
    built = time.monotonic() - began
    recall, alone = [], []
    needs = make_needs(_SEED, _NEEDS)
    asked = IndexRecall(engine)
    host = urlsplit(url)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
    index = engine.health().generation
    for row in (0, *range(_NEEDS)):  # the first warms up
        need = needs.one(row)
        body = _raw(goods.asked_by_need(need))
        alone.append(_spent(lambda body=body: _post(connection, index, body)))
        recall.append(_spent(lambda need=need: asked.supplies_for(need)))
    del alone[0], recall[0]
    ours, raw = (float(np.percentile(times, 95)) for times in (recall, alone))
    middle = statistics.median(recall)
    note = f"{ours:.1f} ms beside {raw:.1f} ms; p50 {middle:.1f} ms; built in {built:.0f} s"
    return [Row("recall by Elasticsearch, p95", ours / raw, "× raw query", 3, note)]


def _spent(call: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _documents(supplies: Supplies) -> Iterator[Entry]:
    for row in range(len(supplies)):
        number = int(supplies.key[row])
        held = goods.of_supply(int(supplies.group[row]), supplies.words.of(row).tolist())
        key = f"{entries.SUPPLY}:{number}"
        document = make_document(
            kind=entries.SUPPLY,
            key=key,
            number=number,
            span=(1, 10**6),
            text=Text((), (), (), (), ()),
            facets={goods.FIELD: held},
            orders={"newest": number},
            row={},
        )
        yield Entry(key, (document,))


def _raw(asked: frozenset[str] | None) -> bytes:
    """What the engine asks, without anything of ours around it."""
    day = today().toordinal()
    wanted = [
        {"term": {"kind": entries.SUPPLY}},
        {"range": {"live_from": {"lte": day}}},
        {"range": {"live_until": {"gte": day}}},
        *([{"terms": {goods.FIELD: sorted(asked)}}] if asked is not None else []),
    ]
    body = {
        "query": {"bool": {"filter": wanted}},
        "size": LONGEST_PAGE,
        "stored_fields": "_none_",
        "docvalue_fields": ["newest"],
        "sort": ["_doc"],
        "track_total_hits": True,
    }
    return json.dumps(body).encode()


def _post(connection: http.client.HTTPConnection, index: str, body: bytes) -> None:
    only = "timed_out,hits.total,hits.hits.fields"
    address = f"/{index}/_search?filter_path={only}"
    connection.request("POST", address, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
