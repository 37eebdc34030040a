"""Pictures to upload, made by rule: no photograph of anybody is in the tree."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

GPS = 0x8825


def drawn(
    size: tuple[int, int] = (1600, 1200), *, spot: tuple[int, int] | None = None, mode: str = "RGB"
) -> Image.Image:
    """A field of soft colour with a red spot (percent from left and top) to look for."""
    gradient = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (gradient.point(lambda v: v // 3 + 40), gradient, gradient))
    if spot is not None:
        x, y = size[0] * spot[0] / 100, size[1] * spot[1] / 100
        radius = max(4, min(size) // 50)
        ImageDraw.Draw(picture).ellipse(
            (x - radius, y - radius, x + radius, y + radius), fill=(255, 0, 0)
        )
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, format=kind, **options)
    return out.getvalue()


def upload(content: bytes | None = None, name: str = "anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded(drawn()) if content is None else content)


def exif_with_place(filler: int = 0) -> Image.Exif:
    """Where it was taken, a turn to the right, and as much besides as asked for."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "at home " + "x" * filler
    exif[GPS] = {1: "N", 2: (10.0, 27.0, 0.0), 3: "E", 4: (105.0, 37.0, 0.0)}
    return exif
