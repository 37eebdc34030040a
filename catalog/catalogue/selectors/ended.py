"""A product that was shown here and may not be any more: its page says so, without a star."""

import datetime
from dataclasses import dataclass

from catalog.catalogue import registries
from catalog.catalogue.models import Category
from catalog.catalogue.pictures import pictures_of
from catalog.catalogue.registries import Past
from catalog.producers.models import Producer
from marketplace.kernel.language import Words, words
from marketplace.pictures.values import Picture

from .cards import Card, cards
from .similar import family


@dataclass(frozen=True)
class EndedProduct:
    """``past``: what became of its certificate, in words."""

    title: Words
    slug: str
    producer: Producer | None
    criteria_set: Category | None
    picture: Picture
    past: Past | None
    similar: tuple[Card, ...]


def ended_product(public_id: str, *, on: datetime.date) -> EndedProduct | None:
    """An approved listing whose certificate is not live, with certified products of its kind.

    None for what was never approved: a draft, a rejected or withdrawn listing tells nothing.
    Five queries.
    """
    found = family(public_id, on=on)
    if found is None:
        return None
    product = found.product
    return EndedProduct(
        title=words(product.title, product.title_en),
        slug=product.slug,
        producer=product.producer,
        criteria_set=product.criteria_set,
        picture=pictures_of(product)[0],
        past=registries.past(product.pk, on=on),
        similar=cards(found.alike, on=on),
    )
