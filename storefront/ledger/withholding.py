"""Whose taxes are withheld at a sale, and at which rates."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from catalog.partner.models import Vendor
from marketplace.accounts.models import Organisation
from storefront.cards.selectors import METHOD as CARD
from storefront.order.models import Line

from .accounts import SupplyKind
from .models import TaxStatus
from .rates import Withheld, share, withheld

#: Households and what is run by one; an accountant may decide otherwise (TaxStatus).
_HOUSEHOLDS = frozenset({Organisation.LegalForm.HOUSEHOLD, Organisation.LegalForm.FARM})
_OTHERS = frozenset(Organisation.LegalForm) - _HOUSEHOLDS


@dataclass(frozen=True)
class LineTax:
    """What is withheld for a line, in đồng; ``rate`` is None where nothing is."""

    rate: Withheld | None
    vat: int = 0
    pit: int = 0


def taxed_as(vendor: Vendor, *, on: datetime.date) -> str | None:
    """The kind of supply at whose rates this vendor is withheld from; None: it declares itself."""
    status = (
        TaxStatus.objects.filter(vendor=vendor, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .first()
    )
    if status is not None:
        return None if status.declares_itself else status.supply_kind
    if vendor.organisation.legal_form in _OTHERS:
        return None
    return SupplyKind.GOODS


def is_withheld_at(payment_method: str) -> bool:
    """Whether the money of such orders passes a hand that can withhold.

    Transfers and cash go to the vendor's own account past the platform; their vendors declare
    them, unless the operator's accountant has decided otherwise (WITHHOLD_ON_DIRECT_PAYMENT).
    """
    return payment_method == CARD or settings.WITHHOLD_ON_DIRECT_PAYMENT


def line_taxes(
    lines: list[Line], *, vendor: Vendor, payment_method: str, on: datetime.date
) -> list[LineTax]:
    """For each line what is withheld of what the vendor gets for it, each tax rounded once, half up."""
    kind = taxed_as(vendor, on=on) if is_withheld_at(payment_method) else None
    if kind is None:
        return [LineTax(None) for _line in lines]
    rate = withheld(kind, on=on)
    return [
        LineTax(rate, vat=share(goods, rate.vat_bp), pit=share(goods, rate.pit_bp))
        for goods in (line.revenue for line in lines)
    ]
