"""A real PostgreSQL as a local process of the tests: unprivileged, on loopback, gone at the end.

The cluster is migrated and filled once per fingerprint and kept; a session runs on its own copy,
and each scenario gets a database made from the template in it, so nothing needs to be cleaned up.
"""

import contextlib
import fcntl
import itertools
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.database import PREPARED, fingerprint, manage, migrations
from tests.servers.unprivileged import free_port, popen, run, store, sweep

START_SECONDS = 60
STOP_SECONDS = 30
TEMPLATE = "prepared"
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "shared_buffers": "128MB",
    # The data may be lost at any time; speed is all.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "checkpoint_timeout": "1h",
}


class PostgreSQLMissing(RuntimeError):
    """No server binaries on this machine."""


def binary(name: str) -> Path:
    """The newest installed PostgreSQL's program of this name (Debian keeps them off the PATH)."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3])
    )
    if found:
        return found[-1]
    on_path = shutil.which(name)
    if on_path is None:
        raise PostgreSQLMissing("PostgreSQL is not installed (Debian package: postgresql).")
    return Path(on_path)


class PostgreSQL:
    """A running server; ``database()`` makes a fresh copy of the prepared database."""

    def __init__(self, *, port: int, log: Path) -> None:
        self.port = port
        self.log = log
        self._numbers = itertools.count(1)

    def url(self, name: str) -> str:
        return f"postgres://tests@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a database that a test may do anything with; dropped at the end."""
        name = f"scenario_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def running(cluster: Path) -> Iterator[PostgreSQL]:
    """Start a server on ``cluster`` and stop it at the end; it dies with this process too."""
    log = cluster / "server.log"
    process, port = _start(cluster, log)
    try:
        yield PostgreSQL(port=port, log=log)
    finally:
        process.send_signal(signal.SIGINT)  # a fast shutdown
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=STOP_SECONDS)


def _start(cluster: Path, log: Path) -> tuple[subprocess.Popen[str], int]:
    setpriv = shutil.which("setpriv")
    with_us = [setpriv, "--pdeathsig", "INT"] if setpriv else []
    options = itertools.chain.from_iterable(("-c", f"{k}={v}") for k, v in _OPTIONS.items())
    command = [*with_us, binary("postgres"), "-D", cluster, *options]
    for _attempt in range(3):  # somebody may take the free port before we do
        port = free_port()
        with log.open("a") as output:
            process = popen([*command, "-p", str(port)], stdout=output, stderr=output)
        if _becomes_ready(process, port):
            return process, port
        process.kill()
        process.wait()
    raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()[-4000:]}")


def _becomes_ready(process: subprocess.Popen[str], port: int) -> bool:
    ask = [str(binary("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if subprocess.run(ask, check=False).returncode == 0:
            return True
        time.sleep(0.05)  # polling with a bound, not waiting for luck
    return False


def prepared_cluster() -> Path:
    """A stopped cluster with the migrated and filled template database, made now if need be."""
    binary("initdb")
    target = store("postgresql") / f"prepared-{fingerprint()}"
    PREPARED.mkdir(parents=True, exist_ok=True)
    with (PREPARED / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _prepare(target)
    return target


def _prepare(target: Path) -> None:
    making = store("postgresql") / f"making-{os.getpid()}"
    run("rm", "-rf", making)
    made = _earlier()
    if made is not None:
        run("cp", "-a", made, making)
    else:
        run(
            *(binary("initdb"), "-D", making, "--username=tests", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
        )
    with running(making) as server:
        if made is None:
            server.execute(f"CREATE DATABASE {TEMPLATE}")
        for command in (["migrate", "--verbosity=0"], ["load_reference"]):
            manage(*command, DATABASE_URL=server.url(TEMPLATE))
    run("mv", making, target)
    (PREPARED / f"{target.name}.postgresql").write_text(json.dumps(migrations()))


def _earlier() -> Path | None:
    """The newest prepared cluster whose migrations are all among today's: the rest runs on top."""
    wanted = migrations().items()
    for made in sorted(PREPARED.glob("*.postgresql"), key=lambda path: -path.stat().st_mtime):
        cluster = store("postgresql") / made.stem
        if cluster.exists() and json.loads(made.read_text()).items() <= wanted:
            return cluster
    return None


@contextlib.contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A server on this session's own copy of the prepared cluster."""
    prepared = prepared_cluster()
    sweep(store("postgresql"), "session-*", "making-*")
    own = store("postgresql") / f"session-{os.getpid()}"
    run("cp", "-a", prepared, own)
    try:
        with running(own) as server:
            yield server
    finally:
        run("rm", "-rf", own)


if __name__ == "__main__":
    prepared_cluster()
