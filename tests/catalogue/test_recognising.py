"""Recognised products and pack sizes come into the books."""

import pytest
from oscar.core.loading import get_model

from catalog.catalogue.models import Category, Product
from catalog.catalogue.services import NewProduct, ProductRefused, add_pack, recognise_products
from marketplace.kernel.models import AuditEntry
from tests.factories import make_pack, make_producer, make_product, make_vendor

pytestmark = pytest.mark.django_db


def _new(title, producer, code="B03", **values):
    return NewProduct(
        title=title, producer=producer, criteria_set=Category.objects.get(code=code), **values
    )


def test_a_recognised_product_gets_address_folded_name_class_and_category():
    producer = make_producer()

    (product,) = recognise_products([_new("  Gạo  Ðài Thơm 8 ", producer)])

    product.refresh_from_db()
    assert product.structure == "parent"
    assert product.title == "Gạo Đài Thơm 8"
    assert product.slug == "gao-dai-thom-8"
    assert product.folded_title == "gao dai thom 8"
    assert product.product_class.slug == "s1"
    assert [category.code for category in product.categories.all()] == ["B03"]
    assert product.listing_state == "draft"
    assert len(product.public_id) == 10


@pytest.mark.parametrize(
    ("code", "sector"), [("B14", "s2"), ("B18", "s3"), ("B22", "s4"), ("B25", "s5"), ("B26", "s6")]
)
def test_the_product_class_is_that_of_the_sector(code, sector):
    (product,) = recognise_products([_new("Sản phẩm", make_producer(), code)])

    assert product.product_class.slug == sector


def test_products_come_back_in_the_order_given_with_the_same_number_of_queries(
    django_assert_num_queries,
):
    producer = make_producer()
    few = [_new(f"Một {n}", producer) for n in range(2)]
    many = [_new(f"Hai {n}", producer) for n in range(20)]

    with django_assert_num_queries(7):
        recognise_products(few)
    with django_assert_num_queries(7):
        found = recognise_products(many)

    assert [product.title for product in found] == [f"Hai {n}" for n in range(20)]
    assert Product.objects.filter(producer=producer).count() == 22


def test_a_product_without_a_name_is_refused_and_nothing_is_written():
    producer = make_producer()
    before = AuditEntry.objects.count()

    with pytest.raises(ProductRefused) as refusal:
        recognise_products([_new("Gạo", producer), _new(" — ", producer)])

    assert refusal.value.code == "title"
    assert not Product.objects.filter(producer=producer).exists()
    assert AuditEntry.objects.count() == before


def test_a_pack_is_a_child_with_one_stock_record_in_whole_dong():
    product, vendor = make_product(), make_vendor()

    pack = add_pack(
        product,
        title="Túi 500 g",
        net_quantity=500,
        net_unit="g",
        gross_weight=560,
        vendor=vendor,
        price=45_000,
        stock=12,
    )

    record = get_model("partner", "StockRecord").objects.get(product=pack)
    assert (pack.structure, pack.parent_id) == ("child", product.pk)
    assert (int(record.price), record.num_in_stock, record.partner_id) == (
        45_000,
        12,
        vendor.partner_id,
    )
    assert AuditEntry.objects.get(action="pack.added").object_id == pack.public_id


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"price": -1}, "amount"), ({"stock": -1}, "amount"), ({"title": " "}, "title")],
)
def test_a_pack_that_makes_no_sense_is_refused(changes, code):
    product, vendor = make_product(), make_vendor()
    values = {
        "title": "Túi",
        "net_quantity": 500,
        "net_unit": "g",
        "gross_weight": 560,
        "vendor": vendor,
        "price": 45_000,
        "stock": 12,
    }

    with pytest.raises(ProductRefused) as refusal:
        add_pack(product, **(values | changes))

    assert refusal.value.code == code
    assert not product.children.exists()


def test_medicines_get_no_pack():
    product = make_product(criteria_set="B18")

    with pytest.raises(ProductRefused) as refusal:
        make_pack(product)

    assert refusal.value.code == "medicine"
    assert not product.children.exists()


def test_a_vendor_uses_an_article_number_once():
    vendor, product = make_vendor(), make_product()
    values = {
        "net_quantity": 1,
        "net_unit": "piece",
        "gross_weight": 500,
        "vendor": vendor,
        "price": 1_000,
        "stock": 1,
        "sku": "XOAI-1",
    }
    add_pack(product, title="Một", **values)

    with pytest.raises(ProductRefused) as refusal:
        add_pack(product, title="Hai", **values)

    assert refusal.value.code == "sku"
    assert product.children.count() == 1
