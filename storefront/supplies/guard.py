"""The wall around a vendor's supplies: another's are 404, what the role does not reach 403."""

from catalog.partner.models import Vendor
from catalog.supply.models import Supply
from storefront.vendors.guard import workspace_of

from .models import SupplyImport

workspace = workspace_of(Vendor.DoesNotExist, Supply.DoesNotExist, SupplyImport.DoesNotExist)
