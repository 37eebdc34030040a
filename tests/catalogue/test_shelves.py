"""Shelves of a page: by hand or by query, three queries for all, only what is certified today."""

import pytest

from catalog.catalogue.season import bits
from catalog.catalogue.selectors.shelves import Shelf, fill_shelves
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def ids(shelf):
    return [card.public_id for card in shelf]


def test_all_shelves_of_a_page_take_three_queries(today, django_assert_num_queries):
    one, two = make_product(star=3), make_product(star=5)
    asked = [
        Shelf(products=(one.pk, two.pk)),
        Shelf(products=(two.pk,)),
        Shelf(star=4),
        Shelf(),
        Shelf(limit=1),
        Shelf(code="nothing"),
    ]
    fill_shelves(asked, on=today)

    with django_assert_num_queries(3):
        filled = fill_shelves(asked, on=today).shelves

    assert [ids(shelf) for shelf in filled] == [
        [one.public_id, two.public_id],
        [two.public_id],
        [two.public_id],
        [two.public_id, one.public_id],
        [two.public_id],
        [],
    ]


def test_no_shelf_asks_nothing(today, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert fill_shelves([], on=today).shelves == ()


def test_a_product_leaves_its_shelf_by_the_date_alone(today):
    product = make_product(last_day=today)
    shelf = Shelf(products=(product.pk,))

    assert ids(fill_shelves([shelf], on=today).shelves[0]) == [product.public_id]
    assert fill_shelves([shelf], on=today.replace(day=24)).shelves == ((),)


def test_what_is_out_of_season_stays_and_says_so(today):
    product = make_product(season_months=bits([5, 6]))

    (card,) = fill_shelves([Shelf(products=(product.pk,))], on=today).shelves[0]
    assert "05/2027" in str(card.note)
    assert fill_shelves([Shelf(in_season=True)], on=today).shelves == ((),)


def test_what_grows_all_year_is_on_no_shelf_of_the_season(today):
    make_product()
    seasonal = make_product(season_months=bits([11]))

    everything, now = fill_shelves([Shelf(), Shelf(in_season=True)], on=today).shelves

    assert len(everything) == 2
    assert ids(now) == [seasonal.public_id]
