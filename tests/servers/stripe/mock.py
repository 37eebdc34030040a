"""stripe-mock, Stripe's own: checks every parameter against the official description, keeps nothing."""

import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import requests

from tests.database import PREPARED

#: The newest that Debian's Go (1.19) builds.
VERSION = "v0.180.0"
_PACKAGE = f"github.com/stripe/stripe-mock@{VERSION}"
START_SECONDS = 30


class StripeMockMissing(RuntimeError):
    """No Go to build it with, or it cannot be fetched."""


def program() -> Path:
    """The pinned program, built once."""
    folder = PREPARED / f"stripe-mock-{VERSION}"
    target = folder / "stripe-mock"
    PREPARED.mkdir(parents=True, exist_ok=True)
    with (PREPARED / "stripe-mock.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _build(folder)
    return target


def _build(folder: Path) -> None:
    go = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin:/usr/lib/go/bin")
    if go is None:
        raise StripeMockMissing("Go is not installed (Debian package: golang-go).")
    built = subprocess.run(
        [go, "install", _PACKAGE],
        env=os.environ | {"GOBIN": str(folder), "CGO_ENABLED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        raise StripeMockMissing(f"stripe-mock cannot be built:\n{built.stderr[-2000:]}")


@contextlib.contextmanager
def running_mock() -> Iterator[str]:
    """Its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    setpriv = shutil.which("setpriv")
    with_us = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
    process = subprocess.Popen(
        [*with_us, program(), "-http-addr", f"127.0.0.1:{port}", "-https-addr", "127.0.0.1:0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(requests.ConnectionError):
            requests.get(url, timeout=5)
            return
        time.sleep(0.05)  # polling with a bound
    raise StripeMockMissing("stripe-mock does not start.")
