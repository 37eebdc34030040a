"""What is one person's own on a page that is the same for everybody: one small call, three queries.

Session and user are the first two; what the parts read of their tables comes in the third.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

Say = Callable[[HttpRequest, list[str]], Any]
#: Rows of this person, and the field of them that is read.
Rows = Callable[[HttpRequest], tuple[QuerySet[Any], str] | None]

#: The script's own header: no other page can send it without being asked, no link can at all.
_ASKED_BY = "fetch"


@dataclass(frozen=True)
class _Part:
    say: Say
    rows: Rows | None


_parts: dict[str, _Part] = {}


def register_private_part(name: str, *, say: Say, rows: Rows | None = None) -> None:
    """``name`` in the answer of /me/ is what ``say`` makes of the request and of its rows' texts.

    ``rows`` answers with a queryset of this person's rows, which are few, and a field's name, or
    None where there are none; those of all parts are read in one query.
    """
    _parts[name] = _Part(say, rows)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Each part's own; the messages that wait, which are taken only by our own script."""
    texts = _read(request)
    told = {name: part.say(request, texts.get(name, [])) for name, part in _parts.items()}
    told["messages"] = _messages(request)
    return JsonResponse(told, headers={"Cache-Control": "private, no-store"})


def _read(request: HttpRequest) -> dict[str, list[str]]:
    asked = []
    for name, part in _parts.items():
        rows = part.rows(request) if part.rows else None
        if rows is not None:
            queryset, field = rows
            asked.append(
                queryset.order_by()
                .annotate(private_part=Value(name), private_text=Cast(field, CharField()))
                .values_list("private_part", "private_text")
            )
    found: dict[str, list[str]] = {}
    if asked:
        for name, text in asked[0].union(*asked[1:], all=True):
            found.setdefault(name, []).append(text)
    return found


def _messages(request: HttpRequest) -> list[dict[str, str]]:
    if request.headers.get("X-Requested-With") != _ASKED_BY:
        return []
    return [
        {"level": message.level_tag, "text": str(message)}
        for message in messages.get_messages(request)
    ]
