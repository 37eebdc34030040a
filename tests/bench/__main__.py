"""`make bench`: our pages against an empty view, in one interleaved run, CPU per request.

Absolute milliseconds depend on the machine; ratios much less, because each round asks every page
once.
"""

# ruff: noqa: PLC0415 - Django is set up on a database that is made first
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZE = int(os.environ.get("BENCH_SIZE", "10000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))


def _prepare(directory: Path) -> None:
    """A database of SIZE synthetic products beside the demonstration; Django set up on it."""
    from tests.database import copy_of_prepared

    path = copy_of_prepared(directory)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.test",
        "DATABASE_URL": f"sqlite:///{path}",
        "DATA_DIR": str(directory),
    }
    import django

    django.setup()
    from marketplace.demo.making import make_demo
    from marketplace.demo.synthetic import make_synthetic

    began = time.monotonic()
    make_demo(lambda _what: None)
    make_synthetic(SIZE, say=lambda _what: None)
    _say(f"{SIZE} synthetic products made in {time.monotonic() - began:.1f} s")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _cpu(ask: Callable[[], object]) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def _calibration() -> None:
    """A fixed piece of pure Python, so that runs on two machines can be compared."""
    total = 0
    for number in range(200_000):
        total += number * number % 7


def main() -> int:
    with tempfile.TemporaryDirectory() as directory:
        _prepare(Path(directory))
        from tests.bench.imports import ROWS, run_import
        from tests.bench.pages import asks

        seconds, memory, report = run_import(Path(directory))
        _say(
            f"import of {ROWS} rows: {seconds:.1f} s, {memory} MB, {report['created']} created"
            " (budget: 30 s, 300 MB)"
        )

        rows: dict[str, Callable[[], object]] = {"calibration": _calibration} | asks()
        for ask in rows.values():
            ask()
        times: dict[str, list[float]] = {name: [] for name in rows}
        for _round in range(ROUNDS):
            for name, ask in rows.items():
                times[name].append(_cpu(ask))
        _report({name: statistics.median(spent) for name, spent in times.items()})
    return 0


def _report(medians: dict[str, float]) -> None:
    empty = medians["empty view"]
    _say(f"{'':<24}{'CPU ms':>9}{'× empty view':>15}   ({ROUNDS} interleaved rounds, medians)")
    for name, spent in medians.items():
        _say(f"{name:<24}{spent:>9.2f}{spent / empty:>15.1f}")


if __name__ == "__main__":
    sys.exit(main())
