"""Servers that refuse root: an account of the tests' own, its folders and its processes."""

import contextlib
import functools
import os
import pwd
import socket
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.database import ROOT

_ACCOUNT = "ocop-tests"


@functools.cache
def _account() -> pwd.struct_passwd | None:
    """Whom servers run as: an account of the tests' own under root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        # Two sessions may make it at once; the look-up below decides.
        subprocess.run([*command, _ACCOUNT], check=False, capture_output=True)
        return pwd.getpwnam(_ACCOUNT)


def popen(
    command: list[str | Path], *, more: Mapping[str, str] | None = None, **options: object
) -> subprocess.Popen[str]:
    """A process of that account with a bare environment, and ``more`` in it."""
    account = _account()
    if account is not None:
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    bare = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    return subprocess.Popen(
        [str(part) for part in command],
        text=True,
        cwd="/",
        env={**bare, **(more or {})},
        **options,  # type: ignore[call-overload]
    )


def run(*command: str | Path) -> None:
    process = popen(list(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, _nothing = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{output}")


@functools.cache
def store(name: str) -> Path:
    """A folder that the account can reach: under var/test, else in the temporary folder."""
    for candidate in (
        ROOT / "var" / "test" / name,
        Path(tempfile.gettempdir()) / f"{_ACCOUNT}-{name}-{os.geteuid()}",
    ):
        with contextlib.suppress(OSError, RuntimeError):
            return _made_ours(candidate)
    raise RuntimeError(f"no folder in which an unprivileged {name} could keep its data")


def _made_ours(folder: Path) -> Path:
    """The folder, belonging to the server's account; refused where somebody else made it."""
    account = _account()
    folder.mkdir(parents=True, exist_ok=True)
    known = {os.geteuid()} | ({account.pw_uid} if account else set())
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in known:
        raise PermissionError(folder)
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o700)
    run("test", "-w", folder)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sweep(folder: Path, *patterns: str) -> None:
    """Remove what sessions that were killed have left behind; names end in a process id."""
    for pattern in patterns:
        for left in folder.glob(pattern):
            if not Path("/proc", left.name.rpartition("-")[2]).exists():
                run("rm", "-rf", left)
