"""Who counts visits of shared pages: told of each page that a person was given, from the cache or made.

Told are the address and the browser's headers, never a cookie's reader; a witness keeps numbers only.
"""

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

#: ``witness(route, path, meta)``, in microseconds and without a query.
Witness = Callable[[str, str, Mapping[str, Any]], None]

_witnesses: list[Witness] = []
_GIVEN = {200, 304}
#: Programs that say so themselves, and those that name no browser.
_PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|zalo(?!.*mobile)|headless|lighthouse|monitor|"
    r"curl|wget|python|httpx|okhttp|java/|go-http|libwww|feed",
    re.IGNORECASE,
)


def register_witness(witness: Witness) -> None:
    if witness not in _witnesses:
        _witnesses.append(witness)


def tell(
    route: str, request: HttpRequest, meta: Mapping[str, Any], answer: HttpResponseBase
) -> None:
    """Of a page that a person asked for by going there: no HEAD, no program, no part, no prefetch."""
    if not _witnesses or request.method != "GET" or answer.status_code not in _GIVEN:
        return
    if not is_person(meta):
        return
    for witness in _witnesses:
        try:
            witness(route, request.path_info, meta)
        except Exception:
            logger.exception("a visit could not be counted")


def is_person(meta: Mapping[str, Any]) -> bool:
    """Whether a browser asks for the page to show it now."""
    agent = meta.get("HTTP_USER_AGENT", "")
    if not agent or _PROGRAM.search(agent):
        return False
    if meta.get("HTTP_SEC_FETCH_DEST", "document") != "document" or "HTTP_HX_REQUEST" in meta:
        return False
    purpose = meta.get("HTTP_SEC_PURPOSE") or meta.get("HTTP_PURPOSE") or meta.get("HTTP_X_MOZ")
    return not purpose
