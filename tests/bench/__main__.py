"""`make bench`: our pages against stock Oscar and an empty view, in one interleaved run.

Absolute milliseconds depend on the machine, ratios much less, because each round asks every page
once. Prints one table: figure, budget, verdict.
"""

# ruff: noqa: PLC0415 - Django is set up on a database that is made first
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.peers import Stock, stock_oscar
from tests.bench.rows import Row, table

SIZE = int(os.environ.get("BENCH_SIZE", "10000"))
LARGE = int(os.environ.get("BENCH_LARGE", "100000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
#: Of stock Oscar's own templates on a plain database list (docs/performance.md).
_BUDGETS = {"list": 1 / 15, "product": 1 / 4}
#: Of an anonymous visitor, on pages that must not grow with the market.
_MOST_QUERIES = 6
_COUNTED = ("product list", "search", "province", "product page")
#: Pages of the provinces' houses without a budget of their own.
_TOLD = ("provinces", "a story")

#: Pages whose weight and largest paint have a budget.
_FIRST_VIEWS = ("front page", "product list", "product page", "province", "a story")


def _prepare(directory: Path) -> Path:
    """A database of SIZE synthetic products beside the demonstration; Django set up on it."""
    from tests.database import copy_of_prepared

    path = copy_of_prepared(directory)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.test",
        "DATABASE_URL": f"sqlite:///{path}",
        "DATA_DIR": str(directory),
    }
    import django
    from django.core.management import call_command

    django.setup()
    from marketplace.demo.making import make_demo
    from marketplace.demo.synthetic import make_synthetic
    from tests.bench.pages import PROVINCE

    began = time.monotonic()
    make_demo(lambda _what: None)
    make_synthetic(SIZE, say=lambda _what: None)
    call_command("provision_province", PROVINCE, verbosity=0)
    _say(f"{SIZE} synthetic products made in {time.monotonic() - began:.1f} s")
    from search import keeping
    from search.engine.choosing import current_engine

    keeping.rebuild(current_engine())
    gc.collect()
    gc.freeze()  # as deploy/gunicorn.py does before the first request; the peer, too
    return path


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _cpu(ask: Callable[[], object]) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def _calibration() -> None:
    """A fixed piece of pure Python, so that runs on two machines can be compared."""
    total = 0
    for number in range(200_000):
        total += number * number % 7


def _cpu_rows(stock: Stock) -> list[Row]:
    """CPU per request, nothing from a cache; the peer answers in the same rounds."""
    from tests.bench.pages import FIRST_TIME, PRODUCTS, asks, queries

    ours: dict[str, Callable[[], object]] = {"calibration": _calibration} | asks()
    peers = [f"stock Oscar: {page}" for page in _BUDGETS]
    times: dict[str, list[float]] = {name: [] for name in [*ours, *peers]}
    for _number in range(PRODUCTS):  # what this row is about: pages whose pieces were drawn before
        ours["product page"]()
    for number in range(ROUNDS + 1):
        for name, ask in ours.items():
            times[name].append(_cpu(ask))
        for page in _BUDGETS:
            times[f"stock Oscar: {page}"].append(stock.cpu(page))
        if number == 0:  # the first of each warms up
            times = {name: [] for name in times}
    middle = {name: statistics.median(spent) for name, spent in times.items()}
    rows = [Row(f"SQL: {name}", queries(ours[name]), "queries", _MOST_QUERIES) for name in _COUNTED]
    rows += [Row(f"SQL: {name}", queries(ours[name]), "queries") for name in _TOLD]
    rows += [Row(f"CPU uncached: {name}", spent, "ms") for name, spent in middle.items()]
    for page, most in _BUDGETS.items():
        share = middle[f"{page} page" if page == "product" else f"product {page}"]
        part = share / middle[f"stock Oscar: {page}"]
        rows.append(Row(f"our {page} ÷ stock Oscar's", part, "", round(most, 3)))
    part = middle[FIRST_TIME] / middle["stock Oscar: product"]
    rows.append(Row("the same, pieces drawn for the first time", part, "", _BUDGETS["product"]))
    return rows


def _order_rows(stock: Stock) -> list[Row]:
    from tests.bench.ordering import order_rows

    return order_rows(stock)


def _import_rows(directory: Path) -> list[Row]:
    from tests.bench.imports import ROWS, run_import

    seconds, memory, _report = run_import(directory)
    return [
        Row(f"import of {ROWS} rows", seconds, "s", 30),
        Row("memory of the import", memory, "MB", 300),
    ]


def _served_rows(directory: Path, database: Path) -> list[Row]:
    from tests.bench.browser import browser_rows
    from tests.bench.http import cached_rows, gunicorn
    from tests.bench.pages import addresses

    pages = addresses()
    first = {name: pages[name] for name in _FIRST_VIEWS}
    with gunicorn(directory / "served", database) as port:
        return [*cached_rows(port, pages), *browser_rows(port, first)]


def _search_rows(directory: Path, database: Path) -> list[Row]:
    """At LARGE products: building, a page beside its calls on either engine, a change, recall."""
    from marketplace.demo.synthetic import make_synthetic
    from search.engine.embedded.engine import EmbeddedEngine
    from tests.bench.cluster import cluster_rows
    from tests.bench.http import gunicorn, surroundings
    from tests.bench.searching import change_rows, index_rows, page_rows

    rows = index_rows(directory)
    make_synthetic(LARGE, say=lambda _what: None)
    served = directory / "large"
    with gunicorn(served, database) as port:
        rows += page_rows(port, EmbeddedEngine(served / "search"), most=10)
        rows += change_rows(port, surroundings(served, database, port))
    rows += cluster_rows(directory, database, supplies=LARGE)
    return rows


def _reading_rows() -> list[Row]:
    from tests.bench.reading import reading_rows

    return reading_rows()


def _matching_rows() -> list[Row]:
    from tests.bench.matching import matching_rows

    return matching_rows()


def main() -> int:
    with tempfile.TemporaryDirectory() as name, stock_oscar(Path(name), SIZE) as stock:
        directory = Path(name)
        database = _prepare(directory)
        stock.wait()
        parts = (
            lambda: _cpu_rows(stock),
            lambda: _order_rows(stock),
            lambda: _served_rows(directory, database),
            lambda: _import_rows(directory),
            lambda: _search_rows(directory, database),
            _reading_rows,
            _matching_rows,
        )
        rows: list[Row] = []
        for part in parts:
            found = part()
            rows += found
            _say(table(found))  # what follows may take minutes, or fail
    _say("\nAll of it:\n" + table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
