"""The stamp changes with the rows, in their transaction, on both databases."""

import threading

import pytest
from django.db import connection, connections, transaction
from oscar.core.loading import get_model

from catalog.catalogue.models import Product, StandardHeld
from catalog.catalogue.selectors.packs import COUNTED
from catalog.partner.stock import reserve
from marketplace.caching import stamps
from tests.factories import make_pack, make_product, stock_of


def test_bulk_updates_raw_sql_and_deletions_make_a_new_stamp(own_database):
    product = make_product()
    seen = [stamps.digest()]

    Product.objects.filter(pk=product.pk).update(title="Khác")
    seen.append(stamps.digest())
    StandardHeld.objects.bulk_create([StandardHeld(product=product, code="vietgap")])
    seen.append(stamps.digest())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_standardheld")
    seen.append(stamps.digest())

    assert len(set(seen)) == len(seen)


def test_what_pages_do_not_show_makes_none(own_database):
    pack = make_pack(stock=COUNTED + 5)
    before = stamps.read()

    get_model("basket", "Basket").objects.create()
    assert reserve(stock_of(pack).pk, 3)

    assert stamps.read() == before


def test_a_sale_that_pages_show_makes_a_new_one(own_database):
    pack = make_pack(stock=COUNTED)
    before = stamps.read()

    assert reserve(stock_of(pack).pk, 1)

    assert stamps.read() != before


def test_a_price_makes_a_new_one(own_database):
    pack = make_pack(price=50_000)
    before = stamps.read()

    get_model("partner", "StockRecord").objects.filter(product=pack).update(price=60_000)

    assert stamps.read() != before


def test_a_transaction_rolled_back_leaves_the_stamp_and_its_own_never_comes_again(own_database):
    product = make_product()
    before = stamps.read()
    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(title="Nie")
        within = stamps.read()
        transaction.set_rollback(True)

    after = stamps.read()
    Product.objects.filter(pk=product.pk).update(title="Doch")

    assert before == after
    assert within != before
    assert stamps.read() not in (before, within)


def test_other_connections_see_it_with_the_commit_and_not_before(own_database):
    product = make_product()
    before = stamps.read()
    seen = []

    def look() -> None:
        seen.append(stamps.read())
        connections.close_all()

    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(title="Später")
        _in_a_thread(look)
    _in_a_thread(look)

    assert seen[0] == before
    assert seen[1] == stamps.read() != before


@pytest.mark.postgresql
def test_postgresql_makes_stamps_without_waiting_and_folds_them(on_postgresql):
    product = make_product()
    pack = make_pack(product, stock=COUNTED + 5)
    before = stamps.read()
    assert reserve(stock_of(pack).pk, 1)
    assert stamps.read() == before
    seen = []

    def change(title: str) -> None:
        Product.objects.filter(parent=product).update(title=title)
        seen.append(stamps.read())
        connections.close_all()

    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(title="Zuerst")
        _in_a_thread(lambda: change("Zugleich"))
    after = stamps.read()
    assert len({before, seen[0], after}) == 3

    for number in range(250):
        Product.objects.filter(pk=product.pk).update(title=f"Xoài {number}")
    unfolded = stamps.read()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM caching_stamp")
        rows = cursor.fetchone()[0]
    assert rows <= 3
    assert stamps.read() == unfolded


def _in_a_thread(work) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive()
