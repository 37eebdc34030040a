"""An order as it was agreed: terms, prices and who sells, each as it stood (Law 19/2023/QH15)."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language

from catalog.partner.models import Vendor
from storefront.vendors.models import VendorOrder

from .models import Line, Order


@dataclass(frozen=True)
class ContractLine:
    """Whole đồng with VAT; ``vat`` as a rate in words, empty where the line does not say."""

    title: str
    producer: str
    quantity: int
    unit_price: int
    total: int
    discount: int
    vat: str
    star: int | None
    decision_number: str
    last_day: datetime.date | None


@dataclass(frozen=True)
class ContractPart:
    """What one seller owes; ``seller`` as frozen by terms.seller."""

    number: str
    seller: dict[str, Any]
    lines: tuple[ContractLine, ...]
    goods: int
    discount: int
    delivery: int
    total: int


@dataclass(frozen=True)
class Contract:
    """``terms`` in the page's language where they were frozen in it, else as agreed;

    ``agreed_in`` is the language of the agreement, whose words count.
    """

    number: str
    placed_at: datetime.datetime
    parts: tuple[ContractPart, ...]
    terms: dict[str, str]
    terms_language: str
    agreed_in: str

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)


def contract_of(order: Order, *, vendor: Vendor | None = None) -> Contract:
    """Of the whole order, or of one seller's part alone; two queries. Nothing of today goes in."""
    parts = VendorOrder.objects.filter(order=order).select_related("vendor").order_by("pk")
    if vendor is not None:
        parts = parts.filter(vendor=vendor)
    frozen = order.frozen_terms
    sellers = {one.get("id"): one for one in frozen.get("sellers", [])}
    language = get_language() or order.language
    both = frozen.get("translations", {})
    has_translation = language in both
    return Contract(
        number=order.number,
        placed_at=order.date_placed,
        parts=tuple(
            _part(part, sellers.get(part.vendor.public_id, {"name": part.vendor.name}))
            for part in parts.prefetch_related(Prefetch("lines", Line.objects.order_by("pk")))
        ),
        terms=both[language] if has_translation else frozen.get("terms", {}),
        terms_language=language if has_translation else order.language,
        agreed_in=order.language,
    )


def _part(part: VendorOrder, seller: dict[str, Any]) -> ContractPart:
    return ContractPart(
        number=part.number,
        seller=seller,
        lines=tuple(_line(line) for line in part.lines.all()),
        goods=part.goods_total,
        discount=part.discount_total,
        delivery=part.shipping_charge,
        total=part.total,
    )


def _line(line: Line) -> ContractLine:
    return ContractLine(
        title=line.title,
        producer=line.producer_name,
        quantity=line.quantity,
        unit_price=int(line.unit_price_incl_tax or 0),
        total=line.price,
        discount=line.discount,
        vat=(line.tax_code or "").rpartition(" ")[2],
        star=line.star,
        decision_number=line.decision_number,
        last_day=line.certificate_last_day,
    )
