from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .providers import Issued

if TYPE_CHECKING:
    from .models import InvoiceRequest


class Manual:
    """The vendor makes the invoice with its own provider and types its number here."""

    code = "manual"
    name = _("by the seller's own provider")

    def issue(self, request: "InvoiceRequest") -> Issued | None:
        return None
