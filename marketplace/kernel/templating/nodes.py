"""How each kind of node is drawn. What is missing here, or unusual, draws itself."""

import functools
from collections.abc import Mapping
from typing import Any

from django.template.base import (
    FilterExpression,
    Template,
    VariableDoesNotExist,
    VariableNode,
)
from django.template.context import Context
from django.template.defaulttags import (
    CommentNode,
    ForNode,
    IfNode,
    LoadNode,
    URLNode,
    WithNode,
)
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, IncludeNode, construct_relative_path
from django.templatetags.i18n import BlockTranslateNode, GetCurrentLanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .conditions import condition_of
from .drawing import Blocks, Draw, Fixed, Piece, Quick, Unresolvable, drawing, makes, placed_of
from .place import Place
from .values import Value, shown, value_of

_TEXTS = (str, SafeString)
#: What stands in an address as it is said.
_ADDRESSED = frozenset({str, int, SafeString})


@makes(CommentNode, LoadNode)
def _nothing(_node: Any, _blocks: Blocks) -> Piece:
    return ""


@makes(VariableNode)
def _variable(node: VariableNode, _blocks: Blocks) -> Piece:
    expression = node.filter_expression
    function, arguments = expression.filters[-1] if expression.filters else (None, ())
    placed = placed_of(function) if function and not arguments else None
    if placed is not None:
        return _at_its_place(value_of(expression, but_last=True), placed)
    value = value_of(expression)

    def draw(context: Context, _place: Place) -> str:
        said = value(context)
        return said if type(said) is SafeString else shown(said, context)

    return draw


def _at_its_place(before: Value, placed: Any) -> Draw:
    """What a filter says that is told the place."""

    def draw(context: Context, place: Place) -> str:
        return shown(placed(place, before(context)), context)

    return draw


@makes(TranslateNode)
def _translate(node: TranslateNode, _blocks: Blocks) -> Piece:
    expression = node.filter_expression
    is_literal = expression.is_var and expression.var.lookups is None and not expression.filters
    context_is_literal = node.message_context is None or _literal(node.message_context) is not None
    return Fixed(node) if is_literal and context_is_literal and not node.asvar else None


@makes(StaticNode)
def _static(node: StaticNode, _blocks: Blocks) -> Piece:
    return Fixed(node) if node.varname is None and _literal(node.path) is not None else None


@makes(IfNode)
def _if(node: IfNode, blocks: Blocks) -> Piece:
    cases: list[tuple[Value | None, Draw]] = [
        (None if condition is None else condition_of(condition), drawing(nodes, blocks))
        for condition, nodes in node.conditions_nodelists
    ]

    def draw(context: Context, place: Place) -> str:
        for condition, branch in cases:
            try:
                holds = condition is None or condition(context)
            except VariableDoesNotExist:
                holds = False
            if holds:
                return branch(context, place)
        return ""

    return draw


@makes(ForNode)
def _for(node: Any, blocks: Blocks) -> Piece:
    sequence = value_of(node.sequence, or_none=True)
    body, empty = drawing(node.nodelist_loop, blocks), drawing(node.nodelist_empty, blocks)
    names, is_reversed = tuple(node.loopvars), node.is_reversed

    def draw(context: Context, place: Place) -> str:
        outer = context["forloop"] if "forloop" in context else {}  # noqa: SIM401  # no mapping
        held: dict[str, Any] = {}
        context.dicts.append(held)
        try:
            values = sequence(context)
            if values is None:
                values = ()
            if not hasattr(values, "__len__"):
                values = list(values)
            if not values:
                return empty(context, place)
            loop = held["forloop"] = {"parentloop": outer}
            drawn = []
            count = len(values)
            for number, item in enumerate(reversed(values) if is_reversed else values):
                loop["counter0"], loop["counter"] = number, number + 1
                loop["revcounter"], loop["revcounter0"] = count - number, count - number - 1
                loop["first"], loop["last"] = number == 0, number == count - 1
                if len(names) == 1:
                    held[names[0]] = item
                    drawn.append(body(context, place))
                else:
                    drawn.append(_within(body, context, place, _parts(item, names)))
            return "".join(drawn)
        finally:
            context.dicts.pop()

    return draw


def _parts(item: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What several names of a loop take of an item."""
    try:
        parts = len(item)
    except TypeError:
        parts = 1
    if parts != len(names):
        raise ValueError(f"Need {len(names)} values to unpack in for loop; got {parts}. ")
    return dict(zip(names, item, strict=True))


@makes(WithNode)
def _with(node: WithNode, blocks: Blocks) -> Piece:
    values = _values(node.extra_context)
    body = drawing(node.nodelist, blocks)
    return lambda context, place: _within(body, context, place, _resolved(values, context))


@makes(BlockNode)
def _block(node: BlockNode, blocks: Blocks) -> Piece:
    if blocks is None:
        return None
    found = blocks[node.name]
    outside = {name: nodes for name, nodes in blocks.items() if name != node.name}
    try:
        body = drawing(found, outside)
    except KeyError as error:  # within itself
        raise Unresolvable from error
    return lambda context, place: _within(body, context, place, {})


@makes(IncludeNode)
def _include(node: Any, _blocks: Blocks) -> Piece:
    literal = _literal(node.template)
    if literal is None:
        return None
    name = str(construct_relative_path(node.origin.template_name, literal))
    values = _values(node.extra_context)
    is_isolated = node.isolated_context
    found: list[Template] = []

    def draw(context: Any, place: Place) -> str:
        if not found:
            found.append(context.template.engine.get_template(name))
        given = _resolved(values, context)
        if is_isolated:
            return _included(found[0], context.new(given), place)
        context.dicts.append(given)
        try:
            return _included(found[0], context, place)
        finally:
            context.dicts.pop()

    return draw


def _included(template: Template, context: Context, place: Place) -> str:
    """``template.render`` within another one."""
    if not isinstance(template.nodelist, Quick):
        return str(template.render(context))
    state = context.render_context
    before, state.template = state.template, template
    state.dicts.append({})
    try:
        return template.nodelist.draw(context, place)
    finally:
        state.template = before
        state.dicts.pop()


@makes(SimpleNode)
def _simple(node: SimpleNode, _blocks: Blocks) -> Piece:
    arguments = [value_of(one) for one in node.args]
    named = _values(node.kwargs)
    function, takes_context, target = node.func, node.takes_context, node.target_var
    placed = placed_of(function)
    function = placed or function

    def draw(context: Context, place: Place) -> str:
        given = [value(context) for value in arguments]
        if takes_context:
            given.insert(0, context)
        if placed:
            given.insert(0, place)
        made = function(*given, **_resolved(named, context))
        if target is not None:
            context[target] = made
            return ""
        if type(made) is SafeString or not context.autoescape:
            return made if isinstance(made, str) else str(made)
        return str(conditional_escape(made))

    return draw


@makes(GetCurrentLanguageNode)
def _language(node: Any, _blocks: Blocks) -> Piece:
    name = node.variable

    def draw(context: Context, place: Place) -> str:
        context[name] = place[0]
        return ""

    return draw


@makes(URLNode)
def _url(node: URLNode, _blocks: Blocks) -> Piece:
    name = _literal(node.view_name)
    if name is None or node.kwargs:
        return None
    arguments, target = [value_of(one) for one in node.args], node.asvar
    if target is not None:
        return None

    def draw(context: Context, place: Place) -> str:
        given = tuple([value(context) for value in arguments])
        kinds = tuple(map(type, given))
        if _ADDRESSED.issuperset(kinds):
            return _address(name, given, kinds, _application(context), place)
        return str(node.render_annotated(context))

    return draw


@functools.lru_cache(maxsize=8192)
def _address(
    name: str,
    arguments: tuple[Any, ...],
    _kinds: tuple[type, ...],
    application: str | None,
    place: Place,
) -> str:
    address = reverse(name, args=arguments, current_app=application)
    return str(conditional_escape(address)) if place[-1] else address


def _application(context: Context) -> str | None:
    request = getattr(context, "request", None)
    if request is None:
        return None
    try:
        return request.current_app
    except AttributeError:
        return getattr(getattr(request, "resolver_match", None), "namespace", None)


@makes(BlockTranslateNode)
def _block_translate(node: BlockTranslateNode, _blocks: Blocks) -> Piece:
    """A sentence with values in it; numbers that change its words are left to Django."""
    if node.plural or node.message_context or node.asvar:
        return None
    message, names = node.render_token_list(node.singular)
    values = _values(node.extra_context)
    sentences: dict[Place, str] = {}

    def draw(context: Context, place: Place) -> str:
        context.dicts.append(_resolved(values, context))
        try:
            told = {name: shown(context.get(name, ""), context) for name in names}
        finally:
            context.dicts.pop()
        sentence = sentences.get(place)
        if sentence is None:
            sentence = sentences[place] = str(gettext(message))
        try:
            return sentence % told
        except (KeyError, ValueError):
            return str(node.render_annotated(context))

    return draw


def _within(body: Draw, context: Context, place: Place, held: dict[str, Any]) -> str:
    context.dicts.append(held)
    try:
        return body(context, place)
    finally:
        context.dicts.pop()


def _literal(expression: FilterExpression) -> str | None:
    """The text of an expression that is written in the template as it is."""
    if expression.is_var or expression.filters or type(expression.var) not in _TEXTS:
        return None
    return str(expression.var)


def _values(expressions: Mapping[str, FilterExpression]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, value_of(one)) for name, one in expressions.items())


def _resolved(values: tuple[tuple[str, Value], ...], context: Context) -> dict[str, Any]:
    if not values:
        return {}
    return {name: value(context) for name, value in values}
