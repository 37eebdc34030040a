"""Who makes e-invoices (Decree 254/2026, Circular 91/2026), behind one Protocol.

The marketplace issues none: it passes on what the buyer wants on the invoice. A vendor's own provider
may be asked by an adapter registered here; without one the vendor types what its provider gave it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import InvoiceRequest


@dataclass(frozen=True)
class Issued:
    """An invoice as its provider made it: number, symbol (ký hiệu), code to look it up, and where."""

    number: str
    symbol: str
    lookup_code: str = ""
    lookup_url: str = ""


class InvoiceProvider(Protocol):
    """One maker of invoices. ``issue`` may be called again for the same request: it answers the same."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str | Promise: ...

    def issue(self, request: "InvoiceRequest") -> Issued | None:
        """The invoice, made outside any transaction; None where a person makes it elsewhere."""
        ...


_providers: dict[str, InvoiceProvider] = {}


def register(provider: InvoiceProvider) -> None:
    _providers[provider.code] = provider


def provider(code: str) -> InvoiceProvider:
    """KeyError for one that is not registered."""
    return _providers[code]
