"""On what the fixed parts of a template depend: language, addresses, settings, escaping."""

from typing import Any

from django.core.signals import setting_changed
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

#: Language, URLconf, prefix of the addresses, generation of the settings, whether text is escaped.
Place = tuple[str | None, str | None, str, int, bool]

_generation = [0]


def settings_generation() -> int:
    """Another number after a setting was changed, which tests alone do while a process runs."""
    return _generation[0]


def place_of(context: Context) -> Place:
    return (
        get_language(),
        get_urlconf(),
        get_script_prefix(),
        _generation[0],
        context.autoescape,
    )


def _changed(**_more: Any) -> None:
    _generation[0] += 1


setting_changed.connect(_changed)
