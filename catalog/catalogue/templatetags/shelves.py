"""Shelves of products for pages that stand beside or below the catalogue: producers, front page."""

from django import template

from catalog.catalogue.menu import MenuSector, menu
from catalog.catalogue.selectors import Branch, ProductPage, category_tree, in_season_now
from catalog.catalogue.selectors import product_list as _product_list
from catalog.catalogue.selectors.taxonomy import sectors
from catalog.producers.models import Producer
from marketplace.geography.models import Province
from marketplace.kernel.clock import today

register = template.Library()


@register.simple_tag
def products_of(producer: Producer) -> ProductPage:
    """What a producer has on the shelf today."""
    return _product_list(on=today(), producer=producer)


@register.simple_tag
def newest_products(limit: int = 8) -> ProductPage:
    """The products that came in last."""
    return _product_list(on=today(), limit=limit)


@register.simple_tag
def products_in_season(limit: int = 4) -> ProductPage:
    """Products whose season is this month."""
    return in_season_now(on=today(), limit=limit)


@register.simple_tag
def all_sectors() -> list[Branch]:
    """The six sectors."""
    return sectors(category_tree())


@register.simple_tag
def all_provinces() -> list[Province]:
    """The 34 provinces with their regions, north to south as the regions stand."""
    return list(Province.objects.select_related("region").order_by("region__position", "name_vi"))


@register.simple_tag
def menu_sectors() -> tuple[MenuSector, ...]:
    """The sectors and their groups for the frame's menu; no query."""
    return menu()
