"""A buyer asks for an invoice of each seller; the seller issues it."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.tax_code import clean_tax_code, is_tax_code
from storefront.order.models import Order, OrderMail
from storefront.order.services import write_parcel_mail
from storefront.vendors.models import VendorOrder
from storefront.vendors.roles import ORDER_ROLES, require_role

from .files import checked_file
from .models import ENDED, InvoiceRequest
from .providers import Issued, provider


class InvoiceRefused(MarketplaceError):
    code = "invoice_refused"


def ask_invoice(
    *, order: Order, company: str, tax_code: str, address: str, email: str, acting_user: Any = None
) -> list[InvoiceRequest]:
    """Of each part of the order that goes on and is not invoiced yet; asked again, the words change.

    InvoiceRefused with code ``company``, ``tax_code``, ``address``, or ``nothing``.
    """
    company, address = text.clean(company)[:255], text.clean(address)[:255]
    tax_code = clean_tax_code(tax_code)
    if not company:
        raise InvoiceRefused(_("Say whose name stands on the invoice."), code="company")
    if not address:
        raise InvoiceRefused(_("Say which address stands on the invoice."), code="address")
    if not is_tax_code(tax_code):
        raise InvoiceRefused(_("This is no tax code: please check its digits."), code="tax_code")
    wanted = {"company": company, "tax_code": tax_code, "address": address, "email": email}
    asked = []
    with transaction.atomic():
        parts = VendorOrder.objects.filter(order=order).exclude(status__in=ENDED).order_by("pk")
        for part in parts:
            request, is_new = InvoiceRequest.objects.get_or_create(
                vendor_order=part, defaults=wanted
            )
            mine = InvoiceRequest.objects.filter(pk=request.pk, state=InvoiceRequest.State.ASKED)
            if not is_new and not mine.update(**wanted):
                continue
            request.refresh_from_db()
            asked.append(request)
            audit.record(
                action="invoice.asked", target=request, acting_user=acting_user, number=part.number
            )
        if not asked:
            raise InvoiceRefused(
                _("There is nothing to invoice here, or the invoices are issued already."),
                code="nothing",
            )
    return asked


def issue_invoice(
    *, request: InvoiceRequest, issued: Issued | None, file: File | None = None, acting_user: User
) -> InvoiceRequest:
    """Keep the invoice: what its provider made, else what the vendor's people typed (``issued``).

    InvoiceRefused with code ``number`` or ``symbol``; UploadRefused; NotAllowed.
    """
    vendor_order = request.vendor_order
    require_role(role_in(acting_user, vendor_order.vendor.organisation), ORDER_ROLES)
    made = provider(request.provider).issue(request) or issued
    if made is None or not text.clean(made.number):
        raise InvoiceRefused(_("Type the number of the invoice."), code="number")
    if not text.clean(made.symbol):
        raise InvoiceRefused(_("Type the symbol of the invoice, such as C26TAA."), code="symbol")
    content, kind = checked_file(file) if file else (None, "")
    with transaction.atomic():
        locked = InvoiceRequest.objects.select_for_update().get(pk=request.pk)
        before = locked.number
        locked.state = InvoiceRequest.State.ISSUED
        locked.number, locked.symbol = text.clean(made.number)[:20], text.clean(made.symbol)[:20]
        locked.lookup_code = text.clean(made.lookup_code)[:60]
        locked.lookup_url = made.lookup_url
        locked.issued_at, locked.issued_by = now(), acting_user
        if content is not None:
            locked.file_kind = kind
            locked.file.save(f"invoice.{kind}", content, save=False)
        locked.save()
        audit.record(
            action="invoice.issued",
            target=locked,
            acting_user=acting_user,
            number=locked.number,
            symbol=locked.symbol,
            before=before,
            part=vendor_order.number,
        )
        _tell_issued(locked)
    return locked


def _tell_issued(request: InvoiceRequest) -> None:
    """Once for each number: typed again to add its file, the same invoice is told once."""
    kind, occasion = OrderMail.Kind.INVOICED, f"{request.symbol} {request.number}"[-16:]
    told = OrderMail.objects.filter(
        vendor_order=request.vendor_order_id, kind=kind, occasion=occasion
    )
    if not told.exists():
        write_parcel_mail(request.vendor_order, kind=kind, occasion=occasion)
