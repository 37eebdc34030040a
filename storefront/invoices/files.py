"""The invoice's file: a PDF, or the XML that is the invoice itself. Checked by what it is, kept apart."""

import re
from typing import BinaryIO
from xml.parsers import expat

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from marketplace.kernel.uploads import PDF, Readable, UploadRefused, clean_document

XML = "xml"
CONTENT_TYPES = {PDF: "application/pdf", XML: "application/xml"}
_MARK = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<[?!A-Za-z]")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_DEPTH = 100


def checked_file(file: Readable | BinaryIO) -> tuple[ContentFile, str]:
    """Its content, and which of the two kinds it is. UploadRefused: too large, neither, or harmful."""
    content = file.read(settings.DOCUMENT_MAX_BYTES + 1)
    if len(content) > settings.DOCUMENT_MAX_BYTES:
        raise UploadRefused(_("This file is too large."), code="too_large")
    if content.startswith(b"%PDF-"):
        clean = clean_document(ContentFile(content), kinds={PDF})
        return ContentFile(clean.content, name=f"invoice.{PDF}"), PDF
    if not _MARK.match(content):
        raise UploadRefused(_("An invoice is a PDF or an XML file."), code="wrong_type")
    _check_xml(content)
    return ContentFile(content, name=f"invoice.{XML}"), XML


def _check_xml(content: bytes) -> None:
    """Well-formed, UTF-8 and declaring nothing: no entity is ever opened."""
    if _DECLARES.search(content):
        raise UploadRefused(_("This XML file declares entities. Export it anew."), code="active")
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise UploadRefused(_("This XML file is damaged."), code="damaged")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UploadRefused(_("This XML file is damaged."), code="damaged") from error
