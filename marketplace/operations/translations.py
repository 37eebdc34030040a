"""Compiles our message catalogues; Babel does it, so that no gettext needs to be installed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(locale_path: Path) -> int:
    """Write each ``.mo`` below that is missing or older than its ``.po``; returns how many were written.

    The file is replaced in one step, so a process that reads at the same time sees the old one or
    the new one, whole. Fuzzy messages stay out.
    """
    written = 0
    for source in sorted(locale_path.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        making = target.with_name(f"{target.name}.{os.getpid()}")
        with making.open("wb") as file:
            write_mo(file, catalogue)
        making.replace(target)
        written += 1
    return written
