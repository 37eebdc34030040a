"""Films and captions that editors upload, judged by what is in them.

A film is never made anew (that takes a machine of its own); what is refused is what half of the
readers could not play. Where it was recorded is taken out.
"""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.uploads import UploadRefused

MP4, WEBM, VTT = "mp4", "webm", "vtt"
FILMS = (MP4, WEBM)
CONTENT_TYPES = {MP4: "video/mp4", WEBM: "video/webm", VTT: "text/vtt; charset=utf-8"}

#: ISO/IEC 14496-12: the boxes that a film cannot be shown without, and those that hold others.
_NEEDED = {b"ftyp", b"moov", b"mdat"}
_HOLDING = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
#: Free words about a film; telephones write there where they were.
_ABOUT = {b"udta", b"meta", b"uuid"}
_FREE = b"free"
#: Pictures that every current browser shows: H.264, VP9, AV1. HEVC is not among them.
_PLAYABLE = {b"avc1", b"avc3", b"vp09", b"av01"}
_HEAD, _LONG = 8, 16
#: Before the rows of ``stsd``: version, flags, how many.
_VERSION_AND_COUNT = 8
#: A header of EBML (RFC 8794) names its kind within the first bytes.
_EBML, _EBML_HEAD = b"\x1a\x45\xdf\xa3", 64
_CAPTIONS_MAX_BYTES = 1024 * 1024
_WEBVTT = re.compile(r"\ufeff?WEBVTT(?:[ \t\n].*)?$", re.DOTALL)
_CUE = re.compile(
    r"^(?:\d+:)?\d\d:\d\d\.\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d\.\d{3}", re.MULTILINE
)

_Box = tuple[bytes, int, int, int]


def clean_film(file: BinaryIO, *, kind: str) -> None:
    """Raises UploadRefused (too_large, wrong_type, damaged, codec) for what is no film of ``kind``.

    At most FILM_MAX_BYTES. Of an MP4 the free words, which may tell a place, are blanked in ``file``.
    """
    size = file.seek(0, 2)
    if size > settings.FILM_MAX_BYTES:
        raise UploadRefused(_("This file is too large."), code="too_large")
    file.seek(0)
    if kind == MP4:
        _clean_mp4(file, size)
    elif not _is_webm(file.read(_EBML_HEAD)):
        raise UploadRefused(_("This is no WebM film."), code="wrong_type")
    file.seek(0)


def check_captions(file: BinaryIO) -> None:
    """Raises UploadRefused (too_large, wrong_type) for what is no WebVTT with at least one cue."""
    file.seek(0)
    content = file.read(_CAPTIONS_MAX_BYTES + 1)
    file.seek(0)
    if len(content) > _CAPTIONS_MAX_BYTES:
        raise UploadRefused(_("This file is too large."), code="too_large")
    try:
        text = content.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise UploadRefused(_("These captions are not in UTF-8."), code="wrong_type") from error
    if not _WEBVTT.match(text) or not _CUE.search(text):
        raise UploadRefused(_("These are no captions in WebVTT."), code="wrong_type")


def _is_webm(head: bytes) -> bool:
    return head.startswith(_EBML) and b"\x42\x82\x84webm" in head


def _clean_mp4(file: BinaryIO, size: int) -> None:
    head = file.read(_HEAD)
    if head[4:] != b"ftyp":
        raise UploadRefused(_("This is no MP4 film."), code="wrong_type")
    found: set[bytes] = set()
    about: list[int] = []
    pictures: set[bytes] = set()
    for kind, at, begin, end in _walk(file, 0, size):
        found.add(kind)
        if kind in _ABOUT:
            about.append(at)
        elif kind == b"stsd":
            pictures |= _samples(file, begin, end)
    if _NEEDED - found:
        raise UploadRefused(_("This film is damaged."), code="damaged")
    if not pictures & _PLAYABLE:
        raise UploadRefused(
            _("Many browsers cannot show this film. Save it as H.264 (MP4)."), code="codec"
        )
    for at in about:
        file.seek(at + 4)
        file.write(_FREE)


def _walk(file: BinaryIO, begin: int, end: int) -> Iterator[_Box]:
    """Kind, place, and begin and end of the content of each box, those within others too."""
    at = begin
    while at < end:
        file.seek(at)
        head = file.read(_LONG)
        if len(head) < _HEAD or end - at < _HEAD:
            raise UploadRefused(_("This film is damaged."), code="damaged")
        length, kind = struct.unpack(">I4s", head[:_HEAD])
        content = at + _HEAD
        if length == 1 and len(head) == _LONG:
            (length,) = struct.unpack(">Q", head[_HEAD:])
            content = at + _LONG
        elif length == 0:  # to the end of the file
            length = end - at
        if at + length > end or at + length < content:
            raise UploadRefused(_("This film is damaged."), code="damaged")
        yield kind, at, content, at + length
        if kind in _HOLDING:
            yield from _walk(file, content, at + length)
        at += length


def _samples(file: BinaryIO, begin: int, end: int) -> set[bytes]:
    """How the pictures or the sound of one track are written; after a version and a count."""
    return {kind for kind, *_place in _walk(file, begin + _VERSION_AND_COUNT, end)}
