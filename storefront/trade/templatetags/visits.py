"""Services of hosts on pages that stand beside the shop, with the way to ask for a visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from catalog.catalogue.selectors import Card
from catalog.partner.models import VisitTerms
from catalog.partner.visits import visits_of
from marketplace.kernel.clock import today

register = template.Library()


@dataclass(frozen=True)
class Visit:
    """``terms``: None where the host has stated none, so that nobody can ask here."""

    card: Card
    terms: VisitTerms | None


@register.inclusion_tag("trade/visits_here.html")
def visits_here(cards: Iterable[Card], heading: str) -> dict[str, Any]:
    """The services on ``cards`` under a heading; one query, nothing without cards."""
    shown = list(cards)
    stated = visits_of((card.public_id for card in shown), on=today())
    return {
        "heading": heading,
        "visits": [Visit(card, stated.get(card.public_id)) for card in shown],
    }
