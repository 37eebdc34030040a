"""What an invoice request says about its buyer: in the copy of their data, and after the erasure.

An issued invoice is an accounting voucher of its seller and stays as issued for ten years
(Accounting Law 88/2015/QH13 Art. 41, Decree 174/2016/NĐ-CP Art. 13): its name, tax code and
address. The e-mail that it was sent to is not part of it and goes. What was asked for and never
issued goes as a whole.
"""

from collections.abc import Iterable
from typing import Any

from storefront.order.models import Order

from .models import InvoiceRequest


def invoices_about(orders: Iterable[Order]) -> dict[int, list[dict[str, Any]]]:
    """Order → what was asked for and issued, as plain values; one query."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = InvoiceRequest.objects.filter(vendor_order__order__in=orders)
    for one in rows.select_related("vendor_order__vendor").order_by("pk"):
        found.setdefault(one.vendor_order.order_id, []).append(
            {
                "part": one.vendor_order.number,
                "seller": one.vendor_order.vendor.name,
                "company": one.company,
                "tax_code": one.tax_code,
                "address": one.address,
                "email": one.email,
                "asked": one.asked_at.isoformat(),
                "status": one.state,
                "number": one.number,
                "symbol": one.symbol,
                "lookup_code": one.lookup_code,
                "issued": one.issued_at.isoformat() if one.issued_at else None,
            }
        )
    return found


def forget_in_invoices(orders: Iterable[Order]) -> None:
    """Of orders that are over; called again it changes nothing."""
    rows = InvoiceRequest.objects.filter(vendor_order__order__in=orders)
    rows.filter(state=InvoiceRequest.State.ASKED).delete()
    rows.update(email="")
