"""The wall around the pages about a vendor's money."""

from catalog.partner.models import Vendor
from storefront.transfers.models import BankTransaction, Statement, Transfer
from storefront.vendors.guard import workspace_of

workspace = workspace_of(
    Vendor.DoesNotExist,
    Transfer.DoesNotExist,
    Statement.DoesNotExist,
    BankTransaction.DoesNotExist,
)
