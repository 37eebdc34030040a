"""The wall around a vendor's invoices: another's are 404, what the role does not reach 403."""

from catalog.partner.models import Vendor
from storefront.vendors.guard import workspace_of

from .models import InvoiceRequest

workspace = workspace_of(Vendor.DoesNotExist, InvoiceRequest.DoesNotExist)
