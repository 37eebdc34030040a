"""English pages write Vietnamese names as they are written, with all their marks."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from cms.content.reading import Piece, read_pieces
from tests.cms.english import catalogue
from tests.database import ROOT

DATA = ROOT / "marketplace" / "geography" / "data"


def bare(name: str) -> str:
    """Hà Giang → Ha Giang."""
    parts = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(one for one in parts if not unicodedata.combining(one))


def names() -> set[str]:
    """Of today's and of the former provinces."""
    found = set()
    for file, column in (("provinces", "name_vi"), ("former_provinces", "former_name_vi")):
        with (DATA / f"{file}.csv").open(encoding="utf-8") as rows:
            found |= {row[column] for row in csv.DictReader(rows)}
    return found


BARE = re.compile(r"\b(?:" + "|".join(sorted(bare(n) for n in names() if bare(n) != n)) + r")\b")


def english(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from english(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from english(one, key)
    elif isinstance(value, str) and key.endswith("_en") and key != "slug_en":
        yield value


def test_bare_names_are_seen():
    assert BARE.search("From Ha Giang by bus")
    assert not BARE.search("From Hà Giang by bus to Hanoi and An Giang")


@pytest.mark.parametrize("piece", read_pieces(), ids=lambda piece: f"{piece.province}/{piece.name}")
def test_english_texts_write_provinces_with_their_marks(piece: Piece):
    assert [found[0] for one in english(piece.data) if (found := BARE.search(one))] == []


def test_english_messages_write_provinces_with_their_marks():
    ids = [m.id for m in catalogue(ROOT / "locale", "vi", "django") if m.id]

    assert [one for one in ids if BARE.search(one if isinstance(one, str) else one[-1])] == []


def test_english_names_of_provinces_have_their_marks():
    """Hanoi is English; so is City."""
    with (DATA / "provinces.csv").open(encoding="utf-8") as rows:
        named = [row["name_en"] for row in csv.DictReader(rows)]

    assert [name for name in named if BARE.search(name)] == []
