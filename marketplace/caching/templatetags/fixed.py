"""``{% fixed %}…{% endfixed %}``: the frame's parts that no page changes (caching.fixed)."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context

from marketplace.caching.fixed import Fixed

register = template.Library()


class FixedNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._fixed = Fixed()

    def render(self, context: Context) -> str:
        return self._fixed(lambda: self.nodelist.render(context))


@register.tag
def fixed(parser: Parser, _token: Token) -> FixedNode:
    """What stands within reads no row, no day and no request."""
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return FixedNode(nodelist)
