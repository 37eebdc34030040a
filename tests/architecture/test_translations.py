"""Every message of ours is complete in Vietnamese; English is the language of the code."""

import re
import shutil
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.database import ROOT

PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")
KEPT = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


@pytest.fixture(scope="module")
def kept() -> Catalog:
    with KEPT.open("rb") as file:
        return read_po(file, locale="vi")


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> Catalog:
    """What makemessages finds in the tree now, extracted in a copy of it."""
    copy = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            copy / package,
            ignore=shutil.ignore_patterns("__pycache__", "data", "img", "migrations"),
        )
    (copy / "locale").mkdir()
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-location"],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    with (copy / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="vi")


def _texts(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_each_message_in_the_code_has_its_vietnamese(kept, found):
    missing = [
        message.id
        for message in found
        if message.id
        and not (
            (translation := kept.get(message.id, message.context))
            and all(_texts(translation))
            and not translation.fuzzy
        )
    ]

    assert missing == []


def test_the_catalogue_holds_nothing_that_the_code_lost(kept, found):
    lost = [m.id for m in kept if m.id and found.get(m.id, m.context) is None]

    assert lost == []


def test_each_placeholder_survives_its_translation(kept):
    broken = [
        message.id
        for message in kept
        if message.id
        for text in _texts(message)
        if set(PLACEHOLDER.findall(text))
        != set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1]))
    ]

    assert broken == []
