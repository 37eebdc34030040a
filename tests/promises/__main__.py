"""Remove each guard in turn, in a copy of the tree, and see its tests fail.

Usage: python -m tests.promises [NAME …]. Exit status 1 where a guard's absence went unnoticed.
"""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.database import PREPARED, ROOT, prepared_sqlite
from tests.promises.mutants import MUTANTS, Mutant

_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis")
_TESTS_FAILED = 1
AT_ONCE = 2


def run(mutant: Mutant) -> tuple[Mutant, bool, str]:
    """Whether the tests noticed, and the end of what pytest said."""
    with tempfile.TemporaryDirectory(prefix="promise-") as scratch:
        copy = Path(scratch) / "tree"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        (copy / "var" / "test").mkdir(parents=True)
        (copy / "var" / "test" / "prepared").symlink_to(PREPARED)
        file = copy / mutant.path
        file.write_text(mutant.applied_to(file.read_text()))
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *mutant.tests],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
    return mutant, done.returncode == _TESTS_FAILED, done.stdout[-600:] + done.stderr[-600:]


def main(names: list[str]) -> int:
    chosen = [m for m in MUTANTS if not names or m.name in names]
    prepared_sqlite()
    unnoticed = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for mutant, noticed, output in pool.map(run, chosen):
            print(f"{'noticed  ' if noticed else 'UNNOTICED'} {mutant.name}")  # noqa: T201
            if not noticed:
                unnoticed += 1
                print(output)  # noqa: T201
    total = len(chosen)
    print(f"{total - unnoticed} passed, {unnoticed} failed")  # noqa: T201
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
