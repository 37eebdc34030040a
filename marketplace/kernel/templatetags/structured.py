"""JSON-LD data blocks (kernel.json_ld) in templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from marketplace.kernel.json_ld import block_of

register = template.Library()


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString | str:
    """``data`` as a block; nothing for nothing."""
    return block_of(data) if data else ""
