"""A page's own picture for other sites: a landscape or its photograph above, its title on paper below.

Drawn when somebody asks for it first and kept under DATA_DIR/drawn/; a page names only the address.
"""

import dataclasses
import hashlib
import io
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont, ImageOps

from .drawing import inks
from .drawing.landscapes import LANDSCAPES
from .drawing.works import WORKS
from .drawn import edition, folder, put

#: Part of each digest: whoever changes how a cover is drawn counts it up.
RECIPE = 1
#: What social networks ask for; below the middle the paper begins, at least so many pixels from the top.
WIDTH, HEIGHT, _LEAST_PICTURE = 1200, 630, 250
_MARGIN, _LEADING, _MOST_LINES = 64, 1.28, 3
_TITLE_SIZES = (64, 58, 52, 46, 42)
_SMALL = 28
_TYPE = Path(__file__).parent / "type"
_SERIF, _SANS = "NotoSerif-Bold.ttf", "NotoSans-Bold.ttf"
#: What the fonts have; anything else would be an empty box.
_UNKNOWN = re.compile(
    "[^\u0020-\u007e\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u1e00-\u1eff\u2010-\u2027\u20ab]"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Cover:
    """``province`` is a slug; ``photograph`` a file of the public storage that stands for its landscape.

    ``signature`` stands at the foot, ``above`` over the title.
    """

    title: str
    above: str
    signature: str
    province: str = ""
    photograph: str = ""

    @property
    def digest(self) -> str:
        """Changes with everything that is drawn and with how it is drawn."""
        told = "\0".join((str(RECIPE), edition(), *dataclasses.astuple(self)))
        return hashlib.sha256(told.encode()).hexdigest()[:20]


def cover_file(cover: Cover) -> Path:
    """The JPEG (1200 × 630), drawn now if it is not there. Twice at once does no harm."""
    path = folder() / "covers" / f"{cover.digest}.jpg"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, drawn(cover))
    return path


def drawn(cover: Cover) -> bytes:
    """The same bytes for the same cover, wherever it is drawn."""
    font, lines = _set(_known(cover.title))
    leading = round(font.size * _LEADING)
    top = HEIGHT - (_MARGIN // 2 + _SMALL + 24 + leading * len(lines) + 16 + _SMALL + 36)
    top = max(top, _LEAST_PICTURE)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), inks.PAPER)
    sheet.paste(ImageOps.fit(_picture(cover), (WIDTH, top), centering=(0.5, 0.62)), (0, 0))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, top, WIDTH, top + 5), fill=inks.INK)
    down = top + 36
    small = _font(_SANS, _SMALL)
    pen.text((_MARGIN, down), _known(cover.above), font=small, fill=inks.LEAF)
    down += _SMALL + 16
    for line in lines:
        pen.text((_MARGIN, down), line, font=font, fill=inks.INK)
        down += leading
    pen.text(
        (_MARGIN, HEIGHT - _MARGIN // 2),
        _known(cover.signature),
        font=small,
        fill=inks.BARK,
        anchor="ls",
    )
    written = io.BytesIO()
    sheet.save(written, "JPEG", quality=84, optimize=True, progressive=True)
    return written.getvalue()


def _picture(cover: Cover) -> Image.Image:
    if cover.photograph and default_storage.exists(cover.photograph):
        with default_storage.open(cover.photograph) as file:
            return ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    # The rasteriser is loaded by whoever draws, not by every web process.
    from .drawing.press import printed, rasterised  # noqa: PLC0415

    place = cover.province if cover.province in LANDSCAPES else "viet-nam"
    return printed(rasterised(WORKS[f"land-{place}-wide-day"].svg(), WIDTH))


def _set(title: str) -> tuple[ImageFont.FreeTypeFont, Sequence[str]]:
    """The largest type in which the title takes three lines at most; else cut, with an ellipsis."""
    for size in _TITLE_SIZES:
        font = _font(_SERIF, size)
        lines = _lines(title, font)
        if len(lines) <= _MOST_LINES and (size < _TITLE_SIZES[0] or len(lines) < _MOST_LINES):
            return font, lines
    last = lines[_MOST_LINES - 1]
    while last and font.getlength(f"{last}…") > WIDTH - 2 * _MARGIN:
        last = last.rpartition(" ")[0]
    return font, [*lines[: _MOST_LINES - 1], f"{last}…"]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # Basic layout: composed letters need no shaping, and every build of Pillow draws the same.
    return ImageFont.truetype(_TYPE / name, size, layout_engine=ImageFont.Layout.BASIC)


def _known(text: str) -> str:
    return _UNKNOWN.sub("", unicodedata.normalize("NFC", text))
