"""Reads the pieces under ``pieces/<province>/``: a showcase, stories, destinations, events and more.

Each is one TOML file; docs/content.md says what it holds. Reading checks the form, so that a page is
never made of half a piece.
"""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PIECES = Path(__file__).parent / "pieces"
LANGUAGES = ("vi", "en")
KINDS = ("showcase", "story", "destination", "itinerary", "event", "campaign", "news")

#: Texts in both languages that each kind has besides title, slug and summary.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "showcase": (),
    "story": (),
    "destination": ("getting_there", "accessibility", "safety"),
    "itinerary": ("start",),
    "event": ("venue", "hours", "organiser"),
    "campaign": (),
    "news": (),
}
#: Days that each kind has.
_DAYS: Mapping[str, tuple[str, ...]] = {
    "event": ("starts_on", "ends_on"),
    "campaign": ("starts_on", "ends_on"),
    "news": ("day",),
}
#: For each type of block, its texts and the texts of each of its rows.
BLOCKS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text": (("text",), ()),
    "shelf": (("heading",), ()),
    "season": (("heading",), ("name",)),
    "timeline": (("heading",), ("when", "text")),
    "recipe": (("heading", "ingredients", "steps"), ()),
    "faq": (("heading",), ("question", "answer")),
    "map": (("heading",), ("name",)),
    "facts": (("heading",), ("label", "value")),
}
_SUMMARY = (60, 240)


class MalformedPiece(ValueError):
    """A file that does not hold what a page needs; the message names file and field."""


@dataclass(frozen=True, slots=True)
class Source:
    """A public page that states what the piece says."""

    title: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Piece:
    """``name`` is the file's; ``data`` the rest of it, checked."""

    name: str
    kind: str
    province: str
    title: Mapping[str, str]
    slug: Mapping[str, str]
    summary: Mapping[str, str]
    sources: tuple[Source, ...]
    blocks: tuple[Mapping[str, Any], ...]
    data: Mapping[str, Any]

    def paragraphs(self, language: str) -> list[str]:
        """The running text in one language, by paragraph."""
        return [
            paragraph.strip()
            for block in self.blocks
            if block["type"] == "text"
            for paragraph in block[f"text_{language}"].split("\n\n")
            if paragraph.strip()
        ]


def read_pieces(folder: Path = PIECES) -> Iterator[Piece]:
    """All pieces in the order of their provinces and names. Raises MalformedPiece."""
    for path in sorted(folder.glob("*/*.toml")):
        yield read_piece(path)


def read_piece(path: Path) -> Piece:
    """One file. Raises MalformedPiece where something lacks."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MalformedPiece(f"{path.name}: {error}") from error
    check = _Check(path.name)
    kind = check.one_of(data, "kind", KINDS)
    for field in ("title", "slug", "summary", *_TEXTS[kind]):
        check.in_both(data, field)
    for language in LANGUAGES:
        low, high = _SUMMARY
        if not low <= len(data[f"summary_{language}"]) <= high:
            check.fail(f"summary_{language} has not {low} to {high} characters")
    sources = tuple(
        Source(check.text(one, "title"), check.text(one, "publisher"), check.text(one, "url"))
        for one in check.list(data, "sources")
    )
    blocks = tuple(check.list(data, "blocks"))
    for block in blocks:
        check.block(block)
    check.kind(data, kind)
    return Piece(
        name=path.stem,
        kind=kind,
        province=path.parent.name,
        title=_both(data, "title"),
        slug=_both(data, "slug"),
        summary=_both(data, "summary"),
        sources=sources,
        blocks=blocks,
        data=data,
    )


def _both(data: Mapping[str, Any], field: str) -> dict[str, str]:
    return {language: str(data[f"{field}_{language}"]) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class _Check:
    name: str

    def fail(self, what: str) -> None:
        raise MalformedPiece(f"{self.name}: {what}")

    def text(self, data: Mapping[str, Any], field: str) -> str:
        value = data.get(field)
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{field} is missing")
        return str(value)

    def in_both(self, data: Mapping[str, Any], *fields: str) -> None:
        for field in fields:
            for language in LANGUAGES:
                self.text(data, f"{field}_{language}")

    def one_of(self, data: Mapping[str, Any], field: str, known: tuple[str, ...]) -> str:
        value = self.text(data, field)
        if value not in known:
            self.fail(f"{field} is {value!r}, not one of {', '.join(known)}")
        return value

    def kind(self, data: Mapping[str, Any], kind: str) -> None:
        """What a kind has besides texts: days, a place, stops."""
        for field in _DAYS.get(kind, ()):
            if type(data.get(field)) is not datetime.date:
                self.fail(f"{field} is no day")
        if kind == "destination":
            self.place(data)
        for day in self.list(data, "days") if kind == "itinerary" else ():
            self.in_both(day, "title")
            for stop in self.list(day, "stops"):
                self.in_both(stop, "name", "text")

    def list(self, data: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
        value = data.get(field)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            self.fail(f"{field} is missing")
        return list(value or ())

    def block(self, block: Mapping[str, Any]) -> None:
        kind = self.one_of(block, "type", tuple(BLOCKS))
        own, of_rows = BLOCKS[kind]
        self.in_both(block, *own)
        for row in self.list(block, "rows") if of_rows else ():
            self.in_both(row, *of_rows)
            if kind == "map":
                self.place(row)
            if kind == "season" and not set(row.get("months", ())) <= set(range(1, 13)):
                self.fail("months are numbers from 1 to 12")
        if kind == "shelf" and not set(block.get("query", {})) <= {"province", "set", "words"}:
            self.fail("a shelf asks by province, set and words")

    def place(self, data: Mapping[str, Any]) -> None:
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if not isinstance(latitude, float) or not isinstance(longitude, float):
            self.fail("latitude and longitude are missing")
        elif not (7 < latitude < 24 and 102 < longitude < 118):  # noqa: PLR2004
            self.fail("the place lies outside of Viet Nam")
