"""Blocks by themselves: what they keep, what they refuse, what they ask for."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from catalog.catalogue.models import Product
from catalog.catalogue.season import bits
from catalog.catalogue.selectors.shelves import Shelf
from cms.blocks.body import BodyBlock
from cms.blocks.calls import CallBlock
from cms.blocks.goods import ShelfBlock, shelf_of
from cms.choosers import ProductChooserBlock
from cms.months import MonthsField
from cms.supplies.needs import Link
from cms.supplies.points import points
from marketplace.geography.outlines import HEIGHT, WIDTH
from tests.factories import make_product

DAY = datetime.date(2026, 11, 23)
QUERY = {"province": "", "criteria_set": "", "words": "", "star": "", "in_season": False}


def shelf(**values):
    block = ShelfBlock()
    given = {"heading": "Kệ", "products": [], "query": QUERY, "limit": 6} | values
    return block, block.normalize(given)


def call(**values):
    block = CallBlock()
    given = {"title": "Xem", "text": "", "words": "Xem", "page": None, "address": ""} | values
    return block, block.normalize(given)


def test_choosers_read_nothing_and_keep_numbers(django_assert_num_queries, db):
    block = ProductChooserBlock(required=False)

    with django_assert_num_queries(0):
        assert block.bulk_to_python([7, None, 8]) == [7, None, 8]
        assert block.to_python(7) == 7
        assert block.get_prep_value(7) == 7


@pytest.mark.django_db
def test_choosers_take_only_what_there_is_and_name_it_to_the_editor():
    product = make_product()
    block = ProductChooserBlock()

    assert block.clean(str(product.pk)) == product.pk
    assert block.normalize(product) == product.pk
    assert block.get_form_state(product.pk)["title"] == str(product)
    assert list(block.extract_references(product.pk)) == [(Product, str(product.pk), "", "")]
    for wrong in (None, "0"):
        with pytest.raises(ValidationError):
            block.clean(wrong)


@pytest.mark.django_db
def test_a_shelf_that_asks_for_nothing_is_refused_and_shows_nothing():
    block, empty = shelf()

    assert shelf_of(empty) is None
    assert block.needs(empty).shelf is None
    with pytest.raises(ValidationError):
        block.clean(empty)


def test_a_shelf_asks_by_hand_or_by_what_it_is():
    _block, by_hand = shelf(products=[3, None, 5])
    _block, by_query = shelf(query=QUERY | {"province": "hue", "star": "4", "in_season": True})

    assert shelf_of(by_hand) == Shelf(products=(3, 5))
    assert shelf_of(by_query) == Shelf(province="hue", star=4, in_season=True)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example/", "/a b"])
def test_a_call_leads_only_within_or_by_https(address):
    block, value = call(address=address)

    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.django_db
def test_a_call_leads_somewhere_and_to_one_place():
    block, nowhere = call()
    _block, within = call(address="/products/")
    _block, page = call(page=4)

    with pytest.raises(ValidationError):
        block.clean(nowhere)
    assert block.clean(within)["address"] == "/products/"
    assert block.shown(within, on=DAY, links={}) == "/products/"
    assert block.shown(page, on=DAY, links={4: Link("Xoài", "/province/hue/")}) == "/province/hue/"
    assert block.shown(page, on=DAY, links={}) == ""
    assert block.needs(page).pages == (4,)


def test_points_are_numbered_and_lie_in_the_part_that_is_shown():
    found = points(
        [("Cao Lãnh", 10.46, 105.63, None), ("Sa Đéc", 10.29, 105.76, Link("Sa Đéc", "/x/"))]
    )

    x, y, width, height = found.box
    assert [(one.number, one.name, one.url) for one in found.points] == [
        (1, "Cao Lãnh", ""),
        (2, "Sa Đéc", "/x/"),
    ]
    assert width == height
    for one in found.points:
        assert x <= one.x <= x + width
        assert y <= one.y <= y + height


@pytest.mark.parametrize("place", [(8.6, 104.7), (23.3, 105.3), (8.64, 111.92)])
def test_a_map_never_leaves_the_drawing(place):
    x, y, width, height = points([("Nơi xa", *place, None)]).box

    assert x >= 0
    assert y >= 0
    assert x + width <= WIDTH
    assert y + height <= HEIGHT


def test_months_are_boxes_for_the_editor_and_bits_for_the_page():
    field = MonthsField()

    assert field.clean(["5", "6"]) == bits([5, 6])
    assert field.clean([]) == 0
    assert field.clean([str(month) for month in range(1, 13)]) == 0
    assert field.prepare_value(bits([5, 6])) == [5, 6]
    assert not field.has_changed(bits([5, 6]), ["5", "6"])
    assert field.has_changed(bits([5, 6]), ["5"])


def test_every_block_has_its_template_and_its_group():
    for name, block in BodyBlock().child_blocks.items():
        assert block.meta.template == f"cms/blocks/{name}.html"
        assert block.meta.group
        assert block.label
