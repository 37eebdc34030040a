"""JSON-LD data blocks. They are data, not script: the policy lets them stand in the page."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

#: What could end the element or open another one, as json_script of Django escapes it.
_ESCAPES = ((">", "\\u003E"), ("<", "\\u003C"), ("&", "\\u0026"))


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString | str:
    """``data`` as a block that no text in it can break out of; nothing for nothing."""
    if not data:
        return ""
    body = _ENCODER.encode(data)
    for mark, escape in _ESCAPES:
        body = body.replace(mark, escape)
    return mark_safe(  # noqa: S308  # escaped above
        f'<script type="application/ld+json">{body}</script>'
    )
