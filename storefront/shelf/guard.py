"""The wall around a vendor's shelf: another's are 404, what the role does not reach 403."""

from catalog.partner.models import StockRecord, Vendor
from storefront.vendors.guard import workspace_of

from .models import ShelfImport

workspace = workspace_of(Vendor.DoesNotExist, StockRecord.DoesNotExist, ShelfImport.DoesNotExist)
