"""Prepared queries answer what Django's own would, whatever the values."""

import datetime

import pytest
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper
from django.test.utils import CaptureQueriesContext

from catalog.catalogue.models import Product
from catalog.catalogue.selectors.packs import open_vendors
from catalog.partner.models import StockRecord
from marketplace.kernel.prepared import Prepared, several
from tests.factories import make_pack, make_product

pytestmark = pytest.mark.django_db


@Prepared
def named(ids: list[int], title: str):
    return Product.objects.filter(pk__in=ids, title=title).order_by("pk").values_list("pk", "title")


@Prepared
def whole(ids: list[int]):
    return Product.objects.filter(pk__in=ids).order_by("pk").select_related("producer__province")


@Prepared
def stock(product_ids: list[int], on: datetime.date):
    return (
        StockRecord.objects.filter(product__parent__in=product_ids)
        .annotate(is_sold=ExpressionWrapper(open_vendors(on=on), output_field=BooleanField()))
        .select_related("product", "partner__vendor__ships_from")
    )


def test_each_call_sees_its_own_values_and_the_rows_of_now():
    made = [make_product("Xoài") for _number in range(5)]
    ids = [product.pk for product in made]
    for upto in range(1, 6):
        assert named(ids=ids[:upto], title="Xoài") == [(pk, "Xoài") for pk in ids[:upto]]
    assert named(ids=ids, title="Chanh") == []
    Product.objects.filter(pk=ids[2]).update(title="Chanh")
    assert named(ids=ids, title="Chanh") == [(ids[2], "Chanh")]
    assert named(ids=ids[:2], title="Chanh") == []


def test_nothing_asked_for_is_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert named(ids=[], title="Xoài") == []


def test_a_query_without_values_is_asked():
    product = make_product("Xoài")
    every = Prepared(lambda: Product.objects.filter(parent=None).order_by("pk").values_list("pk"))

    assert (product.pk,) in every()


def test_long_lists_are_asked_for_all_the_same():
    product = make_product("Xoài")

    assert named(ids=[*range(10**9, 10**9 + 300), product.pk], title="Xoài") == [
        (product.pk, "Xoài")
    ]


def test_instances_come_with_what_was_selected(django_assert_num_queries):
    product = make_product("Xoài")

    with django_assert_num_queries(1):
        (found,) = whole(ids=[product.pk])
        assert found == product
        assert found.producer.province == product.producer.province


def test_dates_amounts_and_annotations_are_converted(today):
    pack = make_pack(price=50_000)

    for day in (today, today + datetime.timedelta(days=1)):
        (record,) = stock(product_ids=[pack.parent_id], on=day)
        assert (record.price, record.is_sold, record.product) == (50_000, True, pack)


def test_a_value_that_arrives_changed_is_refused():
    begins = Prepared(lambda title: Product.objects.filter(title__startswith=title))

    with pytest.raises(ValueError, match="not among the query's parameters"):
        begins(title="Xo")


def test_columns_are_read_without_making_instances(today, django_assert_num_queries):
    pack = make_pack(price=50_000)
    commune = pack.stockrecords.get().partner.vendor.ships_from

    with django_assert_num_queries(1):
        (row,) = stock.rows(product_ids=[pack.parent_id], on=today)
        assert (row["price"], row["is_sold"]) == (50_000, True)
        assert row["product__parent_id"] == pack.parent_id
        assert row["partner__vendor__ships_from__name_vi"] == commune.name_vi
        assert row.instance().product == pack
    assert stock.rows(product_ids=[], on=today) == []
    (named_row,) = named.rows(ids=[pack.parent_id], title=pack.parent.title)
    assert (named_row["pk"], named_row["title"]) == (pack.parent_id, pack.parent.title)
    with pytest.raises(TypeError):
        named_row.instance()


def test_several_columns_are_read_at_once_of_rows_and_of_mappings(today):
    pack = make_pack(make_product("Xoài"), price=45_000)
    (row,) = stock.rows(product_ids=[pack.parent_id], on=today)
    names = ("product__net_quantity", "price", "product__public_id", "is_sold")
    assert several(row, names) == tuple(row[name] for name in names)
    assert several({"a": 1, "b": 2, "c": 3}, ("c", "a")) == (3, 1)


def test_constants_and_values_stand_in_their_places():
    product = make_product("Xoài 100%s")
    odd = Prepared(
        lambda ids: Product.objects.filter(
            pk__in=ids, listing_state="approved", is_public=True, title="Xoài 100%s"
        ).values_list("pk")
    )

    with CaptureQueriesContext(connection) as captured:
        assert odd(ids=[product.pk]) == [(product.pk,)]
        assert odd(ids=[product.pk + 1]) == []
    assert all("'approved'" in query["sql"] for query in captured)
