"""The whole application as its users meet it: gunicorn and the worker on a copy of the demo."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from marketplace.operations.translations import compile_catalogues
from tests.database import PACKAGES, PREPARED, ROOT, locked, prepared_sqlite
from tests.servers.warm import Warm

START_SECONDS = 60


@dataclass(frozen=True)
class Application:
    """Where a running application answers and where its data lies."""

    url: str
    data_dir: Path

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run manage.py on this application's data; the caller looks at the exit status.

        Under variables of its own it starts anew, as settings are read once.
        """
        if not environment:
            return self._warm.run(*arguments)
        return subprocess.run(
            [sys.executable, "-W", "ignore", str(ROOT / "manage.py"), *arguments],
            text=True,
            capture_output=True,
            check=False,
            env=_environment(self.data_dir) | environment,
        )

    @cached_property
    def _warm(self) -> Warm:
        return Warm(_environment(self.data_dir))

    def close(self) -> None:
        if "_warm" in self.__dict__:
            self._warm.close()

    def mails(self) -> list[str]:
        """What has been sent so far, oldest first."""
        files = sorted(
            (self.data_dir / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime
        )
        return [path.read_text() for path in files]


def _environment(data_dir: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "DATA_DIR": str(data_dir),
        "LOG_LEVEL": "WARNING",
        "DRAW_AHEAD": "false",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _demo_key() -> str:
    digest = hashlib.sha256(prepared_sqlite().name.encode())
    demo = ROOT / "marketplace" / "demo"
    static = [path for package in PACKAGES for path in (ROOT / package).rglob("static/**/*.*")]
    for path in sorted({*demo.rglob("*.py"), *demo.rglob("*.csv"), *static}):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def prepared_demo() -> Path:
    """A data directory with the demo and the collected static files, made once and then copied."""
    base = prepared_sqlite()
    compile_catalogues(ROOT / "locale")
    target = PREPARED / f"demo-{_demo_key()}"
    with locked():
        if not target.exists():
            making = target.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(parents=True)
            shutil.copy(base, making / "db.sqlite3")
            with contextlib.closing(Application("", making)) as application:
                for command in (["demo"], ["collectstatic", "--no-input", "--verbosity=0"]):
                    done = application.manage(*command)
                    if done.returncode:
                        raise RuntimeError(f"{command} failed:\n{done.stdout}\n{done.stderr}")
            making.rename(target)
    return target


@contextlib.contextmanager
def running_application(
    data_dir: Path, *, today: str = "", **settings: str
) -> Iterator[Application]:
    """Start web and worker on a fresh copy of the demo in ``data_dir``; stop both at the end.

    ``settings`` are variables of their environment.
    """
    if not data_dir.exists():
        shutil.copytree(prepared_demo(), data_dir, symlinks=True)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = _environment(data_dir) | {"SITE_URL": url, "TODAY": today} | settings
    commands = [
        [
            *("-m", "gunicorn", "marketplace.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "1", "--threads", "8", "--log-level", "warning"),
        ],
        [str(ROOT / "manage.py"), "worker", "--interval", "0.2", "--no-startup-delay"],
    ]
    with (data_dir / "server.log").open("a") as log:
        processes = [
            subprocess.Popen(
                [sys.executable, "-W", "ignore", *command],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for command in commands
        ]
        try:
            _wait_until_ready(url, log_path=data_dir / "server.log")
            with contextlib.closing(Application(url=url, data_dir=data_dir)) as application:
                yield application
        finally:
            for process in processes:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
            for process in processes:
                try:
                    process.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)


def _wait_until_ready(url: str, *, log_path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:  # noqa: S310
                json.load(answer)
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)  # polling with a bound, not waiting for luck
    raise TimeoutError(f"not ready after {START_SECONDS} s:\n{log_path.read_text()[-4000:]}")
