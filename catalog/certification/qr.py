"""The QR code of a certificate: its verification address, readable at error level M."""

import io

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

#: Modules of quiet around the code (ISO/IEC 18004 asks for four).
QUIET = 4


def verification_url(code: str) -> str:
    """The absolute address to print, in the language without a prefix."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("certification:verify_code", args=[code])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def as_svg(code: str) -> bytes:
    """A drawing without size of its own and without style attributes."""
    out = io.BytesIO()
    segno.make(verification_url(code), error="m", micro=False).save(
        out, kind="svg", border=QUIET, omitsize=True, svgclass=None, lineclass=None, light="#fff"
    )
    return out.getvalue()


def as_png(code: str) -> bytes:
    """Eight pixels a module: sharp on a label of 3 cm at 300 dpi."""
    out = io.BytesIO()
    segno.make(verification_url(code), error="m", micro=False).save(
        out, kind="png", border=QUIET, scale=8
    )
    return out.getvalue()
