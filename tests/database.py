"""A prepared database for tests: migrated and filled with the reference data once, then copied.

A full migration takes minutes; a copy takes milliseconds. The copy is keyed by what went
into it, so a changed migration or data file makes a new one.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PREPARED = ROOT / "var" / "test" / "prepared"
PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")


def ingredients() -> list[Path]:
    """Everything that decides what a fresh database holds."""
    found = [ROOT / "requirements.txt"]
    for package in PACKAGES:
        found += sorted((ROOT / package).rglob("migrations/*.py"))
        found += sorted((ROOT / package).rglob("data/*.csv"))
        found += sorted((ROOT / package).rglob("reference.py"))
    return found


def fingerprint() -> str:
    digest = hashlib.sha256()
    for path in ingredients():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One process at a time makes what all share."""
    PREPARED.mkdir(parents=True, exist_ok=True)
    with (PREPARED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepared_sqlite() -> Path:
    """The path of the prepared SQLite file, made now if it is not there yet."""
    target = PREPARED / f"{fingerprint()}.sqlite3"
    with locked():
        if not target.exists():
            making = target.with_suffix(".making")
            making.unlink(missing_ok=True)
            earlier = _earlier()
            if earlier is not None:
                shutil.copy(earlier, making)
            for command in (["migrate", "--verbosity=0"], ["load_reference"]):
                manage(*command, DATABASE_URL=f"sqlite:///{making}")
            making.rename(target)
            target.with_suffix(".json").write_text(json.dumps(migrations()))
    return target


def migrations() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in ingredients()
        if "migrations" in path.parts
    }


def _earlier() -> Path | None:
    """The newest prepared file whose migrations are all among today's: the rest runs on top."""
    wanted = migrations().items()
    for made in sorted(PREPARED.glob("*.json"), key=lambda p: -p.stat().st_mtime):
        if json.loads(made.read_text()).items() <= wanted:
            return made.with_suffix(".sqlite3")
    return None


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py under the test settings with these variables; raises where it fails."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", str(ROOT / "manage.py"), *arguments],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "marketplace.settings.test"} | environment,
    )


def copy_of_prepared(directory: Path) -> Path:
    """A private copy of the prepared file that a test may do anything with."""
    directory.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(prepared_sqlite(), directory / "db.sqlite3"))
