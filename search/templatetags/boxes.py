"""The boxes of a facet. A list has some three hundred: as a template they were half of its time."""

import functools

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.facets import Facets, Group

register = template.Library()


@register.simple_tag
@functools.lru_cache(maxsize=256)
def facet_panel(facets: Facets) -> SafeString:
    """All facets of a list, as they were drawn before where they are the same."""
    return mark_safe(render_to_string("search/facet_panel.html", {"facets": facets}))  # noqa: S308


@register.simple_tag
def facet_boxes(group: Group) -> SafeString:
    """A box with its label and count for each option of a group."""
    made = [_begin_group(group.label)]
    for option in group.options:
        begin = _begin(option.name, option.value, option.label, option.is_chosen)
        counted = "" if option.count is None else f'<span class="facet-count">{option.count}</span>'
        made.append(f"{begin}{counted}</label>")
    made.append("</div>")
    return mark_safe("".join(made))  # noqa: S308  # escaped below


@functools.lru_cache(maxsize=512)
def _begin_group(label: str) -> str:
    if not label:
        return '<div class="facet-group">'
    words = escape(label)
    return (
        f'<div class="facet-group" role="group" aria-label="{words}">'
        f'<p class="small muted" aria-hidden="true">{words}</p>'
    )


@functools.lru_cache(maxsize=2048)
def _begin(name: str, value: str, label: str, is_chosen: bool) -> str:
    """All but the count, which alone changes from list to list."""
    name, value = escape(name), escape(value)
    checked = " checked" if is_chosen else ""
    return (
        f'<label for="f-{name}-{value}"><input type="checkbox" id="f-{name}-{value}"'
        f' name="{name}" value="{value}"{checked}><span>{escape(label)}</span>'
    )
