"""Films and captions under addresses that tell their content, in the parts that a player asks for."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from marketplace.pictures.media import FOR_EVER

from .checking import CONTENT_TYPES, VTT

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
#: Of one answer to a player: it asks again for what it needs, and nobody's line is held meanwhile.
MOST = 2 * 1024 * 1024
_PIECE = 64 * 1024


def film_address(document: AbstractDocument) -> str:
    """Changes with the content, hence kept for ever. Empty for what is neither film nor captions."""
    kind = document.file_extension.lower()
    if kind not in CONTENT_TYPES or not document.file_hash:
        return ""
    return reverse("film", args=[document.file_hash, kind])


@require_safe
def film(request: HttpRequest, content: str, kind: str) -> HttpResponseBase:
    """A film or its captions by the digest of its content; 404 where no document has it.

    A player's ``Range`` is answered with 206 and at most MOST bytes. From a bucket a film comes
    directly; captions come by here, since a browser takes them from the page's own host alone.
    """
    documents = get_document_model().objects.filter(file_hash=content, file__iendswith=f".{kind}")
    document = documents.first()
    if kind not in CONTENT_TYPES or document is None:
        raise Http404
    if kind != VTT and not _is_local(document):
        return HttpResponseRedirect(document.file.url)
    try:
        file = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return _headed(_answer(request, file, document.file.size), kind)


def _is_local(document: AbstractDocument) -> bool:
    try:
        return bool(document.file.path)
    except NotImplementedError:
        return False


def _headed(answer: HttpResponseBase, kind: str) -> HttpResponseBase:
    answer["Content-Type"] = CONTENT_TYPES[kind]
    answer["Cache-Control"] = FOR_EVER
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _answer(request: HttpRequest, file: BinaryIO, size: int) -> HttpResponseBase:
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked.groups() == ("", ""):
        return FileResponse(file)
    first, last = _asked(asked[1], asked[2], size)
    if first > last:
        file.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    file.seek(first)
    answer = StreamingHttpResponse(_pieces(file, last - first + 1), status=206)
    answer["Content-Length"] = str(last - first + 1)
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _asked(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte to send; the first behind the last where there are none."""
    if not first:  # so many from the end
        begin, end = max(size - int(last), 0), size - 1
    else:
        begin, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < begin:
            return 1, 0
    return begin, min(end, begin + MOST - 1)


def _pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    with file:
        while length > 0:
            piece = file.read(min(_PIECE, length))
            if not piece:
                return
            length -= len(piece)
            yield piece
