"""Every message of ours is complete in Vietnamese; English is the language of the code.

So is every message of the libraries whose pages editors, offices and vendors meet: what a library does
not say in Vietnamese, locale/libraries says (docs/words.md).
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django import conf as django_conf
from django.conf import settings

from tests.cms.english import DOMAINS, catalogue, locale_folders, says, texts
from tests.database import ROOT

PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")
KEPT = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
LIBRARIES = ROOT / "locale" / "libraries"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sdir]|%[sdi]\b|\{[a-z_]*\}")


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


def test_each_message_in_the_code_has_its_vietnamese(kept, found):
    missing = [message.id for message in found if message.id and not says(kept, message)]

    assert missing == []


def test_the_catalogue_holds_nothing_that_the_code_lost(kept, found):
    lost = [m.id for m in kept if m.id and found.get(m.id, m.context) is None]

    assert lost == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_message_of_the_libraries_has_its_vietnamese(kept, domain):
    """Ours first, then what we add for libraries, then the library's own."""
    added = catalogue(LIBRARIES, "vi", domain)
    missing = [
        message.id
        for folder in locale_folders()
        for own in [catalogue(folder, "vi", domain)]
        for message in catalogue(folder, "en", domain)
        if message.id and not any(says(one, message) for one in (kept, added, own))
    ]

    assert missing == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_we_say_for_libraries_is_still_theirs(domain):
    django = Path(django_conf.__file__).parent
    folders = [*locale_folders(), django / "locale", *django.parent.glob("contrib/*/locale")]
    folders.append(Path(allauth.__file__).parent / "locale")
    theirs = [catalogue(folder, "en", domain) for folder in folders]
    lost = [
        message.id
        for message in catalogue(LIBRARIES, "vi", domain)
        if message.id and not any(one.get(message.id, message.context) for one in theirs)
    ]

    assert lost == []


def test_ours_is_looked_at_first():
    assert settings.LOCALE_PATHS == [ROOT / "locale", LIBRARIES]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("folder", [ROOT / "locale", LIBRARIES], ids=["ours", "libraries"])
def test_each_placeholder_survives_its_translation(folder, domain):
    broken = [
        message.id
        for message in catalogue(folder, "vi", domain)
        if message.id
        for text in texts(message)
        if set(PLACEHOLDER.findall(text))
        != set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1]))
    ]

    assert broken == []


def test_the_mark_stands_on_the_second_vowel():
    """huỷ, hoá, not hủy, hóa (docs/words.md); names of places are as the state writes them."""
    old = re.compile(r"(?:[ùúủũụ]y|[òóỏõọ][ae])\b")
    said = [text for folder in (ROOT / "locale", LIBRARIES) for text in _said(folder)]

    assert [text for text in said if old.search(text.replace("Khánh Hòa", ""))] == []


def _said(folder: Path) -> list[str]:
    return [text for one in catalogue(folder, "vi", "django") for text in texts(one) if one.id]
