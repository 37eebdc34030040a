"""Demands and their choices in words."""

from django import template
from django.forms import BoundField
from django.utils.translation import gettext as _

from search.matching.demands.words import line_words
from search.matching.models import Demand

register = template.Library()


@register.filter
def wanted(demand: Demand) -> str:
    """Its lines; read them before."""
    return "; ".join(line_words(line) for line in demand.criteria.lines)


@register.filter
def chosen(field: BoundField) -> str:
    """The names of the boxes that are ticked."""
    values = {str(value) for value in field.value() or []}
    names = [str(label) for value, label in field.field.choices if str(value) in values]  # type: ignore[attr-defined]
    return ", ".join(names) or _("none chosen")
