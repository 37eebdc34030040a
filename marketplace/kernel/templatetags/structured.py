"""JSON-LD data blocks. They are data, not script: the policy lets them stand in the page."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

#: What could end the element or open another one, as json_script of Django escapes it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString | str:
    """``data`` as a block that no text in it can break out of; nothing for nothing."""
    if not data:
        return ""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(body),  # noqa: S308  # escaped above
    )
