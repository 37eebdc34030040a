"""Starts web server and worker, waits for either to end, ends both."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

#: How long a process may take to finish its request or task after it was asked to stop.
GRACE_SECONDS = 15


class StopRequested(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM. No Exception, so that no library swallows it."""


@dataclass(frozen=True)
class Ended:
    """Which process ended by itself and with which status."""

    name: str
    status: int


class StopSignals:
    """Within, the first SIGINT, SIGTERM or SIGHUP raises StopRequested; later ones change nothing.

    An exception out of a signal can be lost where it strikes (in a destructor, in a callback), so
    ``check`` raises it again.
    """

    def __init__(self) -> None:
        self._requested = False
        self._put_off = False
        self._previous: dict[int, Any] = {}

    def __enter__(self) -> "StopSignals":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self._previous[number] = signal.signal(number, self._stop)
        return self

    def __exit__(self, *_details: object) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def check(self) -> None:
        if self._requested:
            raise StopRequested

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """What must not be left half done; what was asked meanwhile is raised at the end."""
        self._put_off = True
        try:
            yield
        finally:
            self._put_off = False
        self.check()

    def _stop(self, _number: int, _frame: object) -> None:
        if not self._requested:
            self._requested = True
            if not self._put_off:
                raise StopRequested


@contextmanager
def only_one_in(data_dir: Path) -> Iterator[None]:
    """Hold the data directory for ourselves. Raises BlockingIOError where another one serves it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "serve.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def claim_address(host: str, port: int) -> socket.socket:
    """Bind now, so that nobody takes the port during the preparation. Raises OSError if taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    claimed = socket.socket(family, socket.SOCK_STREAM)
    claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        claimed.bind((host, port))
    except OSError:
        claimed.close()
        raise
    return claimed


def commands(claimed: socket.socket) -> dict[str, list[str]]:
    """The arguments after the interpreter's name, for each process that we keep."""
    return {
        "web server": [
            *("-m", "gunicorn", "--config", str(settings.BASE_DIR / "deploy" / "gunicorn.py")),
            *("--bind", f"fd://{claimed.fileno()}", "marketplace.wsgi"),
        ],
        "worker": [
            *(str(settings.BASE_DIR / "manage.py"), "worker"),
            *("--no-startup-delay", "--verbosity", "0"),
        ],
    }


class Processes:
    """Our children, in process groups of their own: a Ctrl-C reaches them only through us."""

    def __init__(
        self, wanted: dict[str, list[str]], *, signals: StopSignals, pass_fds: Sequence[int] = ()
    ) -> None:
        self._wanted = wanted
        self._signals = signals
        self._pass_fds = tuple(pass_fds)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        # A child that is forked and not yet written down would live on.
        with self._signals.put_off():
            for name, arguments in self._wanted.items():
                self._running[name] = subprocess.Popen(  # noqa: S603
                    [sys.executable, "-W", "ignore", *arguments],
                    cwd=settings.BASE_DIR,
                    pass_fds=self._pass_fds,
                    process_group=0,
                )

    def ended(self) -> Ended | None:
        """The first process that has ended, if any has. Raises StopRequested where asked to stop."""
        self._signals.check()
        for name, process in self._running.items():
            status = process.poll()
            if status is not None:
                return Ended(name, status)
        return None

    def wait(self) -> Ended:
        """Block until one of them ends."""
        while True:
            ended = self.ended()
            if ended is not None:
                return ended
            # Leaves the child to be reaped by Popen, so that its status is not lost.
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)

    def stop(self) -> None:
        """Ask all to end, wait, and after the grace time end whole process groups by force."""
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
