"""Lists of nodes as functions: what is fixed joined, the rest called in turn."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.template.base import Node, NodeList, TextNode
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe

from .place import Place, place_of

#: What a node (or a list of them) draws.
Draw = Callable[[Context, Place], str]
#: The nodes of each block of a page whose inheritance is resolved; None where Django resolves it.
Blocks = Mapping[str, NodeList] | None


class Fixed:
    """A node that draws the same at one place, whatever the page shows."""

    def __init__(self, node: Node) -> None:
        self.node = node


#: A text, a fixed node, a function; None: the node draws itself.
Piece = str | Fixed | Draw | None
Maker = Callable[[Any, Blocks], Piece]
_makers: dict[type[Node], Maker] = {}
#: The function of a simple tag or a filter → what does the same and is told the place.
_placed: dict[Callable[..., Any], Callable[..., Any]] = {}


class Unresolvable(Exception):
    """A block stands where only Django finds it."""


def makes(*kinds: type[Node]) -> Callable[[Maker], Maker]:
    """How nodes of exactly these kinds are drawn."""

    def register(maker: Maker) -> Maker:
        _makers.update(dict.fromkeys(kinds, maker))
        return maker

    return register


def at_a_place(function: Callable[..., Any]) -> Callable[[Any], Any]:
    """``@at_a_place(tag)``: what a simple tag, or a filter without arguments that ends an
    expression, does where the place is known; it comes first.

    Finding out language and URLconf takes as long as many a tag.
    """

    def register(placed: Any) -> Any:
        _placed[function] = placed
        return placed

    return register


def placed_of(function: Callable[..., Any]) -> Callable[..., Any] | None:
    return _placed.get(function)


class Quick(NodeList):
    """A list of nodes that becomes a function when it is first drawn; for Django it is what it was."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        super().__init__(nodes)
        self._draw: Draw | None = None

    def render(self, context: Context) -> SafeString:
        return mark_safe(self.draw(context, place_of(context)))  # noqa: S308  # drawn by templates

    def draw(self, context: Context, place: Place) -> str:
        if self._draw is None:
            self._draw = self.made()
        return self._draw(context, place)

    def made(self) -> Draw:
        return drawing(self, None)


def drawing(nodes: Iterable[Node], blocks: Blocks) -> Draw:
    """One function for these nodes. Raises Unresolvable."""
    draws: list[Draw | str] = []
    fixed: list[str | Node] = []
    for node in nodes:
        piece = _piece(node, blocks)
        if isinstance(piece, str):
            fixed.append(piece)
        elif isinstance(piece, Fixed):
            fixed.append(piece.node)
        else:
            _end(fixed, draws)
            fixed = []
            draws.append(piece or _itself(node))
    _end(fixed, draws)
    each = tuple(draws)
    if len(each) == 1 and not isinstance(each[0], str):
        return each[0]
    return lambda context, place: "".join(
        [one if isinstance(one, str) else one(context, place) for one in each]
    )


def _piece(node: Node, blocks: Blocks) -> Piece:
    if type(node) is TextNode:
        return str(node.s)
    maker = _makers.get(type(node))
    piece = maker(node, blocks) if maker else None
    if piece is None:
        if blocks is not None and node.get_nodes_by_type(BlockNode):
            raise Unresolvable
        quicken(node)
    return piece


def quicken(node: Node) -> None:
    """Lists within a node that draws itself."""
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if type(inner) is NodeList:
            setattr(node, name, Quick(inner))


def _itself(node: Node) -> Draw:
    render: Callable[[Context], str] = node.render_annotated  # type: ignore[assignment]
    return lambda context, _place: render(context)


def _end(fixed: list[str | Node], draws: list[Draw | str]) -> None:
    """A run of what is fixed, as one text or one function."""
    if not fixed:
        return
    if all(isinstance(one, str) for one in fixed):
        text = "".join(map(str, fixed))
        if text:
            draws.append(text)
        return
    draws.append(_run(tuple(fixed)))


def _run(fixed: tuple[str | Node, ...]) -> Draw:
    made: dict[Place, str] = {}

    def draw(context: Context, place: Place) -> str:
        known = made.get(place)
        if known is None:
            known = made[place] = "".join(
                [
                    one if isinstance(one, str) else str(one.render_annotated(context))
                    for one in fixed
                ]
            )
        return known

    return draw
