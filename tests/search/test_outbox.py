"""Each change reaches the index, whoever made it, and nothing is lost on the way."""

import datetime
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from oscar.core.loading import get_model

from catalog.catalogue.models import Product, StandardHeld
from catalog.certification.services import revoke_certificate
from catalog.partner import stock
from catalog.partner.services import suspend_vendor
from search import keeping
from search.engine.protocol import EngineUnavailable, Entry, Query
from search.models import Change
from search.tokens import read_words
from search.triggers import WATCHED
from tests.factories import (
    make_pack,
    make_producer,
    make_product,
    make_vendor,
    state_licence,
    stock_of,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def page(engine, words="", *, on, **more):
    order = "rank" if words else "newest"
    return engine.search(Query(day=on.toordinal(), words=read_words(words), order=order, **more))


def titles(engine, words="", *, on, **more):
    return [hit.row["title"] for hit in page(engine, words, on=on, **more).hits]


def test_a_new_product_is_found_once_the_outbox_is_drained(engine, today):
    make_product("Xoài cát Hoà Lộc")
    assert titles(engine, on=today) == []

    keeping.drain_all(engine)

    assert titles(engine, "xoai cat", on=today) == ["Xoài cát Hoà Lộc"]
    assert keeping.waiting() == 0


def test_a_change_that_is_rolled_back_leaves_no_row(engine, today):
    before = keeping.waiting()

    with transaction.atomic():
        make_product()
        transaction.set_rollback(True)

    assert keeping.waiting() == before


def test_bulk_and_raw_writes_are_seen_too(engine, today):
    product = make_product("Gạo")
    keeping.drain_all(engine)

    Product.objects.filter(pk=product.pk).update(title="Gạo nếp", folded_title="gao nep")
    keeping.drain_all(engine)
    assert titles(engine, on=today) == ["Gạo nếp"]

    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_product SET title = 'Nếp' WHERE id = %s", [product.pk])
    keeping.drain_all(engine)
    assert titles(engine, on=today) == ["Nếp"]


def test_certificate_producer_listing_vendor_and_standard_are_followed(engine, today):
    vendor = make_vendor()
    product = make_product("Gạo", producer=make_producer("Hợp tác xã Đầu Nguồn"))
    make_pack(product, vendor=vendor, price=62_000)
    keeping.drain_all(engine)
    assert page(engine, on=today).facets["price"] == {"50-100": 1}

    product.producer.name = "Hợp tác xã Cuối Nguồn"
    product.producer.save()
    product.producer.organisation.legal_form = "farm"
    product.producer.organisation.save()
    StandardHeld.objects.create(product=product, code="vietgap")
    suspend_vendor(vendor, reason="hồ sơ hết hạn")
    keeping.drain_all(engine)
    found = page(engine, "cuoi nguon", on=today)
    assert (found.total, found.facets["price"]) == (1, {})
    assert found.facets["standard"] == {"vietgap": 1}
    assert found.facets["form"] == {"farm": 1}

    revoke_certificate(
        product.certificates.get(),
        effective_on=today,
        ground="other",
        reference="QĐ 1",
        acting_user=None,
    )
    keeping.drain_all(engine)
    assert page(engine, on=today).total == 0
    assert page(engine, on=today - DAY).total == 1

    Product.objects.filter(pk=product.pk).update(listing_state="withdrawn")
    keeping.drain_all(engine)
    assert page(engine, on=today - DAY).total == 0


def test_alcohol_is_for_sale_from_the_moment_that_its_licence_is_stated(engine, today):
    """Beside the list's price band: what cannot be bought stands after what can."""
    drink = make_product("Rượu nếp", criteria_set="B14", star=4)
    make_pack(drink, price=62_000)
    make_pack(
        state_licence(make_product("Rượu nếp thơm", criteria_set="B14", star=3)), price=80_000
    )
    keeping.drain_all(engine)
    assert page(engine, on=today).facets["price"] == {"50-100": 1}
    assert titles(engine, "ruou nep", on=today) == ["Rượu nếp thơm", "Rượu nếp"]

    state_licence(drink)
    keeping.drain_all(engine)
    assert page(engine, on=today).facets["price"] == {"50-100": 2}
    assert titles(engine, "ruou nep", on=today) == ["Rượu nếp", "Rượu nếp thơm"]

    drink.attribute_values.all().delete()
    keeping.drain_all(engine)
    assert page(engine, on=today).facets["price"] == {"50-100": 1}


def test_only_the_last_pack_that_goes_or_comes_back_is_worth_a_row(engine, today):
    record = stock_of(make_pack(stock=5))
    keeping.drain_all(engine)

    assert stock.reserve(record.pk, 4)
    assert keeping.waiting() == 0

    assert stock.reserve(record.pk, 1)
    assert keeping.waiting() == 1

    assert stock.release(record.pk, 1)
    assert keeping.waiting() == 2


def test_a_closed_shop_and_a_standard_that_ends_follow_by_the_date_alone(engine, today):
    vendor = make_vendor()
    vendor.closed_from, vendor.closed_until = today + DAY, today + 2 * DAY
    vendor.save()
    product = make_product("Gạo")
    make_pack(product, vendor=vendor, price=62_000)
    StandardHeld.objects.create(product=product, code="haccp", valid_until=today)
    keeping.drain_all(engine)

    priced = [bool(page(engine, on=today + n * DAY).facets["price"]) for n in range(4)]
    held = [bool(page(engine, on=today + n * DAY).facets["standard"]) for n in range(2)]

    assert priced == [True, False, False, True]
    assert held == [True, False]
    assert [page(engine, on=today + n * DAY).total for n in range(4)] == [1, 1, 1, 1]


def test_a_row_written_while_a_batch_is_read_stays_for_the_next(engine, today, monkeypatch):
    """The rival changes the product after the batch was listed and before it is done."""
    product = make_product("Gạo")
    upsert = engine.upsert

    def rival_first(entries):
        written = list(entries)
        Product.objects.filter(pk=product.pk).update(title="Gạo lứt")
        upsert(written)

    monkeypatch.setattr(engine, "upsert", rival_first)
    keeping.drain(engine)
    monkeypatch.undo()

    assert titles(engine, on=today) == ["Gạo"]
    assert keeping.waiting() == 1
    keeping.drain_all(engine)
    assert titles(engine, on=today) == ["Gạo lứt"]


def test_a_crash_after_the_commit_loses_and_doubles_nothing(engine, today, monkeypatch):
    make_product("Gạo")
    monkeypatch.setattr(
        keeping, "_done", lambda _pks: (_ for _ in ()).throw(RuntimeError("killed"))
    )

    with pytest.raises(RuntimeError):
        keeping.drain(engine)
    monkeypatch.undo()
    assert keeping.waiting() > 0

    keeping.drain_all(engine)
    assert titles(engine, on=today) == ["Gạo"]
    assert keeping.waiting() == 0


def test_a_crash_before_the_commit_is_done_again(engine, today, monkeypatch):
    make_product("Gạo")

    def killed(_entries):
        raise EngineUnavailable("disk full")

    monkeypatch.setattr(engine, "upsert", killed)
    with pytest.raises(EngineUnavailable):
        keeping.drain(engine)
    monkeypatch.undo()

    keeping.drain_all(engine)
    assert titles(engine, on=today) == ["Gạo"]


def test_what_changes_during_a_rebuild_is_drained_after_it(engine, today, monkeypatch):
    product = make_product("Gạo")
    rebuild = engine.rebuild

    def rival_after_reading(entries):
        read = list(entries)
        Product.objects.filter(pk=product.pk).update(title="Gạo lứt")
        return rebuild(read)

    monkeypatch.setattr(engine, "rebuild", rival_after_reading)
    keeping.rebuild(engine)
    monkeypatch.undo()

    assert titles(engine, on=today) == ["Gạo"]
    assert keeping.waiting() == 1
    keeping.drain_all(engine)
    assert titles(engine, on=today) == ["Gạo lứt"]


def test_verify_repairs_what_was_lost_and_takes_out_what_should_not_be_there(engine, today):
    kept, lost = make_product("Gạo"), make_product("Mật ong")
    keeping.drain_all(engine)
    engine.delete([f"product:{lost.pk}"])
    (facts,) = keeping.products.read_facts([kept.pk])
    stray = keeping.products.product_entry(facts).documents[0]
    engine.upsert([Entry("product:999999", (replace(stray, key="product:999999"),))])

    repaired = keeping.verify(engine)

    assert (repaired.entries, repaired.removed) == (1, 1)
    assert titles(engine, on=today) == ["Mật ong", "Gạo"]
    assert keeping.verify(engine) == keeping.Repaired(0, 0)


def test_migrate_puts_lost_triggers_back(engine, today):
    """SQLite re-makes a table to alter it and loses its triggers on the way."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's way of altering tables")
    with connection.cursor() as cursor:
        for watched in WATCHED:
            for verb in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER search_{watched.table}_{verb}")
    call_command("migrate", verbosity=0)
    before = keeping.waiting()

    get_model("catalogue", "Product").objects.filter(pk=make_product().pk).update(title="Nếp")

    assert keeping.waiting() > before
    assert set(Change.objects.values_list("kind", flat=True)) >= {"product"}
