"""Many products for benchmarks: synthetic, marked illustrative, in the proportions of the sources."""

import datetime
import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Category, Product
from catalog.catalogue.services import NewProduct, recognise_products
from catalog.certification.models import RecognitionDecision
from catalog.certification.services import NewCertificate, issue_certificates, record_decision
from catalog.partner.models import Partner, Vendor
from catalog.producers.models import Producer
from catalog.producers.services import NewProducer, register_producers
from marketplace.accounts.models import Organisation
from marketplace.geography.models import Commune, Province
from marketplace.kernel import clock, text
from marketplace.kernel.ids import new_public_id

from .facts import season_months, vat_class
from .inserting import insert_like
from .offers import PackOffer, pack_offers
from .rows import Row, rows
from .supply import VERIFICATION
from .words import draw

CHUNK = 2000
_PRODUCTS_PER_PRODUCER = 8
_PREFIX = "Cơ sở tổng hợp"
#: Sets that the sources do not name still get two of a thousand products.
_LEAST_SHARE = 0.002
_FORMS = ("cooperative", "company", "household", "cooperative_group", "farm")


def make_synthetic(size: int, *, say: Callable[[str], object]) -> int:
    """Top up the synthetic products to ``size``; how many were added. One transaction a chunk."""
    present = Product.objects.recognised().filter(producer__name__startswith=_PREFIX).count()
    plan = islice(_Plan().products(), present, max(present, size))
    made = present
    decisions: dict[tuple[int, int], RecognitionDecision] = {}
    with _without_garbage_collection():
        while chunk := list(islice(plan, CHUNK)):
            with transaction.atomic():
                _make_chunk(chunk, first=made, decisions=decisions)
            made += len(chunk)
            say(f"{made} of {size} synthetic products")
    return made - present


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A fifth of the time went into looking for cycles among rows that have none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Wanted:
    """One synthetic product before it is made."""

    def __init__(self, number: int, title: str, criteria_set: Category, commune: Commune) -> None:
        self.seed = f"synthetic|{number}"
        self.title = title
        self.criteria_set = criteria_set
        self.commune = commune


class _Plan:
    """Which product has which number: endless, and the same each time."""

    def __init__(self) -> None:
        sources = rows()
        self._sets = {c.code: c for c in Category.objects.filter(level=Category.Level.SET)}
        self._heads = _heads(sources, self._sets)
        shares = Counter(row.criteria_set for row in sources)
        self._codes = sorted(self._sets)
        self._weights = [max(shares[code], _LEAST_SHARE * len(sources)) for code in self._codes]
        places = Counter(row.province_slug for row in sources)
        self._slugs = sorted(places)
        self._places = [places[slug] for slug in self._slugs]
        self._communes: dict[str, list[Commune]] = {slug: [] for slug in self._slugs}
        for commune in Commune.objects.select_related("province").order_by("code"):
            self._communes[commune.province.slug].append(commune)

    def products(self) -> Iterator[_Wanted]:
        """Every producer makes eight products of one commune."""
        number = 0
        while True:
            dice = draw("producer", str(number // _PRODUCTS_PER_PRODUCER))
            slug = dice.choices(self._slugs, self._places)[0]
            commune = dice.choice(self._communes[slug])
            for _product in range(_PRODUCTS_PER_PRODUCER):
                code = dice.choices(self._codes, self._weights)[0]
                head = dice.choice(self._heads[code])
                title = f"{head} {commune.name_vi} {number + 1}"
                yield _Wanted(number, title, self._sets[code], commune)
                number += 1


def _heads(sources: Sequence[Row], sets: dict[str, Category]) -> dict[str, list[str]]:
    """For each set the first two words of its real products, or its own name."""
    heads: dict[str, set[str]] = {code: set() for code in sets}
    for row in sources:
        if row.criteria_set in heads:
            heads[row.criteria_set].add(" ".join(row.title.split()[:2]))
    return {code: sorted(found) or [sets[code].name] for code, found in heads.items()}


def _make_chunk(
    chunk: Sequence[_Wanted],
    *,
    first: int,
    decisions: dict[tuple[int, int], RecognitionDecision],
) -> None:
    producers = _producers(chunk, first=first)
    vendors = _vendors(producers)
    products = recognise_products(
        [
            NewProduct(
                title=one.title,
                producer=producer,
                criteria_set=one.criteria_set,
                listing_state=ListingState.APPROVED,
                season_months=season_months(one.title, one.criteria_set.code or ""),
                vat_class=vat_class(one.criteria_set.code or "", ""),
                is_illustrative=True,
            )
            for one, producer in zip(chunk, producers, strict=True)
        ]
    )
    _packs(chunk, products, vendors)
    _certificates(chunk, products, decisions)


def _producers(chunk: Sequence[_Wanted], *, first: int) -> list[Producer]:
    """The producer of each product; one that a chunk before has begun is found again."""
    names = [
        f"{_PREFIX} {(first + place) // _PRODUCTS_PER_PRODUCER + 1:06d}"
        for place in range(len(chunk))
    ]
    known = {p.name: p for p in Producer.objects.filter(name__in=set(names))}
    new: dict[str, NewProducer] = {}
    for name, one in zip(names, chunk, strict=True):
        if name not in known and name not in new:
            new[name] = NewProducer(
                name=name,
                province=one.commune.province,
                commune=one.commune,
                legal_form=draw("form", name).choice(_FORMS),
                is_illustrative=True,
            )
    known |= {p.name: p for p in register_producers(list(new.values()))}
    return [known[name] for name in names]


def _vendors(producers: Sequence[Producer]) -> list[Vendor]:
    """The verified shop of each producer, made in bulk."""
    distinct = {p.organisation_id: p for p in producers}
    known = {v.organisation_id: v for v in Vendor.objects.filter(organisation__in=distinct)}
    missing = [p for key, p in distinct.items() if key not in known]
    partners = Partner.objects.bulk_create(
        Partner(name=p.name, code=f"synthetic-{p.public_id}") for p in missing
    )
    made = Vendor.objects.bulk_create(
        Vendor(
            organisation=Organisation(pk=producer.organisation_id),
            partner=partner,
            name=producer.name,
            slug=text.slugify(producer.name),
            state=Vendor.State.VERIFIED,
            verified_on=clock.today(),
            verification_method=VERIFICATION,
            ships_from=producer.commune,
        )
        for producer, partner in zip(missing, partners, strict=True)
    )
    known |= {v.organisation_id: v for v in made}
    return [known[p.organisation_id] for p in producers]


def _packs(
    chunk: Sequence[_Wanted], products: Sequence[Product], vendors: Sequence[Vendor]
) -> None:
    """Four of ten rows of the whole, hence without an instance for each."""
    packs: list[tuple[Any, ...]] = []
    offers: dict[str, tuple[int, PackOffer]] = {}
    for one, product, vendor in zip(chunk, products, vendors, strict=True):
        for offer in pack_offers(one.title, one.criteria_set.code or "", one.seed):
            public_id = new_public_id()
            offers[public_id] = (vendor.partner_id, offer)
            packs.append(
                (
                    product.pk,
                    public_id,
                    offer.title,
                    text.slugify(offer.title),
                    offer.net,
                    offer.unit,
                    offer.gross,
                )
            )
    insert_like(
        Product(structure=Product.CHILD, is_illustrative=True),
        "parent_id public_id title slug net_quantity net_unit gross_weight",
        packs,
    )
    made = Product.objects.filter(parent__in=[p.pk for p in products], structure=Product.CHILD)
    insert_like(
        get_model("partner", "StockRecord")(price_currency="VND"),
        "product_id partner_id partner_sku price num_in_stock",
        [
            (pk, partner_id, public_id.upper(), offer.price, offer.stock)
            for pk, public_id in made.values_list("pk", "public_id")
            for partner_id, offer in [offers[public_id]]
        ],
    )


def _certificates(
    chunk: Sequence[_Wanted],
    products: Sequence[Product],
    decisions: dict[tuple[int, int], RecognitionDecision],
) -> None:
    """Issued within the last 40 months by a quarter's decision: a tenth has expired by now."""
    new = []
    for one, product in zip(chunk, products, strict=True):
        dice = draw("certificate", one.seed)
        star = dice.choices((3, 4, 5), (70, 27, 3))[0]
        quarter = dice.randrange(14)
        province = one.commune.province
        key = (0 if star == 5 else province.pk, quarter)  # noqa: PLR2004
        if key not in decisions:
            decisions[key] = _decision(province if key[0] else None, quarter)
        new.append(
            NewCertificate(
                product=product,
                decision=decisions[key],
                star=star,
                printed_product=product.title,
                printed_producer=product.producer.name if product.producer else "",
            )
        )
    issue_certificates(new)


def _decision(province: Province | None, quarter: int) -> RecognitionDecision:
    issued_on = clock.today() - datetime.timedelta(days=30 + 91 * quarter)
    return record_decision(
        number=f"DEMO-{province.code if province else 'TW'}{quarter:02d}/QĐ",
        authority_level="province" if province else "ministry",
        authority_name="",
        province=province,
        issued_on=issued_on,
        is_demo=True,
    )
