"""What a buyer can do about something that cannot be ordered: one sentence and one place to go."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from catalog.partner.sale import Obstacle


@dataclass(frozen=True)
class Advice:
    """``url`` is where ``action`` leads; ``waits`` says that it may come back by itself."""

    text: str | Promise
    action: str | Promise
    url: str
    waits: bool


_WAIT = _("Save it for later, and ask on its page to be told when it is back.")
_TEXTS: dict[str, str | Promise] = {
    Obstacle.CERTIFICATE: _("Its star shows again once the certificate is renewed. Save it."),
    Obstacle.LISTING: _("Look for a similar product, or take it out."),
    Obstacle.VENDOR: _("Look for a similar product, or save it for later."),
    Obstacle.CLOSED: _("Save it for later; the seller opens again soon."),
    Obstacle.PRICE: _("Save it for later; the seller will state a new price."),
    Obstacle.MEDICINE: _("Take it out; its page says who makes it."),
    Obstacle.LICENCE: _("Save it for later, or look for a similar product."),
    Obstacle.SERVICE: _("Take it out; its page says who the host is and how to book."),
    Obstacle.SOLD_OUT: _WAIT,
}
_ON_ITS_PAGE = (Obstacle.SOLD_OUT, Obstacle.SERVICE, Obstacle.CLOSED, Obstacle.PRICE)
_WAITS = frozenset(
    {
        Obstacle.CERTIFICATE,
        Obstacle.VENDOR,
        Obstacle.CLOSED,
        Obstacle.PRICE,
        Obstacle.LICENCE,
        Obstacle.SOLD_OUT,
    }
)


def advice(problem: Obstacle, recognised: Product) -> Advice:
    """Reads ``recognised.criteria_set``: select it before."""
    action: Any = _("See similar products")
    criteria_set = recognised.criteria_set
    url = reverse("catalogue:index")
    if problem in _ON_ITS_PAGE:
        action, url = _("To its page"), recognised.get_absolute_url()
    elif criteria_set is not None:
        url = reverse("catalogue:category", args=[criteria_set.code])
    return Advice(text=_TEXTS[problem], action=action, url=url, waits=problem in _WAITS)
