"""A product that was shown here and may not be any more: its page says so, without a star."""

import datetime
from dataclasses import dataclass

from catalog.catalogue.models import Category, Product
from marketplace.kernel.language import Words, words

from .cards import Card
from .lists import product_list


@dataclass(frozen=True)
class EndedProduct:
    title: Words
    slug: str
    criteria_set: Category | None
    similar: tuple[Card, ...]


def ended_product(public_id: str, *, on: datetime.date) -> EndedProduct | None:
    """An approved listing whose certificate is not live, with certified products of its kind.

    None for what was never approved: a draft, a rejected or withdrawn listing tells nothing.
    """
    product = (
        Product.objects.approved()
        .filter(public_id=public_id)
        .select_related("criteria_set")
        .only("title", "title_en", "slug", "criteria_set")
        .first()
    )
    if product is None:
        return None
    similar = (
        product_list(on=on, category=product.criteria_set, limit=4).cards
        if product.criteria_set
        else ()
    )
    return EndedProduct(
        title=words(product.title, product.title_en),
        slug=product.slug,
        criteria_set=product.criteria_set,
        similar=similar,
    )
