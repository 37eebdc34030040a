"""A real Elasticsearch node as a local process of the tests: unprivileged, loopback, gone at the end.

The distribution is the smallest that there is, from Maven Central, its checksum pinned; what runs on
it runs on every cluster of this version. It is fetched and unpacked once per machine and shared.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from tests.servers.unprivileged import free_port, popen, run, store, sweep

VERSION = "8.19.21"
_SOURCE = (
    "https://repo1.maven.org/maven2/org/elasticsearch/distribution/integ-test-zip/elasticsearch"
    f"/{VERSION}/elasticsearch-{VERSION}.zip"
)
_SHA512 = (
    "cf6b0a93860d329937ae7f913ec5073b0c726c77639764b93fc83a304aa1dd9d"
    "4defcfa2849948eea3b0b47c2065f994908603939fc2a4774c9c4d868c5ec1dd"
)
_NAME = "elasticsearch"
_FETCH_SECONDS = 300
#: Fourteen on a quiet machine.
_START_SECONDS = 240
_STOP_SECONDS = 60
_OLDEST_JAVA = 17
_SETTINGS = {
    "cluster.name": "tests",
    "node.name": "tests",
    "network.host": "127.0.0.1",
    "discovery.type": "single-node",
    "xpack.security.enabled": "false",
    # Tests write little; a full disk is not theirs to judge.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    # An index that nobody made is a mistake of ours.
    "action.auto_create_index": "false",
    # A test clears away by its prefix.
    "action.destructive_requires_name": "false",
}
#: Small, and up soon: two cores are shared with the tests themselves.
_JVM = ("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
_FOR_TESTS = ("-XX:TieredStopAtLevel=1",)


class ElasticsearchMissing(RuntimeError):
    """No Java, or no distribution to be had."""


def java_home() -> Path:
    """Of the first Java that is new enough."""
    candidates = [Path(found) for found in (shutil.which("java"),) if found]
    candidates += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    for candidate in candidates:
        said = subprocess.run([candidate, "-version"], check=False, capture_output=True, text=True)
        version = said.stderr.partition('"')[2].partition(".")[0]
        if version.isdecimal() and int(version) >= _OLDEST_JAVA:
            return candidate.resolve().parent.parent
    raise ElasticsearchMissing(
        f"Java {_OLDEST_JAVA} is not installed (Debian package: openjdk-17-jre-headless)."
    )


def distribution() -> Path:
    """The unpacked distribution, fetched now where it is not there yet."""
    folder = store(_NAME)
    home = folder / f"elasticsearch-{VERSION}"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            making = folder / f"making-{os.getpid()}"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            _unpack(_fetch(making / "fetched.zip"), making)
            unpacked = making / home.name
            _readable(unpacked)
            unpacked.rename(home)
            shutil.rmtree(making)
    return home


def _fetch(target: Path) -> Path:
    try:
        with (
            urllib.request.urlopen(_SOURCE, timeout=_FETCH_SECONDS) as answer,  # noqa: S310
            target.open("wb") as file,
        ):
            shutil.copyfileobj(answer, file)
    except (OSError, urllib.error.URLError) as error:
        raise ElasticsearchMissing(f"{_SOURCE} cannot be fetched: {error}") from error
    with target.open("rb") as file:
        found = hashlib.file_digest(file, "sha512").hexdigest()
    if found != _SHA512:
        raise ElasticsearchMissing(f"{_SOURCE} is not what it was: its SHA-512 is {found}")
    return target


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)  # its checksum says that it is what we know


def _readable(home: Path) -> None:
    """The archive keeps no rights; everybody may read, the programs may be run."""
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


class Node:
    """A running node; ``kill`` and ``suspend`` are what tests do to it."""

    def __init__(self, folder: Path, *, options: tuple[str, ...] = _FOR_TESTS) -> None:
        self._folder = folder
        self._options = options
        self._home = distribution()
        self._java = java_home()
        self.port = 0
        self._launcher: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """On a free port the first time, on the same afterwards; returns when it answers."""
        for _attempt in range(3):  # somebody may take the free port before we do
            self.port = self.port or free_port()
            self._launch()
            if self._becomes_ready():
                return
            self.kill()
            self.port = 0
        raise RuntimeError(f"Elasticsearch does not start:\n{self.log.read_text()[-4000:]}")

    @property
    def log(self) -> Path:
        return self._folder / "server.log"

    @cached_property
    def _configuration(self) -> Path:
        """A folder of this node's own; the shared one is never written."""
        made = self._folder / "config"
        run("mkdir", "-p", made, *(self._folder / name for name in ("data", "logs", "tmp")))
        run("cp", self._home / "config" / "log4j2.properties", made)
        return made

    def _launch(self) -> None:
        paths = {"path.data": self._folder / "data", "path.logs": self._folder / "logs"}
        settings = {**_SETTINGS, **paths, "http.port": self.port}
        lines = "".join(f"{name}: {value}\n" for name, value in settings.items())
        (self._configuration / "elasticsearch.yml").write_text(lines)
        options = (*_JVM, *self._options, "-Djava.io.tmpdir=${ES_TMPDIR}")
        (self._configuration / "jvm.options").write_text("\n".join(options) + "\n")
        setpriv = shutil.which("setpriv")
        with_us = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
        with self.log.open("a") as output:
            self._launcher = popen(
                [*with_us, self._home / "bin" / "elasticsearch"],
                more={
                    "ES_JAVA_HOME": str(self._java),
                    "ES_PATH_CONF": str(self._configuration),
                    "ES_TMPDIR": str(self._folder / "tmp"),
                    "CLI_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + _START_SECONDS
        while self._running.poll() is None and time.monotonic() < deadline:
            asked = f"{self.url}/_cluster/health"
            with contextlib.suppress(OSError), urllib.request.urlopen(asked, timeout=10):  # noqa: S310
                return True
            time.sleep(0.1)  # polling with a bound, not waiting for luck
        return False

    @property
    def _running(self) -> subprocess.Popen[str]:
        assert self._launcher is not None, "not started"
        return self._launcher

    def _server(self) -> int | None:
        """The launcher's child, of whichever of its threads: the process that answers."""
        for children in Path(f"/proc/{self._running.pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                if found := children.read_text().split():
                    return int(found[0])
        return None

    def kill(self) -> None:
        """At once, as a power cut does."""
        server = self._server()
        if server is not None:
            os.kill(server, signal.SIGKILL)
        else:
            self._running.kill()
        self._running.wait(timeout=_STOP_SECONDS)

    def revive(self) -> None:
        """Running again, whatever a test has done to it."""
        if self._running.poll() is not None:
            self.start()
        else:
            self.resume()

    def suspend(self) -> None:
        """It keeps its connections and answers nothing."""
        server = self._server()
        assert server is not None
        os.kill(server, signal.SIGSTOP)

    def resume(self) -> None:
        server = self._server()
        assert server is not None
        os.kill(server, signal.SIGCONT)


@contextlib.contextmanager
def elasticsearch(*, options: tuple[str, ...] = _FOR_TESTS) -> Iterator[Node]:
    """A node on an empty data folder of this session's own."""
    folder = store(_NAME)
    sweep(folder, "session-*", "making-*")
    own = folder / f"session-{os.getpid()}"
    run("mkdir", "-p", own)
    node = Node(own, options=options)
    try:
        node.start()
        yield node
    finally:
        if node.port:
            node.kill()
        run("rm", "-rf", own)


if __name__ == "__main__":
    java_home()
    distribution()
