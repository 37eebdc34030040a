"""The table of guards stays true: each stands in the code, and no reader is missing from it."""

import ast
from pathlib import Path

import pytest

from tests.database import ROOT
from tests.promises.mutants import LIVE, MUTANTS, Mutant

PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")
#: The demonstration sells to itself; it shows nothing.
NOT_READERS = {"marketplace/demo/giving.py": 0, "marketplace/demo/sales.py": 0}


def _gates(path: Path) -> int:
    """Calls of ``live(on=…)`` and of ``listed(on=…)``, which rests on it; not of Wagtail's ``live()``."""
    return sum(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"live", "listed"}
        and any(keyword.arg == "on" for keyword in node.keywords)
        for node in ast.walk(ast.parse(path.read_text()))
    )


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_guard_stands_exactly_once(mutant: Mutant):
    source = (ROOT / mutant.path).read_text()

    assert mutant.applied_to(source) != source


def test_each_reader_through_the_gate_is_in_the_table():
    counted = {
        str(path.relative_to(ROOT)): _gates(path)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    readers = {path: number for path, number in counted.items() if number}

    covered = {path: sum(m.path == path for m in LIVE) for path in readers}
    assert covered == readers | NOT_READERS
