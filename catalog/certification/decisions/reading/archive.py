"""The zip behind an XLSX file: opened only where its sizes are those of a spreadsheet."""

import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from .unreadable import UnreadableFile

MOST_PARTS = 2_000
#: Bytes unpacked: one part, all parts, and the table of texts, which is held in memory.
LARGEST_PART = 64 * 1024 * 1024
LARGEST_WHOLE = 100 * 1024 * 1024
LARGEST_TEXTS = 32 * 1024 * 1024
#: Real sheets pack 5 to 40 times; beyond this a part of more than a megabyte is a bomb.
LARGEST_RATIO = 150
_SMALL = 1024 * 1024


def open_safely(path: Path) -> zipfile.ZipFile:
    """The opened archive; raises UnreadableFile. Nothing is unpacked to find out.

    Python never unpacks more of a part than the directory declares, so the declared sizes bound
    what a reader can meet.
    """
    archive = zipfile.ZipFile(path)
    try:
        parts = archive.infolist()
        _check_sizes(parts)
        _check_kind(archive, parts)
    except BaseException:
        archive.close()
        raise
    return archive


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
        raise _bomb()
    for part in parts:
        texts = part.filename.lower().endswith("sharedstrings.xml")
        if part.file_size > (LARGEST_TEXTS if texts else LARGEST_PART):
            raise _bomb()
        if part.file_size > _SMALL and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            raise _bomb()


def _check_kind(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableFile(
            _("The file is protected by a password. Save it without one."), code="encrypted"
        )
    if "[content_types].xml" not in names or not any(n.endswith("workbook.xml") for n in names):
        raise UnreadableFile(_("This zip file is not an Excel workbook."), code="wrong_type")
    types = next(p for p in parts if p.filename.lower() == "[content_types].xml")
    if types.file_size > _SMALL:
        raise _bomb()
    declared = archive.read(types).lower()
    if b"macroenabled" in declared or any(n.endswith(("vbaproject.bin", ".xlm")) for n in names):
        raise UnreadableFile(
            _("The file holds macros. Save it as an ordinary workbook (.xlsx)."), code="macros"
        )


def _bomb() -> UnreadableFile:
    return UnreadableFile(
        _(
            "Unpacked, the file would be far larger than a table of products can be."
            " Copy the list into a new workbook and send that."
        ),
        code="bomb",
    )
