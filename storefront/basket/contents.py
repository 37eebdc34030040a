"""What lies in a basket today: grouped by vendor, priced, with what cannot be ordered and why.

The one reader of baskets: the basket's page, the checkout and the placing of an order all see the
same thing. Two queries, however many lines; with alcohol among them a third.
"""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import cached_property

from catalog.catalogue.goods import ALCOHOL
from catalog.certification.selectors import CurrentCertificate, current_certificates
from catalog.partner.models import Vendor
from catalog.partner.sale import Obstacle, obstacle, unlicensed
from marketplace.geography.models import Commune, Province
from storefront.shipping.quotes import (
    Arrival,
    Delivery,
    cheapest,
    delivery,
    not_carried_words,
    refused_classes,
)
from storefront.shipping.zones import Way, way_between
from storefront.vouchers.applying import Applied, apply_codes
from storefront.vouchers.buyers import digests
from storefront.vouchers.rules import Goods

from .kept_together import BasketSet, keep_together
from .line import ContentLine
from .models import Basket


@dataclass(frozen=True)
class VendorGroup:
    """What one vendor will send; ``lines`` can all be ordered.

    ``sent`` says what the delivery rests on, None where it is not known where it goes.
    """

    vendor: Vendor
    lines: tuple[ContentLine, ...]
    sent: Delivery | None
    delivery_from: int

    @property
    def delivery(self) -> int | None:
        """What the buyer pays for it."""
        return self.sent.charge if self.sent is not None else None

    @property
    def arrival(self) -> Arrival | None:
        return self.sent.arrival if self.sent is not None else None

    @property
    def goods(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def discount(self) -> int:
        return sum(line.discount for line in self.lines)

    @property
    def total(self) -> int:
        return self.goods - self.discount + (self.delivery or 0)

    @property
    def origin(self) -> Province | None:
        return self.vendor.ships_from.province if self.vendor.ships_from else None


@dataclass(frozen=True)
class Contents:
    groups: tuple[VendorGroup, ...]
    blocked: tuple[ContentLine, ...]
    #: Codes, with what each gives, and gift sets that somebody pays a part of.
    vouchers: tuple[Applied, ...] = ()
    sets: tuple[BasketSet, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.blocked

    @property
    def lines(self) -> list[ContentLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def vendors(self) -> list[Vendor]:
        return [group.vendor for group in self.groups]

    @property
    def goods(self) -> int:
        return sum(group.goods for group in self.groups)

    @property
    def delivery(self) -> int:
        return sum(group.delivery or 0 for group in self.groups)

    @property
    def discount(self) -> int:
        return sum(group.discount for group in self.groups)

    @property
    def codes(self) -> list[Applied]:
        """What was typed, without the gift sets' discounts."""
        return [one for one in self.vouchers if not one.is_of_set]

    @property
    def vouchers_used(self) -> list[Applied]:
        """Those that give something."""
        return [one for one in self.vouchers if one.by_key]

    @property
    def total(self) -> int:
        return self.goods - self.discount + self.delivery

    @property
    def can_be_ordered(self) -> bool:
        return bool(self.groups) and not self.blocked

    @property
    def asks_age(self) -> bool:
        """Whether alcohol is among it (catalogue.goods)."""
        sets = (line.recognised.criteria_set for line in self.lines)
        return any(one is not None and one.code in ALCOHOL for one in sets)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything that a buyer agreed to: packs, quantities, prices, stars, delivery."""
        seen = [
            (
                group.vendor.pk,
                group.delivery,
                [
                    (
                        line.line.stockrecord_id,
                        line.quantity,
                        line.unit_price,
                        line.discount,
                        line.certificate.certificate_id if line.certificate else None,
                    )
                    for line in group.lines
                ],
            )
            for group in self.groups
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:24]


def basket_contents(
    basket: Basket,
    *,
    on: datetime.date,
    destination: Province | None = None,
    commune: Commune | None = None,
    email: str = "",
    phone: str = "",
) -> Contents:
    """The basket as of a day; with a destination, delivery is quoted too.

    With the ``commune`` in it exactly, else as far as the province tells. ``email`` and ``phone``
    of the buyer, as far as they are known, say which vouchers this buyer may still use.
    """
    lines = _lines(basket, on=on)
    if destination is not None:
        lines = _carried(lines, destination, commune, on=on)
    lines, sets, gifts = keep_together(_each_once(lines), on=on)
    lines, vouchers = _with_vouchers(basket, lines, gifts, on=on, email=email, phone=phone)
    by_vendor: dict[int, list[ContentLine]] = {}
    for line in lines:
        if line.can_be_ordered and line.vendor is not None:
            by_vendor.setdefault(line.vendor.pk, []).append(line)
    return Contents(
        groups=tuple(
            _group(tuple(group), on=on, destination=destination, commune=commune)
            for group in by_vendor.values()
        ),
        blocked=tuple(line for line in lines if not line.can_be_ordered),
        vouchers=vouchers,
        sets=sets,
    )


def _each_once(lines: list[ContentLine]) -> list[ContentLine]:
    """A pack that lies in two lines (alone, and in a gift set) is there once: the later has the rest."""
    wanted: dict[int, int] = {}
    counted = []
    for line in lines:
        record = line.line.stockrecord_id
        before = wanted.get(record, 0)
        counted.append(replace(line, left=max(0, line.left - before)) if before else line)
        wanted[record] = before + line.quantity
    return counted


def _with_vouchers(
    basket: Basket,
    lines: list[ContentLine],
    gifts: tuple[Applied, ...],
    *,
    on: datetime.date,
    email: str,
    phone: str,
) -> tuple[list[ContentLine], tuple[Applied, ...]]:
    """Each line with what its voucher or gift set gives; no query where the basket has no code."""
    if not basket.codes and not gifts:
        return lines, ()
    goods = [
        Goods(
            key=line.pk,
            total=line.total,
            province_id=line.recognised.producer.province_id if line.recognised.producer else None,
            vendor_id=line.vendor.pk,
            star=line.certificate.star,
            criteria_set=line.recognised.criteria_set.code if line.recognised.criteria_set else "",
        )
        for line in lines
        if line.can_be_ordered and line.vendor is not None and line.certificate is not None
    ]
    if not email and basket.owner is not None:
        email = basket.owner.email
    buyers = digests(email=email, phone=phone)
    taken = {key for gift in gifts for key in gift.by_key}
    codes = apply_codes(basket.codes, goods, on=on, buyers=buyers, taken=taken)
    vouchers = (*gifts, *codes)
    by_line: dict[int, dict[str, Any]] = {
        key: {
            "discount": amount,
            "discount_payer": one.campaign.payer,
            "discount_province_id": one.campaign.province_id,
        }
        for one in vouchers
        if one.campaign is not None
        for key, amount in one.by_key.items()
    }
    return [replace(line, **by_line.get(line.pk, {})) for line in lines], vouchers


def _carried(
    lines: list[ContentLine], destination: Province, commune: Commune | None, *, on: datetime.date
) -> list[ContentLine]:
    """Each line, with the reason where nobody carries goods of its class from its vendor there."""
    checked = []
    for line in lines:
        if line.can_be_ordered and line.vendor is not None:
            way = _way(line.vendor, destination, commune)
            if refused_classes([(line.pack, line.quantity)], way, on=on):
                words = not_carried_words(line.pack.parcel_class, destination.name)
                checked.append(replace(line, not_carried=words))
                continue
        checked.append(line)
    return checked


def _way(vendor: Vendor, destination: Province, commune: Commune | None) -> Way:
    return way_between(vendor.ships_from, destination, commune)


def _group(
    lines: tuple[ContentLine, ...],
    *,
    on: datetime.date,
    destination: Province | None,
    commune: Commune | None,
) -> VendorGroup:
    vendor = lines[0].vendor
    assert vendor is not None  # noqa: S101  # grouped by it
    packs = [(line.pack, line.quantity) for line in lines]
    sent = None
    if destination is not None:
        sent = delivery(
            packs,
            _way(vendor, destination, commune),
            goods=sum(line.total for line in lines),
            vendor_id=vendor.pk,
            on=on,
        )
    return VendorGroup(vendor=vendor, lines=lines, sent=sent, delivery_from=cheapest(packs, on=on))


def _lines(basket: Basket, *, on: datetime.date) -> list[ContentLine]:
    if basket.pk is None:
        return []
    return content_lines(
        list(
            basket.lines.select_related(
                "product__parent__product_class",
                "product__parent__producer__province",
                "product__parent__criteria_set",
                "stockrecord__partner__vendor__organisation",
                "stockrecord__partner__vendor__ships_from__province",
            ).order_by("pk")
        ),
        on=on,
    )


def content_lines(rows: Sequence[Any], *, on: datetime.date) -> list[ContentLine]:
    """Rows with ``product``, ``stockrecord`` and ``quantity`` as they stand that day, in their order.

    Their relations must be there; one query, a second where alcohol is among them.
    """
    certificates = current_certificates(
        [row.product.parent_id or row.product_id for row in rows], on=on
    )
    without_licence = unlicensed(row.product.parent or row.product for row in rows)
    return [_line(row, certificates, without_licence, on=on) for row in rows]


def _line(
    row: Any,
    certificates: dict[int, CurrentCertificate],
    without_licence: set[int],
    *,
    on: datetime.date,
) -> ContentLine:
    pack, stockrecord = row.product, row.stockrecord
    recognised = pack.parent if pack.is_child else pack
    certificate = certificates.get(recognised.pk)
    problem = obstacle(
        pack,
        stockrecord,
        is_certified=certificate is not None,
        is_licensed=recognised.pk not in without_licence,
        on=on,
    )
    left = max(0, stockrecord.net_stock_level)
    if problem is None and left == 0:
        problem = Obstacle.SOLD_OUT
    return ContentLine(
        line=row,
        pack=pack,
        recognised=recognised,
        vendor=getattr(stockrecord.partner, "vendor", None),
        quantity=row.quantity,
        unit_price=int(stockrecord.price or 0),
        left=left,
        certificate=certificate,
        problem=problem,
    )
