"""Finds English messages of the libraries in what is rendered for a Vietnamese editor."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

#: Whose messages an editor, an office or a vendor meets.
LIBRARIES = ("oscar", "taggit", "wagtail")
DOMAINS = ("django", "djangojs")
_PLACEHOLDER = re.compile(r"%\([a-z_]+\)[a-z]|%[a-z]\b|\{[a-z_]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: What a script is told for itself: names of fields, icons, blocks.
_NAME = re.compile(r"[a-z0-9_.-]+")
_ATTRIBUTES = {"alt", "aria-description", "aria-label", "placeholder", "title"}


def locale_folders() -> list[Path]:
    """Of the libraries' installed apps."""
    folders = {
        Path(config.path) / "locale"
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in LIBRARIES
    }
    return sorted(folder for folder in folders if folder.is_dir())


def catalogue(folder: Path, language: str, domain: str) -> Catalog:
    """Empty where there is none."""
    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Any) -> tuple[str, ...]:
    """What a message says, in each of its plural forms."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def says(catalog: Catalog, message: Any) -> bool:
    """Whether a catalogue has a message whole."""
    own = catalog.get(message.id, message.context)
    return own is not None and all(texts(own)) and not own.fuzzy


class EnglishMessages:
    """The libraries' messages that have words. Those that our Vietnamese leaves as they are do not count."""

    def __init__(self) -> None:
        self._whole: set[str] = set()
        self._patterns: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        kept = [catalogue(Path(p), "vi", d) for p in settings.LOCALE_PATHS for d in DOMAINS]
        same = {text for one in kept for m in one if m.id for text in texts(m)}
        for folder in locale_folders():
            for domain in DOMAINS:
                for message in catalogue(folder, "en", domain):
                    for text in [message.id] if isinstance(message.id, str) else message.id:
                        if text not in same:
                            self._add(_flat(text))

    def _add(self, text: str) -> None:
        literal = [word for part in _PLACEHOLDER.split(text) for word in _WORD.findall(part)]
        if not literal:
            return
        if not _PLACEHOLDER.search(text):
            self._whole.add(text)
        elif len(literal) > 1:
            parts = [re.escape(part) for part in _PLACEHOLDER.split(text)]
            self._patterns[max(literal, key=len)].append(re.compile(".+?".join(parts)))

    def within(self, strings: Iterable[str]) -> set[str]:
        """Which of the strings are such messages."""
        return {one for one in map(_flat, strings) if self._is_one(one)}

    def _is_one(self, text: str) -> bool:
        if text in self._whole:
            return True
        words = set(_WORD.findall(text))
        return any(p.fullmatch(text) for word in words for p in self._patterns.get(word, ()))


class _Strings(HTMLParser):
    """What a person reads or hears of a page, and what its scripts are told to say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"script", "style"}:
            self._script = given.get("type") or tag
        for name, value in given.items():
            if name in _ATTRIBUTES or (name == "value" and given.get("type") == "submit"):
                self.found.append(value)
            elif value[:1] in {"{", "["}:
                self.found.extend(_in_json(value))
            elif name.startswith("data-") and " " in value:
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._script = ""

    def handle_data(self, data: str) -> None:
        if not self._script:
            self.found.append(data)
        elif self._script == "application/json":
            self.found.extend(_in_json(data))


def strings(html: str) -> list[str]:
    """All of a page; of an answer in JSON, what its HTML and its values say."""
    if html.lstrip()[:1] in {"{", "["}:
        found = list(_in_json(html))
        return [inner for one in found for inner in (strings(one) if "<" in one else [one])]
    parser = _Strings()
    parser.feed(html)
    return parser.found


def _in_json(text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except ValueError:
        return
    yield from _leaves(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not _NAME.fullmatch(value):
            yield value
        if "<" in value:
            yield from strings(f"<p>{value}")
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)


def _flat(text: str) -> str:
    return " ".join(text.split())
