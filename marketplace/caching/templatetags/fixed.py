"""``{% fixed %}…{% endfixed %}``: the frame's parts that no page changes (caching.fixed)."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context

from marketplace.caching.fixed import Fixed
from marketplace.kernel.templating.drawing import Blocks, Piece, drawing, makes
from marketplace.kernel.templating.place import Place

register = template.Library()


class FixedNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.kept = Fixed()

    def render(self, context: Context) -> str:
        return self.kept(lambda: self.nodelist.render(context))


@makes(FixedNode)
def _fixed(node: FixedNode, blocks: Blocks) -> Piece:
    body, kept = drawing(node.nodelist, blocks), node.kept

    def draw(context: Context, place: Place) -> str:
        return kept(lambda: body(context, place), place[0])

    return draw


@register.tag
def fixed(parser: Parser, _token: Token) -> FixedNode:
    """What stands within reads no row, no day and no request."""
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return FixedNode(nodelist)
