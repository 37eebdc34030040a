"""What an expression of a template is worth: the answers of Django's FilterExpression, found faster.

Only the usual case is done here. Whatever is unusual (nothing found, an exception, an object that
can be subscribed) is asked of Django's own code again from the beginning.
"""

import datetime
import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.template import defaultfilters
from django.template.base import (
    FilterExpression,
    Variable,
    VariableDoesNotExist,
    render_value_in_context,
)
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]
from django.utils.translation import get_language

from marketplace.kernel.addresses import settings_generation

Value = Callable[[Context], Any]

#: Whether objects of a type can be subscribed; asked of each type once.
_subscribed: dict[type, bool] = {}
#: Those that cannot: their names are attributes.
_plain: set[type] = set()
#: Whether objects of a type are shown as they say themselves: no text, number or day.
_speaking: dict[type, bool] = {}
_FORMATTED = (str, Promise, bool, int, float, Decimal, datetime.date, datetime.time)


def value_of(
    expression: FilterExpression, *, or_none: bool = False, but_last: bool = False
) -> Value:
    """``expression.resolve``; ``or_none``: as conditions and loops ask (``ignore_failures``).

    ``but_last``: what the last filter is given.
    """
    found = _begin(expression, None if or_none else "")
    filters = expression.filters[:-1] if but_last else expression.filters
    for function, arguments in filters:
        found = _filtered(found, function, [_argument(*one) for one in arguments])
    return found


def shown(value: Any, context: Context) -> str:
    """``render_value_in_context``."""
    kind = type(value)
    if kind is SafeString:
        return str(value)
    if kind is str:
        return _escaped(value) if context.autoescape else value
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return str(value)
    speaks = _speaking.get(kind)
    if speaks is None:
        speaks = _speaking[kind] = not issubclass(kind, _FORMATTED)
    if not speaks:
        return str(render_value_in_context(value, context))
    said = str(value)
    return _escaped(said) if context.autoescape and type(said) is str else said


def _escaped(text: str) -> str:
    """``html.escape``: nothing is replaced in most texts, and looking costs less than replacing."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "'" in text:
        text = text.replace("'", "&#x27;")
    return text


def look_up(variable: Variable) -> Value:
    """``variable.resolve``; raises VariableDoesNotExist."""
    return _look_up(variable, variable.resolve)


def _begin(expression: FilterExpression, missing: Any) -> Value:
    if not expression.is_var:
        constant = expression.var
        return lambda _context: constant
    resolve = expression.var.resolve

    def slowly(context: Context) -> Any:
        try:
            return resolve(context)
        except VariableDoesNotExist:
            return missing

    return _look_up(expression.var, slowly)


def _look_up(variable: Variable, slowly: Value) -> Value:
    """What the variable says, found in the usual ways; ``slowly`` is asked for the rest."""
    if variable.lookups is None or variable.translate:
        return slowly
    first, *names = variable.lookups
    return _pointed(first, names, slowly) if names else _named(first, slowly)


def _pointed(first: str, names: list[str], slowly: Value) -> Value:
    """A name and what stands behind points."""
    further = tuple((name, int(name) if name.isdecimal() else None) for name in names)

    def value(context: Context) -> Any:
        for held in reversed(context.dicts):
            if first in held:
                current = held[first]
                break
        else:
            return slowly(context)
        if callable(current):
            return slowly(context)
        try:
            for name, number in further:
                if type(current) not in _plain:
                    current = _step(current, name, number)
                    continue
                current = getattr(current, name)
                if callable(current):
                    current = _called(current, name)
        except Exception:  # Django says what becomes of it
            return slowly(context)
        return current

    return value


def _named(first: str, slowly: Value) -> Value:
    """A name without a point."""

    def value(context: Context) -> Any:
        for held in reversed(context.dicts):
            if first in held:
                current = held[first]
                return slowly(context) if callable(current) else current
        return slowly(context)

    return value


def _step(current: Any, name: str, number: int | None) -> Any:
    """One point further; raises where Django would look on."""
    kind = type(current)
    subscribed = _subscribed.get(kind)
    if subscribed is None:
        subscribed = _subscribed[kind] = hasattr(kind, "__getitem__")
        if not subscribed:
            _plain.add(kind)
    if not subscribed:
        found = getattr(current, name)
    elif number is not None and kind in {list, tuple}:
        found = current[number]
    elif isinstance(current, dict):
        found = current[name]
    else:
        raise LookupError(name)
    return _called(found, name) if callable(found) else found


def _called(found: Any, name: str) -> Any:
    """What a callable answers; raises where it must not be called."""
    if getattr(found, "do_not_call_in_templates", False):
        return found
    if getattr(found, "alters_data", False):
        raise LookupError(name)
    return found()


def _argument(is_looked_up: bool, argument: Any) -> Value:
    if is_looked_up:
        return look_up(argument)
    if type(argument) in {str, SafeString, int, float}:
        constant = mark_safe(argument)  # noqa: S308  # written in the template
        return lambda _context: constant
    return lambda _context: mark_safe(argument)  # noqa: S308  # the same, in the page's language


def _filtered(before: Value, function: Callable[..., Any], arguments: list[Value]) -> Value:
    if function is defaultfilters.date and len(arguments) == 1:
        return _dated(before, arguments[0])
    localised = getattr(function, "expects_localtime", False)
    told_escaping = getattr(function, "needs_autoescape", False)
    keeps_safe = getattr(function, "is_safe", False)

    def value(context: Context) -> Any:
        given = before(context)
        if localised:
            given = template_localtime(given, context.use_tz)
        more = {"autoescape": context.autoescape} if told_escaping else {}
        made = function(given, *[argument(context) for argument in arguments], **more)
        if keeps_safe and isinstance(given, SafeData):
            return mark_safe(made)  # noqa: S308  # as the filter promises
        return made

    return value


def _dated(before: Value, form: Value) -> Value:
    """``|date:"…"``: pages say few days, and each again and again."""

    def value(context: Context) -> Any:
        given, wanted = before(context), form(context)
        if type(given) is datetime.date and isinstance(wanted, str):
            return _day(given, str(wanted), get_language(), settings_generation())
        return defaultfilters.date(template_localtime(given, context.use_tz), wanted)

    return value


@functools.lru_cache(maxsize=2048)
def _day(day: datetime.date, form: str, _language: str | None, _settings: int) -> Any:
    return defaultfilters.date(day, form)
