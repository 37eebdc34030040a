"""The loader that settings name: Django's cached one, whose templates are drawn by functions."""

import re
from typing import Any

from django.template.base import Origin, Template, TextNode
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode, ExtendsNode
from django.template.loaders import cached

from . import nodes  # noqa: F401  # registers how nodes are drawn
from .drawing import Draw, Quick, Unresolvable, drawing
from .place import Place

#: Asks what a block would be without this template: Django knows.
_OF_BLOCKS = re.compile(r"\{[{%][^}]*\bblock\.")


class Loader(cached.Loader):
    """Not where templates are debugged (their errors are told by node), nor where what is missing is
    to be shown.
    """

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        engine = template.engine
        if not (engine.debug or engine.string_if_invalid or isinstance(template.nodelist, Quick)):
            template.nodelist = _Page(template)
        return template


class _Page(Quick):
    """All of a template, drawn for itself or, where Django resolves the inheritance, as a parent."""

    def __init__(self, template: Template) -> None:
        super().__init__(template.nodelist)
        self._template = template
        self._as_parent: Draw | None = None

    def draw(self, context: Context, place: Place) -> str:
        if BLOCK_CONTEXT_KEY not in context.render_context:
            return super().draw(context, place)
        if self._as_parent is None:
            self._as_parent = super().made()
        return self._as_parent(context, place)

    def made(self) -> Draw:
        try:
            return _resolved(self._template) or super().made()
        except Unresolvable:
            return super().made()


def _resolved(template: Template) -> Draw | None:
    """A template that extends others, with every block in its place; None for any other."""
    family, seen = [template], []
    blocks: dict[str, BlockNode] = {}
    while (extends := _extends(family[-1])) is not None:
        parent = extends.parent_name
        if parent.is_var or parent.filters or not isinstance(parent.var, str):
            return None
        blocks = extends.blocks | blocks
        seen.append(extends.origin)
        found, _origin = template.engine.find_template(parent.var, skip=seen)
        family.append(found)
    if len(family) == 1 or any(_OF_BLOCKS.search(one.source) for one in family):
        return None
    root = family[-1].nodelist
    own: Any = root.get_nodes_by_type(BlockNode)
    blocks = {one.name: one for one in own} | blocks
    return drawing(root, {name: block.nodelist for name, block in blocks.items()})


def _extends(template: Template) -> Any:
    first = next((node for node in template.nodelist if not isinstance(node, TextNode)), None)
    return first if isinstance(first, ExtendsNode) else None
