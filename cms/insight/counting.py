"""What a visit counts as, and the numbers of this process until they are written."""

import atexit
import datetime
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import close_old_connections

from cms.provinces.addresses import PREFIX, SLUG
from marketplace.kernel.clock import today

from .models import DailyCount
from .writing import Key, write

logger = logging.getLogger(__name__)

_PAGE = re.compile(r"(?:/en)?/province/([a-z0-9-]{1,64})/(?:[a-z0-9-]{1,255}/)?")
#: What waits to be written never grows beyond so many pages.
_MOST = 5000

#: The kind, the page on which, and its province.
Happened = tuple[DailyCount.Kind, str, str]

_waiting: Counter[Key] = Counter()
_lock = threading.Lock()
_writer: list[threading.Thread] = []


def witness(route: str, path: str, meta: Mapping[str, Any]) -> None:
    """A page that a person was given (marketplace.caching.visits); no query."""
    rule = _RULES.get(route)
    happened = list(rule(path, meta)) if rule is not None else []
    if not happened:
        return
    day = today()
    with _lock:
        for kind, on, province in happened:
            key = Key(day, kind, on, province)
            if key in _waiting or len(_waiting) < _MOST:
                _waiting[key] += 1
    if settings.INSIGHT_SECONDS and not _writer:
        _begin_writing()


def flush() -> int:
    """Writes what waits; how many rows. What cannot be written waits on."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    if not taken:
        return 0
    try:
        return write(taken)
    except Exception:
        with _lock:
            for key, count in taken.items():
                _waiting[key] += count
        raise


def _page(path: str, meta: Mapping[str, Any]) -> Iterator[Happened]:
    yield DailyCount.Kind.READ, path, _province(path)


def _house(path: str, meta: Mapping[str, Any]) -> Iterator[Happened]:
    """The showcase alone is read; with words it is searched; filtered or turned it is neither."""
    query = meta.get("QUERY_STRING", "")
    if not query:
        yield DailyCount.Kind.READ, path, _province(path)
    if parse_qs(query).get("q") or (not query and _is_from_search(meta)):
        yield DailyCount.Kind.SEARCH, path, _province(path)


def _list(path: str, meta: Mapping[str, Any]) -> Iterator[Happened]:
    """A search in all products that is limited to provinces."""
    asked = parse_qs(meta.get("QUERY_STRING", ""))
    prefix = PREFIX["en"] if path.startswith(PREFIX["en"]) else PREFIX["vi"]
    for one in asked.get("province", []) if asked.get("q") else []:
        yield DailyCount.Kind.SEARCH, f"{prefix}{SLUG}/{one}/", one


def _product(path: str, meta: Mapping[str, Any]) -> Iterator[Happened]:
    """Opened from a shelf or list of a province's page: the browser says from where."""
    before = _before(meta).path
    if _PAGE.fullmatch(before):
        yield DailyCount.Kind.CLICK, before, _province(before)


#: By the name of the route.
_RULES: Mapping[str, Callable[[str, Mapping[str, Any]], Iterator[Happened]]] = {
    "province_page": _page,
    "catalogue:province": _house,
    "catalogue:index": _list,
    "catalogue:detail": _product,
}


def _province(path: str) -> str:
    found = _PAGE.fullmatch(path)
    return found[1] if found else ""


def _before(meta: Mapping[str, Any]) -> Any:
    """The page of ours from which a link led here, as the browser says; empty from elsewhere."""
    try:
        parts = urlsplit(meta.get("HTTP_REFERER", ""))
    except ValueError:
        return urlsplit("")
    return parts if parts.netloc == meta.get("HTTP_HOST") else urlsplit("")


def _is_from_search(meta: Mapping[str, Any]) -> bool:
    parts = _before(meta)
    return parts.path in {"/products/", "/en/products/"} and bool(parse_qs(parts.query).get("q"))


def _begin_writing() -> None:
    """One thread of each web process, from its first visit on; the last numbers when it ends."""
    with _lock:
        if _writer:
            return
        thread = threading.Thread(target=_keep_writing, name="insight", daemon=True)
        _writer.append(thread)
    atexit.register(_write_last)
    thread.start()


def _keep_writing() -> None:
    pause = threading.Event()
    while not pause.wait(settings.INSIGHT_SECONDS):
        try:
            flush()
        except Exception:
            logger.exception("visits could not be written; trying again")
        finally:
            close_old_connections()


def _write_last() -> None:
    try:
        flush()
    except Exception:
        logger.warning("the last visits were not written")


def forget() -> dict[tuple[datetime.date, str, str], int]:
    """What waits, taken away: for tests."""
    with _lock:
        taken = {(key.day, str(key.kind), key.path): count for key, count in _waiting.items()}
        _waiting.clear()
    return taken
