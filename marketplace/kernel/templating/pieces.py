"""A template drawn by itself, from values alone: a piece of a page."""

from typing import Any, cast

from django.template import Context, Template, loader
from django.utils.safestring import SafeString, mark_safe

from .drawing import Quick
from .place import Place


def draw_piece(name: str, values: dict[str, Any], place: Place) -> SafeString:
    """``render_to_string`` where the place is known and no request takes part."""
    template = cast("Template", loader.get_template(name).template)  # type: ignore[attr-defined]
    context = Context(values, autoescape=place[-1])
    if not isinstance(template.nodelist, Quick):
        return template.render(context)
    state = context.render_context
    context.template = state.template = template
    state.dicts.append({})
    return mark_safe(template.nodelist.draw(context, place))  # noqa: S308  # drawn by templates
