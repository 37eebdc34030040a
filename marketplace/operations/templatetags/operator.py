"""Who runs the marketplace, for the footer and the pages of law."""

from django import template

from marketplace.operations.operator import Operator
from marketplace.operations.operator import operator as _operator

register = template.Library()


@register.simple_tag
def operator() -> Operator:
    """The operator as the settings state it."""
    return _operator()
