"""Stock Oscar, in a process of its own."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.database import ROOT


class Stock:
    """Asks the peer's process for one page at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def wait(self) -> None:
        """Until its products are made."""
        self._expect("ready")

    def cpu(self, page: str) -> float:
        """Milliseconds of CPU of one request."""
        return self._ask(page)

    def press(self) -> float:
        """Milliseconds of one order, from the button on."""
        return self._ask("order")

    def _ask(self, word: str) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()
        return float(self._read())

    def _expect(self, word: str) -> None:
        told = self._read()
        if told != word:
            raise RuntimeError(f"stock Oscar said {told!r}")

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextlib.contextmanager
def stock_oscar(directory: Path, products: int) -> Iterator[Stock]:
    """The peer, making its database while we make ours."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.bench.stock", str(products)],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.stock.settings",
            "STOCK_DATABASE": str(directory / "stock.sqlite3"),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Stock(process)
    finally:
        process.kill()
        process.wait()
