"""A request, what its answer says, and whether it is a refusal."""

from typing import Any

from django.test import Client


def come(client: Client, method: str, path: str, data: Any = None, **headers: str) -> Any:
    """One request, without the messages that earlier refusals have left."""
    client.cookies.pop("messages", None)
    return getattr(client, method)(path, data, headers=headers)


def said(answer: Any) -> str:
    """Everything that somebody reads, the way included on which a redirect leads."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + answer.get("Location", "")


def is_refused(answer: Any) -> bool:
    """Forbidden, nothing there, no such method; or back to the start with a message."""
    if answer.status_code == 302:
        return answer["Location"] in {"/cms/", "/account/login/", "/account/password/reset/"}
    return answer.status_code in {403, 404, 405}
