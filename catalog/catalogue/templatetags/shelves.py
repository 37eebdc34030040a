"""Shelves of products for pages that stand beside or below the catalogue: producers, front page."""

import datetime

from django import template

from catalog.catalogue.menu import MenuSector, menu
from catalog.catalogue.selectors import Branch, FrontPage, ProductPage, category_tree, front_page
from catalog.catalogue.selectors import product_list as _product_list
from catalog.catalogue.selectors.taxonomy import sectors
from catalog.producers.models import Producer
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list
from marketplace.kernel.clock import today

register = template.Library()


@register.simple_tag
def products_of(producer: Producer) -> ProductPage:
    """What a producer has on the shelf today."""
    return _product_list(on=today(), producer=producer)


@register.simple_tag
def front_shelves() -> FrontPage:
    """What is in season, newly certified and of five stars today."""
    return front_page(on=today())


@register.simple_tag
def all_sectors() -> list[Branch]:
    """The six sectors."""
    return sectors(category_tree())


@register.simple_tag
def all_provinces() -> list[Province]:
    """The 34 provinces with their regions, north to south as the regions stand; no query."""
    return sorted(province_list(), key=lambda province: province.region.position)


@register.simple_tag
def this_month() -> datetime.date:
    """Today, for a page that names the month."""
    return today()


@register.simple_tag
def menu_sectors() -> tuple[MenuSector, ...]:
    """The sectors and their groups for the frame's menu; no query."""
    return menu()
