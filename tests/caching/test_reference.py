"""What processes hold in memory of reference data: an edit is shown without a restart."""

import pytest
from django.db import connection
from django.test import Client

from catalog.catalogue.selectors import category_tree
from marketplace.caching import stamps
from marketplace.geography.selectors import province_list
from search import menus
from tests.factories import make_product


def by_another_process(statement: str) -> None:
    """Nothing of this process's Python is told."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "address"),
    [
        (
            "UPDATE catalogue_category SET name = 'Nhóm có tên mới' WHERE code = 'S1'",
            "/category/S1/",
        ),
        (
            "UPDATE geography_province SET name_vi = 'Tỉnh có tên mới' WHERE slug = 'lam-dong'",
            "/products/",
        ),
    ],
)
def test_an_edit_elsewhere_is_shown_at_once(own_database, today, statement, address):
    make_product("Mứt dâu")
    assert "có tên mới" not in Client().get(address).content.decode()
    menus.regions(), category_tree(), menus.known_values(), province_list()

    by_another_process(statement)

    assert "có tên mới" in Client().get(address).content.decode()


def test_what_is_no_reference_data_leaves_the_memory_as_it_is(own_database, today):
    stamps.read()
    before = stamps.reference()

    make_product("Mứt dâu")
    stamps.read()

    assert stamps.reference() == before
    assert province_list() is province_list()
