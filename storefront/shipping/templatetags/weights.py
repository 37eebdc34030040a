"""Grams as people read them."""

from decimal import Decimal

from django import template

from catalog.catalogue.units import content

register = template.Library()


@register.filter
def weight(grams: int) -> str:
    """ "500 g", "1,5 kg", in the page's language."""
    return content(Decimal(grams), "g")
