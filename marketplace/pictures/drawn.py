"""The files of the drawings: their addresses, and where they lie once they are drawn.

They are made of code, so an address holds the code's edition: a browser may keep them for ever.
Whatever was not drawn ahead is drawn when somebody asks for it first.
"""

import hashlib
import os
import re
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from .drawing.works import WORKS, Work

URL = "/drawn/"
_FILE = re.compile(r"(?P<work>[a-z0-9-]+)-(?P<width>\d+)\.(?P<kind>avif|webp|jpg)")


@cache
def edition() -> str:
    """Twelve characters that change with the drawing's code or what prints it."""
    digest = hashlib.sha256()
    for package in ("pillow", "resvg-py"):
        digest.update(f"{package} {version(package)}\n".encode())
    here = Path(__file__).parent / "drawing"
    for path in sorted(here.rglob("*.py")):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Where the browser finds a file such as ``card-mango-0-320.avif``."""
    return f"{URL}{edition()}/{name}"


def folder() -> Path:
    """Of this edition's files."""
    return Path(settings.DATA_DIR) / "drawn" / edition()


def file_of(name: str) -> Path | None:
    """The file, drawn now if it is not there; None where no work has such a file."""
    match = _FILE.fullmatch(name)
    work = WORKS.get(match["work"]) if match else None
    if match is None or work is None:
        return None
    width, kind = int(match["width"]), match["kind"]
    if width not in work.form.widths or kind not in work.form.kinds:
        return None
    path = folder() / name
    if not path.exists():
        draw(work, (width,), (kind,))
    return path


def draw(work: Work, widths: tuple[int, ...], kinds: tuple[str, ...]) -> None:
    """Make those files that are missing. Twice at once does no harm: each is put in place whole."""
    missing = [
        (width, kind)
        for width in widths
        for kind in kinds
        if not (folder() / f"{work.name}-{width}.{kind}").exists()
    ]
    if not missing:
        return
    # The rasteriser is loaded by whoever draws, not by every web process.
    from .drawing.press import encoded  # noqa: PLC0415

    folder().mkdir(parents=True, exist_ok=True)
    for (width, kind), data in encoded(work.svg(), missing):
        put(folder() / f"{work.name}-{width}.{kind}", data)


def put(path: Path, data: bytes) -> None:
    """In place whole, so that nobody reads half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o644)
    Path(name).replace(path)
