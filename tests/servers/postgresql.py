"""A real PostgreSQL as a local process of the tests: unprivileged, on loopback, gone at the end.

The cluster is migrated and filled once per fingerprint and kept; a session runs on its own copy,
and each scenario gets a database made from the template in it, so nothing needs to be cleaned up.
"""

import contextlib
import fcntl
import functools
import itertools
import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.database import PREPARED, ROOT, fingerprint, manage, migrations

START_SECONDS = 60
STOP_SECONDS = 30
TEMPLATE = "prepared"
_ACCOUNT = "ocop-tests"
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


@functools.cache
def _unprivileged() -> pwd.struct_passwd | None:
    """Whom the server runs as: an account of the tests' own under root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        # Two sessions may make it at once; the look-up below decides.
        subprocess.run([*command, _ACCOUNT], check=False, capture_output=True)
        return pwd.getpwnam(_ACCOUNT)


def _popen(command: list[str | Path], **options: object) -> subprocess.Popen[str]:
    account = _unprivileged()
    if account is not None:
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return subprocess.Popen(
        [str(part) for part in command],
        text=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
        **options,  # type: ignore[call-overload]
    )


def _run(*command: str | Path) -> None:
    process = _popen(list(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, _nothing = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{output}")


@functools.cache
def store() -> Path:
    """A folder that the server's account can reach: under var/test, else in the temporary folder."""
    for candidate in (
        ROOT / "var" / "test" / "postgresql",
        Path(tempfile.gettempdir()) / f"ocop-tests-postgresql-{os.geteuid()}",
    ):
        with contextlib.suppress(OSError, RuntimeError):
            return _made_ours(candidate)
    raise RuntimeError("no folder in which an unprivileged PostgreSQL could keep its data")


def _made_ours(folder: Path) -> Path:
    """The folder, belonging to the server's account; refused where somebody else made it."""
    account = _unprivileged()
    folder.mkdir(parents=True, exist_ok=True)
    known = {os.geteuid()} | ({account.pw_uid} if account else set())
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in known:
        raise PermissionError(folder)
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o700)
    _run("test", "-w", folder)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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
        port = _free_port()
        with log.open("a") as output:
            process = _popen([*command, "-p", str(port)], stdout=output, stderr=output)
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
    target = store() / f"prepared-{fingerprint()}"
    PREPARED.mkdir(parents=True, exist_ok=True)
    with (PREPARED / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _prepare(target)
    return target


def _prepare(target: Path) -> None:
    making = store() / f"making-{os.getpid()}"
    _run("rm", "-rf", making)
    made = _earlier()
    if made is not None:
        _run("cp", "-a", made, making)
    else:
        _run(
            *(binary("initdb"), "-D", making, "--username=tests", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
        )
    with running(making) as server:
        if made is None:
            server.execute(f"CREATE DATABASE {TEMPLATE}")
        for command in (["migrate", "--verbosity=0"], ["load_reference"]):
            manage(*command, DATABASE_URL=server.url(TEMPLATE))
    _run("mv", making, target)
    (PREPARED / f"{target.name}.postgresql").write_text(json.dumps(migrations()))


def _earlier() -> Path | None:
    """The newest prepared cluster whose migrations are all among today's: the rest runs on top."""
    wanted = migrations().items()
    for made in sorted(PREPARED.glob("*.postgresql"), key=lambda path: -path.stat().st_mtime):
        cluster = store() / made.stem
        if cluster.exists() and json.loads(made.read_text()).items() <= wanted:
            return cluster
    return None


@contextlib.contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A server on this session's own copy of the prepared cluster."""
    prepared = prepared_cluster()
    _sweep()
    own = store() / f"session-{os.getpid()}"
    _run("cp", "-a", prepared, own)
    try:
        with running(own) as server:
            yield server
    finally:
        _run("rm", "-rf", own)


def _sweep() -> None:
    """Remove what sessions that were killed have left behind."""
    for left in (*store().glob("session-*"), *store().glob("making-*")):
        if not Path("/proc", left.name.rpartition("-")[2]).exists():
            _run("rm", "-rf", left)


if __name__ == "__main__":
    prepared_cluster()
