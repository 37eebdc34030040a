"""Reading of the catalogue. Everything shown begins with ``Product.objects.listed(on=day)``."""

from .cards import Card
from .detail import Pack, ProductDetail, product_detail
from .ended import ended_product
from .front import FrontPage, front_page
from .lists import ProductPage, Sort, product_list
from .review import listings_to_review
from .taxonomy import Branch, category_tree

__all__ = [
    "Branch",
    "Card",
    "FrontPage",
    "Pack",
    "ProductDetail",
    "ProductPage",
    "Sort",
    "category_tree",
    "ended_product",
    "front_page",
    "listings_to_review",
    "product_detail",
    "product_list",
]
