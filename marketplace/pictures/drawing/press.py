"""From a drawing to files: rasterised, printed on paper with a grain, encoded."""

import io
import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import resvg_py
from PIL import Image, ImageChops, ImageFilter

#: AVIF first: half the weight. WebP is what every other browser in use reads.
_AVIF_QUALITIES = (46, 40, 34, 28)
_WEBP_QUALITY, _JPEG_QUALITY = 64, 82
#: What one small AVIF may weigh (bytes), and up to which width (pixels) that is asked.
LIGHT_BYTES, LIGHT_WIDTH = 12_000, 320
#: Nothing is printed narrower (pixels) and then reduced: the grain must keep its size.
_FINEST = 640


def rasterised(svg: str, width: int) -> Image.Image:
    """The drawing at a width, opaque."""
    # Our drawings hold no text: without the system's fonts the same bytes come out everywhere.
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGB")


def printed(image: Image.Image) -> Image.Image:
    """On paper: fibres, and ink that did not take everywhere."""
    return ImageChops.soft_light(image, _paper(image.size))


@lru_cache(maxsize=4)
def _paper(size: tuple[int, int]) -> Image.Image:
    width, height = size
    rng = random.Random("paper")  # noqa: S311
    fine = _noise(rng, width, height, 1).filter(ImageFilter.GaussianBlur(0.7))
    mottled = _noise(rng, width, height, 5)
    clouds = _noise(rng, width, height, 90)
    tone = Image.blend(Image.blend(fine, mottled, 0.55), clouds, 0.35)
    # Around the middle grey, which changes nothing; both sides far enough to be seen.
    return tone.point(lambda value: max(0, min(255, round(128 + (value - 127) * 0.5)))).convert(
        "RGB"
    )


def _noise(rng: random.Random, width: int, height: int, cell: int) -> Image.Image:
    across, down = width // cell + 2, height // cell + 2
    small = Image.frombytes("L", (across, down), rng.randbytes(across * down))
    return (
        small.resize((width, height), Image.Resampling.BICUBIC)
        if cell > 1
        else small.crop((0, 0, width, height))
    )


def encoded(svg: str, files: Sequence[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], bytes]]:
    """Each (width, kind) with its bytes; the same bytes each time, whatever is asked with them."""
    prints: dict[int, Image.Image] = {}
    for width, kind in files:
        size = max(width, _FINEST)
        if size not in prints:
            prints[size] = printed(rasterised(svg, size))
        yield (width, kind), _ENCODERS[kind](_reduced(prints[size], width))


def _reduced(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = round(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _avif(image: Image.Image) -> bytes:
    data = b""
    for quality in _AVIF_QUALITIES:
        # One thread: the caller prints on all cores, and the bytes do not depend on them.
        data = _saved(image, "AVIF", quality=quality, speed=9, max_threads=1)
        if image.width > LIGHT_WIDTH or len(data) <= LIGHT_BYTES:
            break
    return data


def _webp(image: Image.Image) -> bytes:
    return _saved(image, "WEBP", quality=_WEBP_QUALITY, method=3)


def _jpeg(image: Image.Image) -> bytes:
    return _saved(image, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True)


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


_ENCODERS: dict[str, Callable[[Image.Image], bytes]] = {
    "avif": _avif,
    "webp": _webp,
    "jpg": _jpeg,
}
