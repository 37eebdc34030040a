"""JSON-LD data blocks. They are data, not script: the policy lets them stand in the page."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: What could end the element or open another one, as json_script of Django escapes it.
_ESCAPES = ((">", "\\u003E"), ("<", "\\u003C"), ("&", "\\u0026"))


def block_of(data: dict[str, Any]) -> SafeString:
    """``data`` as a block that no text in it can break out of."""
    body = _encode(data)
    for mark, escape in _ESCAPES:
        body = body.replace(mark, escape)
    return mark_safe(  # noqa: S308  # escaped above
        f'<script type="application/ld+json">{body}</script>'
    )
