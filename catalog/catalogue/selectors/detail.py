"""Everything a product page shows, in at most six queries whatever the product has."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from catalog.catalogue import registries
from catalog.catalogue.addresses import product_address
from catalog.catalogue.goods import ALCOHOL, ALCOHOL_LICENCE, MEDICINE, SERVICES
from catalog.catalogue.models import Category, Product, StandardHeld
from catalog.catalogue.pictures import pictures_of
from catalog.catalogue.registries import Badge, DeliveryEstimate, Telling
from catalog.catalogue.season import Month, calendar, is_in_season, next_start
from catalog.catalogue.vat import VatClass, vat_percent
from catalog.producers.addresses import producer_address
from catalog.producers.models import Producer
from marketplace.caching import stamps
from marketplace.geography.former import former_province_of
from marketplace.geography.models import Commune, Province
from marketplace.geography.selectors import province_list
from marketplace.kernel.addresses import here
from marketplace.kernel.kept import Kept
from marketplace.kernel.language import Words, words
from marketplace.kernel.prepared import ReadRow
from marketplace.pictures.values import Picture

from .cards import COLUMNS, Card, cards_of
from .facts import Fact, facts, standards, stated
from .offered import PRODUCT, Pack, of_product, offers_among, packs, stock_records
from .sellers import SellerFacts, hosts_of, sellers_of
from .similar import Family, family
from .taxonomy import Branch, line_of


@dataclass(frozen=True)
class Delivery:
    """An estimate for one of the cheapest pack; over the whole country without ``destination``."""

    pack: Pack
    destination: Province | None
    estimate: DeliveryEstimate


@dataclass(frozen=True, slots=True)
class Origin:
    """Where it comes from: all that the page says of its producer's place."""

    producer: Words
    url: str
    commune: Commune | None
    province: Province
    former_place: str
    raw_material_zone: str
    geographical_indication: str


@dataclass(frozen=True)
class ProductDetail:
    product: Product
    producer: Producer | None
    criteria_set: Category | None
    above: tuple[Branch, ...]
    #: Code and short name of these.
    trail: tuple[tuple[str, str], ...]
    title: Words
    description: Words
    badge: Badge
    days_left: int
    packs: tuple[Pack, ...]
    sellers: tuple[SellerFacts, ...]
    #: partner.VisitTerms of a service whose verified host has stated them.
    visit: Any
    delivery: Delivery | None
    facts: tuple[Fact, ...]
    standards: tuple[StandardHeld, ...]
    months: tuple[Month, ...]
    is_in_season: bool
    next_season: datetime.date | None
    former_place: str
    pictures: tuple[Picture, ...]
    vat_words: str
    similar: tuple[Card, ...]
    told: tuple[Telling, ...]
    is_service: bool
    is_medicine: bool
    is_alcohol: bool

    @property
    def has_english(self) -> bool:
        return bool(self.product.title_en)

    @cached_property
    def origin(self) -> Origin | None:
        producer, product = self.producer, self.product
        if producer is None:
            return None
        return Origin(
            producer=words(producer.name, producer.name_en),
            url=producer_address(producer.slug, producer.public_id),
            commune=producer.commune,
            province=producer.province,
            former_place=self.former_place,
            raw_material_zone=product.raw_material_zone,
            geographical_indication=product.geographical_indication,
        )

    @property
    def address(self) -> str:
        return product_address(self.product.slug, self.product.public_id)

    @property
    def is_sold_out(self) -> bool:
        """It has packs, and none can be ordered."""
        return bool(self.packs) and not self.can_order

    @property
    def is_out_of_season(self) -> bool:
        """It has a season, and does not have it now."""
        return bool(self.months) and not self.is_in_season

    @property
    def in_its_season(self) -> bool:
        """It has a season, and has it now."""
        return bool(self.months) and self.is_in_season

    @property
    def storage(self) -> Fact | None:
        return self._fact("storage")

    @property
    def shelf_life(self) -> Fact | None:
        """In days."""
        return self._fact("shelf_life")

    @cached_property
    def particulars(self) -> tuple[Fact, ...]:
        """What is not told under "How to keep it"."""
        return tuple(fact for fact in self.facts if fact not in {self.storage, self.shelf_life})

    def _fact(self, code: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.code == code), None)

    @cached_property
    def summary(self) -> str:
        """One sentence for search engines and for links elsewhere."""
        if self.is_service and self.producer is not None:
            return _("%(title)s by %(producer)s, %(province)s: %(star)s OCOP stars.") % {
                "title": self.title,
                "producer": self.producer.local_name,
                "province": self.producer.province.name,
                "star": self.badge.star,
            }
        if self.producer is None:
            return _("%(title)s: %(star)s OCOP stars, with certificate, pack sizes and prices.") % {
                "title": self.title,
                "star": self.badge.star,
            }
        return _(
            "%(title)s by %(producer)s: %(star)s OCOP stars, with certificate, pack sizes and prices."
        ) % {
            "title": self.title,
            "producer": self.producer.local_name,
            "star": self.badge.star,
        }

    @property
    def can_order(self) -> bool:
        return any(pack.can_order for pack in self.packs)

    @property
    def cheapest(self) -> Pack | None:
        """What the bar at the foot of the phone offers: of what can be ordered, the cheapest."""
        return next((pack for pack in self.packs if pack.can_order), None)

    @property
    def orderable(self) -> int:
        return sum(pack.can_order for pack in self.packs)

    @property
    def one_seller(self) -> str:
        """Who sells them all; empty where several do."""
        names = {pack.seller for pack in self.packs}
        return names.pop() if len(names) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Offered:
    """What is made of stock, and of the rows of like products."""

    packs: tuple[Pack, ...]
    sellers: tuple[SellerFacts, ...]
    similar: tuple[Card, ...]


#: Some 20 KB each.
_made: Kept[_Offered] = Kept(512)


def product_detail(
    public_id: str, *, on: datetime.date, destination: str = ""
) -> ProductDetail | None:
    """The product with this public id if it may be shown on a day (truths 1 and 11), else None.

    Its live certificate is asked for and shown; there is no second gate that could disagree.
    ``destination``: the slug of the province for which delivery is estimated.
    """
    found = family(public_id, on=on)
    if found is None:
        return None
    product, alike = found.product, found.alike
    ids = [product.pk, *(row["id"] for row in alike)]
    badges = registries.badges(ids, on=on)
    badge = badges.get(product.pk)
    if badge is None:
        return None
    code: str = (product.criteria_set.code if product.criteria_set else "") or ""
    line = line_of(code)
    particulars = stated(product)
    values = particulars.values
    is_licensed = code not in ALCOHOL or bool(values.get(ALCOHOL_LICENCE, "").strip())
    # Services are asked for, not sold: their hosts are read in place of stock.
    records = [] if code in SERVICES else stock_records.rows(product_ids=ids, on=on)
    offered = _offered(found, records, badges, is_licensed=is_licensed, on=on)
    own = offered.packs
    hosts = hosts_of(product) if code in SERVICES else []
    return ProductDetail(
        product=product,
        producer=product.producer,
        criteria_set=product.criteria_set,
        above=line.branches,
        trail=line.trail,
        title=words(product.title, product.title_en),
        description=words(product.description, product.description_en),
        badge=badge,
        days_left=(badge.last_day - on).days,
        packs=() if code in MEDICINE | SERVICES else own,
        sellers=_sellers(hosts, offered, code),
        visit=_visit(product, hosts),
        delivery=None if code in MEDICINE | SERVICES else _delivery(own, destination, on=on),
        facts=facts(values),
        standards=standards(particulars.standards, on=on),
        months=tuple(calendar(product.season_months, on=on)),
        is_in_season=is_in_season(product.season_months, on=on),
        next_season=next_start(product.season_months, on=on),
        former_place=_former_place(product.producer),
        pictures=pictures_of(product),
        vat_words=_vat_words(product.vat_class, on=on),
        similar=offered.similar,
        told=tuple(
            registries.tellings(producer=product.producer, product=product, star=badge.star)
        ),
        is_service=code in SERVICES,
        is_medicine=code in MEDICINE,
        is_alcohol=code in ALCOHOL,
    )


def _offered(
    read: Family,
    records: list[ReadRow],
    badges: Mapping[int, Badge],
    *,
    is_licensed: bool,
    on: datetime.date,
) -> _Offered:
    """Made once of equal rows: every change of any row makes a page anew, and few change its own."""
    key = (
        *(read.row.key(PRODUCT), tuple([row.key(COLUMNS) for row in read.alike])),
        *(tuple([row.key() for row in records]), tuple(badges.items())),
        *(is_licensed, on, here(), stamps.held_for()),
    )

    def make() -> _Offered:
        of_own = of_product(read.row["id"], records)
        return _Offered(
            packs=packs(read.row, of_own, is_licensed=is_licensed, on=on),
            sellers=sellers_of(of_own, "partner__vendor__"),
            similar=cards_of(read.alike, badges=badges, sold=offers_among(records), on=on),
        )

    return _made.get(key, make)


def _sellers(hosts: list[ReadRow], offered: _Offered, code: str) -> tuple[SellerFacts, ...]:
    """Of whom it is bought; of whom a service is booked. Nobody where nothing is sold."""
    if code in MEDICINE:
        return ()
    return sellers_of(hosts) if code in SERVICES else offered.sellers


def _visit(product: Product, hosts: list[ReadRow]) -> Any:
    """What the host states, while it is one of the verified hosts."""
    terms = getattr(product, "visit_terms", None)
    known = terms is not None and any(host["id"] == terms.vendor_id for host in hosts)
    return terms if known else None


def _delivery(own: tuple[Pack, ...], slug: str, *, on: datetime.date) -> Delivery | None:
    """For what can be ordered; nothing where nothing can."""
    pack = next((one for one in own if one.can_order), None)
    if pack is None:
        return None
    destination = next((one for one in province_list() if slug and one.slug == slug), None)
    return Delivery(pack=pack, destination=destination, estimate=pack.delivery(destination, on=on))


def _former_place(producer: Producer | None) -> str:
    if producer is None or producer.commune is None:
        return ""
    name = former_province_of(producer.commune.code)
    return "" if name == producer.province.name_vi else name


def _vat_words(vat_class: str, *, on: datetime.date) -> str:
    if vat_class in {VatClass.NOT_SUBJECT, VatClass.DIRECT}:
        return _("The price is what you pay.")
    percent = vat_percent(vat_class, on=on).normalize()
    return _("The price includes %(percent)s %% VAT.") % {"percent": f"{percent:f}"}
