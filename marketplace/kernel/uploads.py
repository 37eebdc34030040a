"""What people upload, judged by its content, never by its name or the type that a browser claims.

Pictures are made anew, so that nothing but pixels is kept. Documents keep their bytes (they are
evidence) and are never shown inline: the views that serve them send an attachment.
"""

import dataclasses
import hashlib
import io
import re
import warnings
import zipfile
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from .errors import MarketplaceError
from .ids import new_public_id

PDF, JPEG, PNG, XLSX, CSV = "pdf", "jpg", "png", "xlsx", "csv"
CONTENT_TYPES = {
    PDF: "application/pdf",
    JPEG: "image/jpeg",
    PNG: "image/png",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv",
}
_PICTURES = {"JPEG": JPEG, "PNG": PNG, "WEBP": "webp"}
#: What a sheet may unpack to; 10 000 rows of a decision take about 5 MB.
_XLSX_MAX_BYTES = 200 * 1024 * 1024
_XLSX_MAX_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Names that make a PDF act. Compressed parts may hide them, hence the attachment as well.
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class UploadRefused(MarketplaceError):
    """Nothing was kept. Codes: too_large, wrong_type, damaged, too_many_pixels, active, macros,
    encrypted, bomb."""

    code = "wrong_type"


class Readable(Protocol):
    """An uploaded file, or any binary file."""

    def read(self, size: int = ..., /) -> bytes: ...


@dataclasses.dataclass(frozen=True)
class CleanDocument:
    """A document as it came, with what it truly is."""

    content: bytes
    content_type: str
    size: int
    sha256: str
    extension: str


def clean_image(file: Readable | BinaryIO) -> ContentFile:
    """The picture made anew: upright, sRGB, without EXIF and other hangers-on, first frame only.

    JPEG, PNG and WebP of at most IMAGE_MAX_BYTES and IMAGE_MAX_PIXELS; the name is random.
    """
    picture = decoded_picture(_content(file, settings.IMAGE_MAX_BYTES))
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)  # several views in one
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    has_alpha = upright.has_transparency_data and kind != "JPEG"
    fresh = upright.convert("RGBA" if has_alpha else "RGB")
    fresh.info.clear()
    written = io.BytesIO()
    fresh.save(written, format=kind, quality=88)
    return ContentFile(written.getvalue(), name=f"{new_public_id(20)}.{_PICTURES[kind]}")


def clean_document(file: Readable | BinaryIO, *, kinds: set[str]) -> CleanDocument:
    """The document, where it is one of ``kinds`` (of PDF, JPEG, PNG, XLSX, CSV) and harmless.

    At most DOCUMENT_MAX_BYTES. Refused: PDFs that act or are encrypted, sheets with macros,
    encrypted ones, archives that unpack to far more than they are.
    """
    content = _content(file, settings.DOCUMENT_MAX_BYTES)
    kind = _kind_of(content)
    if kind not in kinds:
        raise UploadRefused(_("This kind of file is not accepted here."), code="wrong_type")
    check = _CHECKS[kind]
    check(content)
    return CleanDocument(
        content=content,
        content_type=CONTENT_TYPES[kind],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        extension=kind,
    )


def _content(file: Readable | BinaryIO, limit: int) -> bytes:
    """All of it, reading no further than the limit."""
    content = file.read(limit + 1)
    if len(content) > limit:
        raise UploadRefused(_("This file is too large."), code="too_large")
    return content


def decoded_picture(content: bytes) -> Image.Image:
    """A picture's first frame, its size checked before a pixel is unpacked. UploadRefused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(_PICTURES))
            if picture.width * picture.height > settings.IMAGE_MAX_PIXELS:
                raise UploadRefused(_("This picture has too many pixels."), code="too_many_pixels")
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UploadRefused(
            _("This picture has too many pixels."), code="too_many_pixels"
        ) from error
    except Image.UnidentifiedImageError as error:
        raise UploadRefused(
            _("This is no JPEG, PNG or WebP picture."), code="wrong_type"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UploadRefused(_("This picture is damaged."), code="damaged") from error
    return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    """With the colours that its profile meant; a broken profile is left out."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(
            picture, meant, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return shown or picture


def _kind_of(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"PK\x03\x04"):
        return XLSX
    if content.startswith(_OLE):
        raise UploadRefused(
            _("Old or password-protected Office files are not accepted. Save it as a plain .xlsx."),
            code="encrypted",
        )
    return CSV


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise UploadRefused(_("This PDF is damaged."), code="damaged")
    plain = _PDF_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), content)
    if b"/Encrypt" in plain:
        raise UploadRefused(_("This PDF is protected by a password."), code="encrypted")
    if _PDF_ACTIVE.search(plain):
        raise UploadRefused(
            _("This PDF contains scripts or attached files. Print it to a new PDF."), code="active"
        )


def _check_picture(content: bytes) -> None:
    decoded_picture(content)


def _check_xlsx(content: bytes) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError) as error:
        raise UploadRefused(_("This spreadsheet is damaged."), code="damaged") from error
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise UploadRefused(_("This is no .xlsx spreadsheet."), code="wrong_type")
    if any(part.flag_bits & 1 for part in parts):
        raise UploadRefused(_("This spreadsheet is protected by a password."), code="encrypted")
    if any(name.lower().endswith(("vbaproject.bin", ".xlm")) for name in names):
        raise UploadRefused(_("This spreadsheet contains macros."), code="macros")
    if len(parts) > _XLSX_MAX_PARTS or sum(part.file_size for part in parts) > _XLSX_MAX_BYTES:
        raise UploadRefused(_("This spreadsheet unpacks to far too much."), code="bomb")


def _check_csv(content: bytes) -> None:
    """Text that a spreadsheet program writes; anything with control characters is something else."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if _CONTROL.search(text) or text.lstrip()[:1] in ("", "<", "{"):
        raise UploadRefused(_("This is no table as text (CSV)."), code="wrong_type")


_CHECKS = {
    PDF: _check_pdf,
    JPEG: _check_picture,
    PNG: _check_picture,
    XLSX: _check_xlsx,
    CSV: _check_csv,
}
