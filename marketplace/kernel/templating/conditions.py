"""Conditions of ``{% if %}`` as functions."""

import operator
from collections.abc import Callable
from typing import Any

from django.template.context import Context
from django.template.defaulttags import TemplateLiteral

from .values import Value, value_of

_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda one, other: one in other,
    "not in": lambda one, other: one not in other,
}


def condition_of(token: Any) -> Value:
    """``token.eval``: an operator that fails is false."""
    if isinstance(token, TemplateLiteral):
        expression: Any = token.value
        return value_of(expression, or_none=True)
    if token.id in {"and", "or"}:
        return _joined(condition_of(token.first), condition_of(token.second), token.id == "and")
    if token.id == "not":
        return _denied(condition_of(token.first))
    if token.id in _COMPARED:
        return _compared(condition_of(token.first), condition_of(token.second), _COMPARED[token.id])
    evaluate: Value = token.eval
    return evaluate


def _joined(first: Value, second: Value, both: bool) -> Value:
    def value(context: Context) -> Any:
        try:
            if both:
                return first(context) and second(context)
            return first(context) or second(context)
        except Exception:
            return False

    return value


def _denied(one: Value) -> Value:
    def value(context: Context) -> Any:
        try:
            return not one(context)
        except Exception:
            return False

    return value


def _compared(first: Value, second: Value, compare: Callable[[Any, Any], Any]) -> Value:
    def value(context: Context) -> Any:
        try:
            return compare(first(context), second(context))
        except Exception:
            return False

    return value
