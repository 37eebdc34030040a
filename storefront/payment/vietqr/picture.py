"""The payload drawn. Black on white with its quiet zone, whatever ground the page has."""

import io

import segno

#: Modules of quiet around the code (ISO/IEC 18004 asks for four).
QUIET = 4


def as_svg(payload: str) -> bytes:
    """A drawing without size of its own and without style attributes, on a white ground."""
    out = io.BytesIO()
    _code(payload).save(
        out, kind="svg", border=QUIET, omitsize=True, svgclass=None, lineclass=None, light="#fff"
    )
    return out.getvalue()


def as_png(payload: str) -> bytes:
    """Ten pixels a module: to be kept on a phone and opened from a bank's app."""
    out = io.BytesIO()
    _code(payload).save(out, kind="png", border=QUIET, scale=10, light="#fff")
    return out.getvalue()


def _code(payload: str) -> segno.QRCode:
    return segno.make_qr(payload, error="m")
