"""Log lines as JSON with the request's id; people's addresses and query strings never enter."""

import datetime
import json
import logging
import re
from contextvars import ContextVar
from typing import Any

#: Set by the first middleware, read by every log line and audit entry.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_EMAIL = re.compile(r"[^\s@\"'<>()\[\],;:=]+@[^\s@\"'<>()\[\],;:=]+\.[^\W\d_]{2,}")
#: Vietnamese numbers as people write them: 0 or +84, then nine or ten digits, dots or spaces between.
_PHONE = re.compile(r"(?<![\w.])(?:\+?84|0)(?:[ .-]?\d){9,10}(?![\w])")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def route_of(request: Any) -> str:
    """The name of the route that answers ``request``, else its pattern; never the address itself.

    A page from the cache was never resolved and brings its ``route`` along.
    """
    match = getattr(request, "resolver_match", None)
    if match is None:
        return str(getattr(request, "route", "-"))
    return match.view_name if match.url_name else f"/{match.route}"


def redact(text: str) -> str:
    """``text`` without e-mail addresses and phone numbers: the net under careless messages."""
    return _PHONE.sub("[phone]", _EMAIL.sub("[e-mail]", text))


class JsonFormatter(logging.Formatter):
    """One object a line: time, level, logger, message, request id, traceback where there is one.

    ``extra={"fields": {...}}`` adds fields. In Django's own messages about a request its address
    (which may hold a token) gives way to the name of the route.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(self._message(record)),
            "request_id": getattr(record, "request_id", ""),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        message = record.getMessage()
        request = getattr(record, "request", None)
        for address in (getattr(request, "path", ""), getattr(request, "path_info", "")):
            for written in (address, address.encode("unicode_escape").decode("ascii")):
                if len(written) > 1:
                    message = message.replace(written, route_of(request))
        return message
