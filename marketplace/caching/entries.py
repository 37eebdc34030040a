"""A finished page as it is kept: a header of JSON, then the bytes."""

import gzip
import json
from dataclasses import dataclass, replace
from typing import Any

import brotli
from django.http import HttpResponse

#: Hop-by-hop and personal headers never enter.
_DROPPED = {"set-cookie", "vary", "content-length", "connection", "date", "x-request-id"}
#: The coding costs less than a millisecond at these settings; the page is kept in it.
_BROTLI, _GZIP = 4, 5
CODINGS = ("br", "gzip", "")


@dataclass(frozen=True)
class Entry:
    """``coding`` is the Content-Encoding of ``body``; empty for none."""

    headers: dict[str, str]
    body: bytes
    coding: str = ""

    @classmethod
    def of(cls, response: HttpResponse) -> "Entry":
        headers = {name: value for name, value in response.items() if name.lower() not in _DROPPED}
        return cls(headers, response.content)

    def coded(self, coding: str) -> "Entry":
        """The same page in a coding that the reader takes."""
        if not coding:
            return self
        body = (
            brotli.compress(self.body, quality=_BROTLI)
            if coding == "br"
            else gzip.compress(self.body, compresslevel=_GZIP, mtime=0)
        )
        return replace(self, body=body, coding=coding)

    def packed(self) -> bytes:
        head = json.dumps([self.headers, self.coding]).encode()
        return len(head).to_bytes(4, "big") + head + self.body

    @classmethod
    def unpacked(cls, kept: Any) -> "Entry | None":
        """None for what is no entry of ours."""
        try:
            end = 4 + int.from_bytes(kept[:4], "big")
            headers, coding = json.loads(kept[4:end])
        except (TypeError, ValueError):
            return None
        return cls(headers, bytes(kept[end:]), coding)


def coding_for(accepted: str) -> str:
    """What to send to a reader with this Accept-Encoding; the best that is not refused by q=0."""
    if not accepted:
        return ""
    taken = set()
    for part in accepted.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        if parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            taken.add(name.strip())
    return next((coding for coding in CODINGS if coding in taken), "")
