"""Producers, their shops, products and pack sizes. Each step makes only what is not there yet."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from oscar.core.loading import get_model

from catalog.catalogue.goods import ALCOHOL, ALCOHOL_LICENCE
from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Category, Product, StandardHeld
from catalog.catalogue.services import NewProduct, add_pack, recognise_products
from catalog.partner.models import Vendor
from catalog.partner.services import register_vendor, suspend_vendor, verify_vendor
from catalog.producers.models import Producer
from catalog.producers.services import NewProducer, register_producers
from marketplace.kernel import text

from .facts import english_title, season_months, vat_class
from .offers import keeping, pack_offers
from .places import Places
from .rows import Row
from .words import draw

VERIFICATION = "Minh hoạ: không kiểm tra giấy tờ thật"
#: Of a hundred shops so many wait for verification, and one is suspended.
_DRAFT, _SUSPENDED = 4, 1


def producer_name(row: Row, places: Places) -> str:
    """The source's producer, or the province's one illustrative producer."""
    return row.producer or f"Cơ sở minh hoạ {places.provinces[row.province_slug].name_vi}"


def make_producers(rows: Sequence[Row], places: Places) -> dict[str, Producer]:
    """Each row's seed → its producer."""
    known = {(p.province_id, p.folded_name): p for p in Producer.objects.all()}
    keys: dict[str, tuple[int, str]] = {}
    new: dict[tuple[int, str], NewProducer] = {}
    for row in rows:
        province = places.provinces[row.province_slug]
        name = producer_name(row, places)
        key = keys[row.seed] = (province.pk, text.key(name))
        if key not in known and key not in new:
            new[key] = NewProducer(
                name=name,
                name_en="" if row.producer else f"Illustrative producer, {province.name_en}",
                province=province,
                legal_form=row.legal_form if row.producer else "unknown",
                commune=places.commune(row) if row.producer else None,
                address=_printed_address(row) if row.producer else "",
                is_illustrative=not row.producer,
            )
    made = register_producers(list(new.values()))
    known |= dict(zip(new, made, strict=True))
    return {seed: known[key] for seed, key in keys.items()}


def make_vendors(
    rows: Sequence[Row], producers: dict[str, Producer], places: Places
) -> dict[int, Vendor]:
    """Each producer's organisation → the shop that it is said to keep here."""
    vendors = {v.organisation_id: v for v in Vendor.objects.select_related("partner")}
    for row in rows:
        producer = producers[row.seed]
        if producer.organisation_id not in vendors:
            vendors[producer.organisation_id] = _shop(producer, row, places, len(vendors))
    return vendors


def make_products(rows: Sequence[Row], producers: dict[str, Producer]) -> dict[str, Product]:
    """Each row's seed → its product; unlisted where the source gives no star."""
    sets = {c.code: c for c in Category.objects.filter(level=Category.Level.SET)}
    known = {
        (p.producer_id, p.folded_title): p
        for p in Product.objects.recognised().select_related("producer", "criteria_set")
    }
    missing = [r for r in rows if (producers[r.seed].pk, text.key(r.title)) not in known]
    made = recognise_products(
        [
            NewProduct(
                title=row.title,
                title_en=english_title(row.title),
                producer=producers[row.seed],
                criteria_set=sets.get(row.criteria_set),
                listing_state=ListingState.APPROVED if row.star else ListingState.DRAFT,
                season_months=season_months(row.title, row.criteria_set),
                vat_class=vat_class(row.criteria_set, row.legal_form),
                is_illustrative=True,
            )
            for row in missing
        ]
    )
    _state_how_it_keeps(missing, made)
    _state_licences(made)
    _hold_standards(made)
    known |= {(p.producer_id, p.folded_title): p for p in made}
    return {row.seed: known[producers[row.seed].pk, text.key(row.title)] for row in rows}


def make_packs(
    rows: Sequence[Row], products: dict[str, Product], vendors: dict[int, Vendor]
) -> None:
    """Pack sizes of the products that have none yet."""
    packed = set(
        Product.objects.filter(Exists(Product.objects.filter(parent=OuterRef("pk")))).values_list(
            "pk", flat=True
        )
    )
    for row in rows:
        product = products[row.seed]
        if product.pk in packed:
            continue
        producer = product.producer
        assert producer is not None  # noqa: S101 - each row has one
        for offer in pack_offers(row.title, row.criteria_set, row.seed):
            add_pack(
                product,
                title=offer.title,
                net_quantity=offer.net,
                net_unit=offer.unit,
                gross_weight=offer.gross,
                vendor=vendors[producer.organisation_id],
                price=offer.price,
                stock=offer.stock,
            )


def _printed_address(row: Row) -> str:
    return ", ".join(part for part in (row.place, row.former_province) if part)


def _shop(producer: Producer, row: Row, places: Places, number: int) -> Vendor:
    vendor = register_vendor(
        organisation=producer.organisation,
        name=producer.name[:128],
        ships_from=places.parcel_origin(row),
        phone=f"0900000{number:03d}",
        email=f"nha-ban-{producer.public_id}@demo.example",
    )
    share = 100 if producer.is_illustrative else draw("shop", row.seed).randrange(100)
    if share < _DRAFT:
        return vendor
    verify_vendor(vendor, method=VERIFICATION)
    if share < _DRAFT + _SUSPENDED:
        suspend_vendor(vendor, reason="Minh hoạ")
    return vendor


def _state_how_it_keeps(rows: Sequence[Row], products: Sequence[Product]) -> None:
    attributes = {
        (attribute.product_class_id, attribute.code): attribute
        for attribute in get_model("catalogue", "ProductAttribute").objects.all()
    }
    value = get_model("catalogue", "ProductAttributeValue")
    values = []
    for row, product in zip(rows, products, strict=True):
        kept = keeping(row.title, row.criteria_set)
        if kept is None:
            continue
        stated: dict[str, dict[str, Any]] = {
            "shelf_life": {"value_integer": kept.shelf_life},
            "storage": {"value_text": kept.storage},
            "storage_en": {"value_text": kept.storage_en},
        }
        for code, content in stated.items():
            attribute = attributes.get((product.product_class_id, code))
            if attribute is not None and None not in content.values():
                values.append(value(product=product, attribute=attribute, **content))
    value.objects.bulk_create(values, batch_size=500)


def _state_licences(products: Sequence[Product]) -> None:
    """An illustrative number for each spirit, without which none would be sold."""
    attributes = {
        attribute.product_class_id: attribute
        for attribute in get_model("catalogue", "ProductAttribute").objects.filter(
            code=ALCOHOL_LICENCE
        )
    }
    value = get_model("catalogue", "ProductAttributeValue")
    value.objects.bulk_create(
        value(
            product=product,
            attribute=attributes[product.product_class_id],
            value_text=f"DEMO-{product.public_id}",
        )
        for product in products
        if product.criteria_set is not None and product.criteria_set.code in ALCOHOL
    )


def _hold_standards(products: Sequence[Product]) -> None:
    """Standards only for illustrative producers: nobody real is said to hold what we do not know."""
    held = []
    for product in products:
        producer, criteria_set = product.producer, product.criteria_set
        if producer is None or not producer.is_illustrative or criteria_set is None:
            continue
        code = {"B01": "vietgap", "B03": "organic"}.get(criteria_set.code or "", "attp")
        if draw("standard", producer.folded_name, product.folded_title).randrange(3) == 0:
            held.append(
                StandardHeld(product=product, code=code, number="DEMO", issued_by="Minh hoạ")
            )
    StandardHeld.objects.bulk_create(held)
