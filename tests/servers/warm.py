"""manage.py kept warm: Django's start is paid for once, each command runs in a fork of it.

A command has a process of its own as ever, with connections and memory of its own; only the importing,
five seconds of a processor, is not done again. Run as a program: commands come as lines of JSON.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent


class Warm:
    """One kept process under these variables; answers as ``subprocess.run`` would."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.servers.warm"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(arguments), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"no answer to {arguments}: status {self._process.wait()}")
        status, output, errors = json.loads(answer)
        return subprocess.CompletedProcess(["manage.py", *arguments], status, output, errors)

    def close(self) -> None:
        """It ends with its input."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


def _serve(commands: IO[str], answers: IO[str]) -> None:
    import django  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    for line in commands:
        connections.close_all()  # nothing that two processes would share
        print(json.dumps(_answer(json.loads(line))), file=answers, flush=True)


def _answer(arguments: list[str]) -> tuple[int, str, str]:
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            os._exit(_command(arguments))
        _pid, status = os.waitpid(child, 0)
        output.seek(0)
        errors.seek(0)
        return os.waitstatus_to_exitcode(status), output.read(), errors.read()


def _command(arguments: list[str]) -> int:
    """The exit status that manage.py would end with."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    status = 0
    try:
        execute_from_command_line(["manage.py", *arguments])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(ValueError):
            stream.flush()
    return status


if __name__ == "__main__":
    _serve(sys.stdin, sys.stdout)
