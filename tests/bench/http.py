"""The same pages over HTTP, from the cache, beside an empty view; one interleaved run."""

import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import brotli

from tests.bench.rows import Row
from tests.database import ROOT

_ROUNDS = 400


def surroundings(data_dir: Path, database: Path, port: int) -> dict[str, str]:
    """The environment of a served installation."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.served",
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(data_dir),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "WEB_WORKERS": "1",
        "LOG_LEVEL": "WARNING",
    }


@contextlib.contextmanager
def gunicorn(data_dir: Path, database: Path) -> Iterator[int]:
    """deploy/gunicorn.py on that database with an index of it, one worker; the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = surroundings(data_dir, database, port)
    python = [sys.executable, "-W", "ignore"]
    for command in (["collectstatic", "--no-input", "--verbosity=0"], ["search_rebuild"]):
        subprocess.run([*python, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    process = subprocess.Popen(
        [
            *(*python, "-m", "gunicorn", "--config", "deploy/gunicorn.py"),
            *("--bind", f"127.0.0.1:{port}", "marketplace.wsgi"),
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/healthz"):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("gunicorn did not start")


def ask(connection: http.client.HTTPConnection, address: str) -> float:
    """Milliseconds."""
    return read(connection, address)[0]


def read(connection: http.client.HTTPConnection, address: str) -> tuple[float, bytes]:
    """Milliseconds, and the page itself."""
    began = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    body = answer.read()
    spent = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    is_packed = answer.headers.get("Content-Encoding") == "br"
    return spent, brotli.decompress(body) if is_packed else body


def cached_rows(port: int, pages: dict[str, str]) -> list[Row]:
    """p50 of each page, asked for a second time and later, over one kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asked = {"empty view": "/bench/empty/"} | pages
    for address in [*asked.values(), *asked.values()]:
        ask(connection, address)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _round in range(_ROUNDS):
        for name, address in asked.items():
            times[name].append(ask(connection, address))
    middle = {name: statistics.median(spent) for name, spent in times.items()}
    empty = middle.pop("empty view")
    return [
        Row("over HTTP: empty view, p50", empty, "ms"),
        *(
            Row(f"from the cache: {name}, p50", spent / empty, "× empty", 2, f"{spent:.2f} ms")
            for name, spent in middle.items()
        ),
    ]
