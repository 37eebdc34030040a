"""Answers shared pages from the cache, early: no session, no user, no basket is looked at."""

import datetime
import hashlib
import logging
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from marketplace.kernel import clock

from . import stamps, visits
from .entries import CODINGS, Entry, coding_for
from .nobody import HTMX, forget_reader
from .pages import Found, find_shared_page, without_tracking

logger = logging.getLogger(__name__)

#: Browsers ask each time (and get 304); a proxy in front may answer alone for so long.
PROXY_SECONDS = 30
#: A page of which nothing changed is made anew after this.
_KEPT_SECONDS = 3600
_LARGEST = 400 * 1024
_OK = 200
_READING = {"GET", "HEAD"}


class PageCacheMiddleware:
    """Stands before sessions. Other addresses pass through untouched and unasked, and so does what
    Wagtail asks for on its own behalf: a preview has the page's address and an editor's draft in it.

    A shared page has an ETag of day, language and stamp, no cookie and no other Vary than the
    coding (and htmx where it asks); it is kept where its query is known and its answer is plain 200.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in _READING or getattr(request, "is_dummy", False):
            return self.get_response(request)
        found = find_shared_page(request.path_info)
        if found is None or "HTTP_AUTHORIZATION" in request.META:
            return self.get_response(request)
        meta = request.META  # whole: a shared page's request loses its reader
        answer = self._shared(request, found)
        visits.tell(found.route, request, meta, answer)
        return answer

    def _shared(self, request: HttpRequest, found: Found) -> HttpResponseBase:
        request.META["QUERY_STRING"] = without_tracking(request.META.get("QUERY_STRING", ""))
        coding = coding_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        asked = request.META.get("HTTP_IF_NONE_MATCH", "")
        tag = _tag(request, found)
        key = _key(request, tag) if found.page.keeps(request.META["QUERY_STRING"]) else ""
        request.route = found.route  # type: ignore[attr-defined]
        request.page_version = tag  # type: ignore[attr-defined]
        entry = _kept(key, coding) if key else None
        if entry is None:
            if found.page.unless is not None and found.page.unless(request):
                return self._personal(request)
            made = self._made(request, found)
            if not isinstance(made, HttpResponse) or not _is_plain(made):
                return made
            entry = Entry.of(made)
            if key and request.method == "GET":
                _keep(key, entry)
            entry = _coded(key, entry, coding)
        return _answer(request, found, entry, tag, asked)

    def _made(self, request: HttpRequest, found: Found) -> HttpResponseBase:
        """The page as nobody sees it; as its reader does where it turns out to need one."""
        before = dict(request.__dict__)
        forget_reader(request, htmx=found.page.htmx)
        made = self.get_response(request)
        if made.cookies:
            logger.warning("a shared page sets a cookie: %s", found.route)
            request.__dict__.clear()
            request.__dict__.update(before)
            return self._personal(request)
        if not _is_plain(made):
            made.headers.setdefault("Cache-Control", "no-cache")
            if "Vary" in made.headers:
                del made.headers["Vary"]
        return made

    def _personal(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        answer["Cache-Control"] = "private, no-store"
        return answer


def _is_plain(answer: HttpResponseBase) -> bool:
    """A finished page, all of it, for everybody."""
    if answer.status_code != _OK or answer.streaming or answer.cookies:
        return False
    return "no-store" not in answer.get("Cache-Control", "")


def _tag(request: HttpRequest, found: Found) -> str:
    """Day, language, and a digest of the state of everything (of the part that htmx asks for)."""
    part = [request.META.get(name, "")[:8] for name in HTMX] if found.page.htmx else []
    return f"{clock.today():%Y%m%d}-{found.language}-{stamps.digest(*part)}"


def _key(request: HttpRequest, tag: str) -> str:
    """The address and everything else that the page may depend on."""
    meta = request.META
    parts = (
        tag,
        request.scheme or "",
        request.get_host(),
        request.path,
        meta.get("QUERY_STRING", ""),
    )
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


def _kept(key: str, coding: str) -> Entry | None:
    """From the cache, in the reader's coding if it was asked for before. A cache that fails is empty."""
    try:
        pages = caches["pages"]
        found = Entry.unpacked(pages.get(f"{key}.{coding}"))
        if found is None and coding:
            plain = Entry.unpacked(pages.get(f"{key}."))
            found = _coded(key, plain, coding) if plain is not None else None
    except Exception:
        logger.warning("the page cache does not answer", exc_info=True)
        return None
    return found


def _coded(key: str, entry: Entry, coding: str) -> Entry:
    if not coding:
        return entry
    coded = entry.coded(coding)
    if key:
        _keep(key, coded)
    return coded


def _keep(key: str, entry: Entry) -> None:
    if len(entry.body) > _LARGEST:
        return
    try:
        caches["pages"].set(f"{key}.{entry.coding}", entry.packed(), _KEPT_SECONDS)
    except Exception:
        logger.warning("the page cache takes nothing", exc_info=True)


def _answer(request: HttpRequest, found: Found, entry: Entry, tag: str, asked: str) -> HttpResponse:
    etag = f'"{tag}-{entry.coding}"' if entry.coding else f'"{tag}"'
    if asked and _matches(asked, tag):
        answer = HttpResponse(status=304)
        del answer["Content-Type"]
    else:
        answer = HttpResponse(entry.body if request.method == "GET" else b"", headers=entry.headers)
        answer["Content-Length"] = str(len(entry.body))
        if entry.coding:
            answer["Content-Encoding"] = entry.coding
    answer["ETag"] = etag
    answer["Vary"] = "Accept-Encoding, HX-Request" if found.page.htmx else "Accept-Encoding"
    answer["Cache-Control"] = _cache_control()
    return answer


def _matches(asked: str, tag: str) -> bool:
    known = {f'"{tag}-{coding}"' if coding else f'"{tag}"' for coding in CODINGS}
    return any(one.removeprefix("W/") in known for one in parse_etags(asked)) or asked == "*"


def _cache_control() -> str:
    """Nobody may answer past midnight in Vietnam, when certificates end."""
    now = clock.now().astimezone(clock.VIETNAM)
    midnight = (now + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    seconds = min(PROXY_SECONDS, int((midnight - now).total_seconds()))
    return f"public, max-age=0, s-maxage={seconds}, must-revalidate"
