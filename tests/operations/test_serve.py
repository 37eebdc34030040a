"""`manage.py serve` in a process of its own, on a database that has been migrated before."""

import contextlib
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import ROOT, prepared_sqlite

START_SECONDS = 240
STOP_SECONDS = 30
#: Processor time of a second start, all processes together; half of it per core.
SECOND_START_CPU_SECONDS = 30  # four processes start, some five seconds each


class Serve:
    """One run of the command with what it printed."""

    def __init__(self, data_dir: Path, *, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.output = data_dir.with_suffix(".log")
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "manage.py", "serve"],
                cwd=ROOT,
                stdout=output,
                stderr=output,
                env=_environment(data_dir, port),
                start_new_session=True,
            )

    def wait_until_welcomed(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while "Ctrl-C stops everything" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)  # polling with a bound

    @property
    def said(self) -> str:
        return self.output.read_text()

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.read().decode()

    def descendants(self) -> list[int]:
        return _descendants(self.process.pid)

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=STOP_SECONDS)


def _environment(data_dir: Path, port: int | str) -> dict[str, str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.demo",
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
        "DRAW_AHEAD": "false",
    }
    for name in ("DATABASE_URL", "HOST", "SITE_URL", "TODAY"):
        environment.pop(name, None)
    return environment


def _descendants(pid: int) -> list[int]:
    with contextlib.suppress(FileNotFoundError):
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
        return children + [below for child in children for below in _descendants(child)]
    return []


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(data_dir: Path, port: int) -> Iterator[Serve]:
    serve = Serve(data_dir, port=port)
    try:
        serve.wait_until_welcomed()
        yield serve
    finally:
        below = serve.descendants()
        if serve.process.poll() is None:
            serve.process.kill()
            serve.process.wait()
        for pid in below:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory) -> Path:
    """Migrated, otherwise empty; the tests below follow each other on it."""
    directory = tmp_path_factory.mktemp("serve") / "data"
    directory.mkdir()
    shutil.copy(prepared_sqlite(), directory / "db.sqlite3")
    return directory


@pytest.fixture(scope="module")
def port() -> int:
    return _free_port()


@pytest.fixture(scope="module")
def first_start(data_dir, port) -> dict[str, object]:
    """What a first start said and answered, a second one beside it, and what was left after Ctrl-C."""
    with serving(data_dir, port) as serve:
        pages = {path: serve.get(path) for path in ("/", "/products/", "/en/products/")}
        beside = _run(data_dir, _free_port())
        below = serve.descendants()
        status = serve.stop()
        left = [pid for pid in below if _lives(pid)]
        return {
            "said": serve.said,
            "pages": pages,
            "beside": beside,
            "below": below,
            "left": left,
            "status": status,
            "url": serve.url,
        }


def test_a_first_start_prepares_what_is_missing(first_start):
    steps = re.findall(r"^\[(\d+)/10\] (\w+).* (\d+ s|up to date)$", first_start["said"], re.M)

    assert [(number, verb) for number, verb, _time in steps] == [
        ("1", "Migrating"),
        ("2", "Loading"),
        ("3", "Compiling"),
        ("4", "Opening"),
        ("5", "Collecting"),
        ("6", "Drawing"),
        ("7", "Making"),
        ("8", "Booking"),
        ("9", "Building"),
        ("10", "Starting"),
    ]
    assert steps[0][2] == "up to date"
    assert steps[6][2] != "up to date"


def test_a_first_start_names_address_and_sign_ins(first_start):
    said = first_start["said"]

    assert f"{first_start['url']}/" in said
    assert "demo-ocop-2026" in said
    for kind in ("buyer", "vendor", "province office", "national office", "operator"):
        assert re.search(rf"^  {kind} +\S+@demo\.example +http", said, re.M)


def test_pages_come_with_hashed_static_files_in_both_languages(first_start):
    for status, page in first_start["pages"].values():
        assert status == 200
        assert re.search(r'href="/static/[^"]+\.[0-9a-f]{12}\.css"', page)
    assert 'lang="vi"' in first_start["pages"]["/products/"][1]
    assert 'lang="en"' in first_start["pages"]["/en/products/"][1]


def test_ctrl_c_ends_every_process_without_a_trace(first_start):
    assert len(first_start["below"]) >= 4  # gunicorn, its two workers, the task worker
    assert first_start["left"] == []
    assert first_start["status"] == 0
    assert "Traceback" not in first_start["said"]


def test_a_second_start_keeps_the_data_and_does_nothing_again(data_dir, port, first_start):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with serving(data_dir, port) as serve:
        status = serve.stop(signal.SIGTERM)
        said = serve.said
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert said.count("up to date") == 9
    assert status == 0
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < SECOND_START_CPU_SECONDS


def test_a_dying_worker_takes_everything_with_it(data_dir, port, first_start):
    with serving(data_dir, port) as serve:
        below = serve.descendants()
        worker = next(
            pid for pid in below if "\0worker\0" in Path(f"/proc/{pid}/cmdline").read_text()
        )
        os.kill(worker, signal.SIGKILL)
        status = serve.process.wait(timeout=STOP_SECONDS)

        assert status == 1
        assert "The worker ended with status -9; everything is stopped." in serve.said
        assert [pid for pid in below if _lives(pid)] == []


@pytest.mark.parametrize(
    ("moment", "stamp"),
    [("Loading", "reference"), ("Collecting", "static"), ("Making", "demo"), ("Starting", None)],
)
def test_ctrl_c_during_the_preparation_stops_it_and_the_next_start_goes_on(
    tmp_path, data_dir, first_start, moment, stamp
):
    """At the step whose stamp is missing, as it is afterwards; what goes before has been done."""
    directory = tmp_path / "data"
    shutil.copytree(data_dir, directory)
    if stamp:
        (directory / "stamps" / stamp).unlink()
    serve = Serve(directory, port=_free_port())
    deadline = time.monotonic() + START_SECONDS
    while moment not in serve.said and time.monotonic() < deadline:
        time.sleep(0.02)  # polling with a bound
    below = serve.descendants()

    assert serve.stop() == 0, serve.said
    assert serve.said.endswith("\nStopped.\n")
    assert [pid for pid in below if _lives(pid)] == []
    assert stamp is None or not (directory / "stamps" / stamp).exists()


def test_two_do_not_serve_the_same_data(data_dir, first_start):
    beside = first_start["beside"]

    assert beside.returncode == 1
    assert f"Another `serve` works on {data_dir}" in beside.stderr
    assert "Traceback" not in beside.stderr


def test_a_taken_port_is_told_before_any_work(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = _run(tmp_path / "data", port)

    assert refused.returncode == 1
    assert f"127.0.0.1 port {port} cannot be used: Address already in use." in refused.stderr
    assert f"make run PORT={port + 1}" in refused.stderr
    assert not (tmp_path / "data" / "db.sqlite3").exists()


@pytest.mark.parametrize("port", ["eight", "70000"])
def test_what_is_no_port_is_told(tmp_path, port):
    refused = _run(tmp_path / "data", port)

    assert refused.returncode == 1
    assert f"PORT={port} is not the number of a port." in refused.stderr


def _run(data_dir: Path, port: int | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "serve"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=_environment(data_dir, port),
    )
