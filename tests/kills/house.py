"""Web server and worker as processes that die on a word and come back by themselves, one database."""

import contextlib
import datetime
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import requests
from django.db import connection
from django_tasks_db.models import DBTaskResult

from marketplace.kernel.clock import now
from marketplace.kernel.queue import take_up_abandoned
from tests.database import ROOT
from tests.kills.apps import armed_file
from tests.kills.points import Point
from tests.servers.stripe import StripeDouble

SECONDS = 60


def wait_until(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"not in {SECONDS} s: {what}"
        time.sleep(0.02)  # polling with a bound


def children(pid: int) -> list[int]:
    with contextlib.suppress(FileNotFoundError):
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    return []


@dataclass
class House:
    url: str
    data_dir: Path
    stripe: StripeDouble
    masters: dict[str, subprocess.Popen[bytes]]

    def arm(self, point: Point) -> None:
        """The next process of that kind that comes to the point is killed there."""
        if point.is_at_provider:
            self.stripe.witness = self._killing(point)
        else:
            making = self.data_dir / "arming"
            making.write_text(point.name)
            making.rename(armed_file(self.data_dir, point.process))

    def _killing(self, point: Point) -> Callable[[str, str], bool]:
        def witness(moment: str, path: str) -> bool:
            if (moment, path) != (point.when, point.statement):
                return False
            self.stripe.witness = lambda _moment, _path: False
            os.kill(self.pid(point.process), signal.SIGKILL)
            return True

        self.armed = witness
        return witness

    def has_fallen(self, point: Point) -> bool:
        if point.is_at_provider:
            return self.stripe.witness is not self.armed
        return not armed_file(self.data_dir, point.process).exists()

    def pid(self, process: str) -> int:
        """Of the one that lives now."""
        found: list[int] = []
        master = self.masters[process].pid
        wait_until(lambda: found.extend(children(master)) or found, f"a {process} process")
        return found[-1]

    def settle(self) -> None:
        """A minute later, and a quarter of an hour: the queue has done what there was to do."""
        DBTaskResult.objects.filter(status="READY").update(run_after=now())
        wait_until(self._is_done, "the queue")

    def _is_done(self) -> bool:
        if DBTaskResult.objects.ready().exists():
            return False
        held = DBTaskResult.objects.filter(status="RUNNING")
        living = f"w{self.pid('worker')}"
        for task in held:
            if task.worker_ids[-1] != living:
                long_ago = now() - datetime.timedelta(hours=1)
                DBTaskResult.objects.filter(pk=task.pk).update(started_at=long_ago)
        take_up_abandoned()
        return not held.exists() and not DBTaskResult.objects.ready().exists()

    def mails(self, number: str) -> list[str]:
        """The Message-IDs of this order's mails that went out, as often as they did."""
        wanted = re.compile(rf"^Message-ID: <{re.escape(number)}\.(\d+)@", re.MULTILINE)
        return [
            found
            for file in sorted((self.data_dir / "mail").glob("*.log"))
            for found in wanted.findall(file.read_text())
        ]

    def forget_mails(self) -> None:
        for file in (self.data_dir / "mail").glob("*.log"):
            file.unlink()


def database_url() -> str:
    """Of this test's database, for other processes."""
    known = connection.settings_dict
    if connection.vendor == "postgresql":
        return f"postgres://{known['USER']}@127.0.0.1:{known['PORT']}/{known['NAME']}"
    return f"sqlite:///{known['NAME']}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running_house(data_dir: Path, stripe: StripeDouble) -> Iterator[House]:
    """gunicorn with one process, and a worker; both come back when they are killed."""
    data_dir.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    environment = (
        os.environ
        | stripe.environment
        | {
            "DJANGO_SETTINGS_MODULE": "tests.kills.settings",
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(data_dir),
            "WEB_WORKERS": "1",
            "LOG_LEVEL": "WARNING",
        }
    )
    commands = {
        "web": [
            *("-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.py")),
            *("--bind", f"127.0.0.1:{port}", "tests.kills.wsgi"),
        ],
        "worker": ["-m", "tests.kills.worker"],
    }
    with (data_dir / "server.log").open("a") as log:
        masters = {
            name: subprocess.Popen(
                [sys.executable, "-W", "ignore", *command],
                cwd=ROOT,
                env=environment | {"KILLS_PROCESS": name},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for name, command in commands.items()
        }
        house = House(f"http://127.0.0.1:{port}", data_dir, stripe, masters)
        try:
            wait_until(lambda: _answers(f"{house.url}/healthz"), "the web server")
            house.pid("worker")
            yield house
        finally:
            for process in masters.values():
                for pid in (*children(process.pid), process.pid):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                process.wait()


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code == 200
    except requests.ConnectionError:
        return False
