"""What somebody supplies wholesale, for pages of producers and suppliers."""

from django import template

from catalog.producers.models import Producer
from catalog.supply import wording
from catalog.supply.readiness import Check
from catalog.supply.suppliers import CheckShown, Offer, Supplier, supplier_of
from marketplace.kernel.clock import today

register = template.Library()

register.filter(wording.month_words)
register.filter(wording.standard_words)
register.filter(wording.price_words)
register.filter(wording.lead_time_words)
register.filter(wording.producer_type_words)


@register.simple_tag
def wholesale_of(producer: Producer) -> Supplier | None:
    """The producer's selling side, where it may be met today."""
    return supplier_of(producer, on=today())


@register.filter
def checks_of(offer: Offer) -> tuple[CheckShown, ...]:
    """Each check of readiness, passed or not."""
    return tuple(CheckShown(str(check.label), check.value in offer.checks) for check in Check)
