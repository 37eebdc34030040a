"""What lies where, and what must not leak into the tree."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.database import ROOT

TOP = {
    "catalog",
    "cms",
    "deploy",
    "docs",
    "locale",
    "marketplace",
    "search",
    "storefront",
    "tests",
    ".ci",
}
TOP_FILES = {
    ".gitignore",
    "LICENSE",
    "Makefile",
    "README.md",
    "manage.py",
    "pyproject.toml",
    "requirements.txt",
}
#: Paths of somebody's machine; addresses in data and examples are not meant.
_LEAKS = re.compile(r"/(?:home|Users|root|work)/[A-Za-z]|/tmp/[a-z]+\d|/var/folders")
_TEXT = {".py", ".md", ".html", ".txt", ".css", ".js", ".toml", ".env", ".sh", ".yml", ".conf"}
#: One in the development requirements, checked apart.
_REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[\w,-]+\])?==\S+$")


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def _requirements(name: str) -> list[str]:
    lines = (ROOT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def test_the_top_of_the_tree_is_the_one_that_the_design_draws():
    tracked = _tracked()

    assert {path.parts[0] for path in tracked if len(path.parts) > 1} <= TOP
    assert {path.name for path in tracked if len(path.parts) == 1} <= TOP_FILES


def test_no_path_of_a_machine_is_in_the_tree():
    leaks = [
        f"{path}: {found.group()}"
        for path in _tracked()
        if path.suffix in _TEXT and path.name != Path(__file__).name
        for found in _LEAKS.finditer((ROOT / path).read_text())
    ]

    assert leaks == []


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_pinned(name):
    assert [line for line in _requirements(name) if not _REQUIREMENT.match(line)] == []


def test_every_dependency_has_its_reason():
    text = (ROOT / "docs" / "dependencies.md").read_text()
    names = [
        match.group(1)
        for name in ("requirements.txt", "tests/requirements.txt")
        for line in _requirements(name)
        if (match := _REQUIREMENT.match(line))
    ]

    assert [name for name in names if f"| {name} |" not in text] == []


def test_every_decision_has_its_number_once_and_stays_short():
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))

    numbers = [path.name[:4] for path in records]
    assert all(number.isdigit() for number in numbers)
    assert len(numbers) == len(set(numbers))
    assert {path.name: True for path in records} == {
        path.name: 5 <= len(path.read_text().splitlines()) <= 40 for path in records
    }


def test_readme_leads_with_the_two_commands():
    first_screen = "\n".join((ROOT / "README.md").read_text().splitlines()[:40])

    assert "make run" in first_screen
    assert "make test" in first_screen
    assert "docs/img/home.png" in first_screen
    assert (ROOT / "docs" / "img" / "home.png").stat().st_size <= 150 * 1024


def test_make_help_lists_every_target():
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "help",
        "setup",
        "run",
        "lint",
        "test",
        "soak",
        "promises",
        "bench",
    ]


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{path}: {target}"
        for path in _tracked()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", (ROOT / path).read_text())
        if not (ROOT / path.parent / target).exists()
    ]

    assert broken == []
