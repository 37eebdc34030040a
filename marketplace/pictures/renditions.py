"""Renditions: the files that visitors load, cut around the focal point, of nothing but pixels.

A folder is named by what is in it (whose picture, its bytes, its focal point, this recipe), so
its files never change and may be kept by browsers for ever. Only Django's storage API is used.
"""

import base64
import dataclasses
import hashlib
import io
from collections.abc import Iterable, Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from .photographs import WHOLE, WHOLE_SIDE, jpeg_widths_for, widths_for
from .shapes import SHAPES, Shape
from .tones import nearest_tone

#: Part of each folder's name: whoever changes how files are made counts it up.
RECIPE = 1
FOLDER = "pictures"
_SETTINGS: dict[str, dict[str, int | bool]] = {
    "avif": {"quality": 52, "speed": 8},
    "webp": {"quality": 72, "method": 4},
    "jpg": {"quality": 76, "optimize": True, "progressive": True},
}
_FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
#: What shines through a picture with transparent parts: the paper of the light page.
_PAPER = (0xFB, 0xF7, 0xEE)


class RenditionCutShort(Exception):
    """Another process is writing the same file; the task is to be done again."""


@dataclasses.dataclass(frozen=True)
class Focus:
    """The point that no crop may lose, in percent from the left and from the top."""

    x: int = 50
    y: int = 50


def folder_of(*, key: str, digest: str, focus: Focus) -> str:
    """Where the renditions of these bytes with this focal point lie; ``key`` tells owners apart."""
    what = f"{RECIPE}|{key}|{digest}|{focus.x}|{focus.y}"
    name = base64.b32encode(hashlib.sha256(what.encode()).digest())[:26]
    return f"{FOLDER}/{name.decode().lower()}"


def crop_box(width: int, height: int, shape: Shape, focus: Focus) -> tuple[int, int, int, int]:
    """The largest box (left, top, right, bottom) of the shape, as near to the focal point as fits."""
    across, down = shape.within(width, height)
    left = min(max(round(width * focus.x / 100 - across / 2), 0), width - across)
    top = min(max(round(height * focus.y / 100 - down / 2), 0), height - down)
    return left, top, left + across, top + down


def renditions(picture: Image.Image, focus: Focus) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes: every shape and width in AVIF and WebP, some in JPEG."""
    flat = _flat(picture)
    for shape in SHAPES:
        box = crop_box(*flat.size, shape, focus)
        jpeg = jpeg_widths_for(shape, *flat.size)
        for width in widths_for(shape, *flat.size):
            cut = flat.resize(
                (width, shape.height(width)),
                Image.Resampling.LANCZOS,
                box=box,
                reducing_gap=3.0,
            )
            for kind in _FORMATS:
                if kind != "jpg" or width in jpeg:
                    yield f"{shape.name}-{width}.{kind}", _encoded(cut, kind)
    whole = flat.copy()
    whole.thumbnail((WHOLE_SIDE, WHOLE_SIDE), Image.Resampling.LANCZOS)
    yield WHOLE, _encoded(whole, "webp")


def tone_of(picture: Image.Image) -> str:
    """The tone of the picture's place until it has come."""
    colour = _flat(picture).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(colour, tuple)  # noqa: S101  # _flat answers in RGB
    return nearest_tone(*colour[:3])


def store(folder: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write them; what is there already stays. Done twice or by two at once, the result is one.

    RenditionCutShort where another process has begun a file and not ended it.
    """
    for name, content in files:
        _write(f"{folder}/{name}", content)


def is_there(folder: str) -> bool:
    """Whether a folder was written to its end: the last file is there."""
    return default_storage.exists(f"{folder}/{WHOLE}")


def delete(folder: str) -> None:
    """All files that may be in a folder; those that are not there are no error."""
    for shape in SHAPES:
        for width in shape.widths:
            for kind in _FORMATS:
                default_storage.delete(f"{folder}/{shape.name}-{width}.{kind}")
    default_storage.delete(f"{folder}/{WHOLE}")


def _write(path: str, content: bytes) -> None:
    """A file of another length was cut short by a crash: the same input gives the same bytes."""
    if default_storage.exists(path):
        if default_storage.size(path) == len(content):
            return
        default_storage.delete(path)
    kept = default_storage.save(path, ContentFile(content))
    if kept != path:
        default_storage.delete(kept)
        if default_storage.size(path) != len(content):
            raise RenditionCutShort(path)


def _flat(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    shown = picture.convert("RGBA")
    ground = Image.new("RGBA", shown.size, (*_PAPER, 255))
    return Image.alpha_composite(ground, shown).convert("RGB")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    bare = picture.copy()
    bare.info.clear()
    written = io.BytesIO()
    bare.save(written, format=_FORMATS[kind], **_SETTINGS[kind])
    return written.getvalue()
