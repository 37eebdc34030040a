from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_public_id
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

#: A part that ended without a sale has no invoice.
ENDED = (VendorOrderStatus.CANCELLED, VendorOrderStatus.EXPIRED)


def private_storage():
    """Never the public one (truth 10)."""
    return storages["private"]


def invoice_path(request: "InvoiceRequest", _name: str) -> str:
    return f"invoices/{request.public_id}.{request.file_kind}"


class InvoiceRequest(models.Model):
    """What a buyer wants on the invoice of one vendor's part, and the invoice once there is one.

    An issued invoice is never called off, only replaced by the vendor's provider (Decree 254/2026):
    what is typed again takes its place, and the audit keeps both.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        ISSUED = "issued", _("issued")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor_order = models.OneToOneField(
        VendorOrder, on_delete=models.PROTECT, related_name="invoice_request"
    )
    company = models.CharField(_("name on the invoice"), max_length=255)
    tax_code = models.CharField(_("tax code"), max_length=14)
    address = models.CharField(_("address"), max_length=255)
    email = models.EmailField(_("e-mail"))
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.ASKED)
    provider = models.CharField(max_length=20, default="manual")
    number = models.CharField(_("invoice number"), max_length=20, blank=True)
    symbol = models.CharField(_("symbol"), max_length=20, blank=True)
    lookup_code = models.CharField(_("lookup code"), max_length=60, blank=True)
    lookup_url = models.URLField(_("where to look it up"), blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.FileField(storage=private_storage, upload_to=invoice_path, blank=True)
    file_kind = models.CharField(max_length=4, blank=True)

    class Meta:
        verbose_name = _("invoice asked for")
        verbose_name_plural = _("invoices asked for")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked") | (Q(issued_at__isnull=False) & ~Q(number="")),
                name="invoices_issued_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor_order}: {self.company}"


class InvoiceDetails(models.Model):
    """What a member wanted on the last invoice, to be filled in for the next one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invoice_details"
    )
    company = models.CharField(_("name on the invoice"), max_length=255)
    tax_code = models.CharField(_("tax code"), max_length=14)
    address = models.CharField(_("address"), max_length=255)
    email = models.EmailField(_("e-mail"))

    class Meta:
        verbose_name = _("invoice details of a member")
        verbose_name_plural = _("invoice details of members")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.company
