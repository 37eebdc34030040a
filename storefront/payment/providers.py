"""The ways to pay, behind one Protocol; who offers one registers it in AppConfig.ready()."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.kernel.errors import MarketplaceError
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder

from .models import Payment


class PaymentRefused(MarketplaceError):
    code = "payment_refused"


@dataclass(frozen=True)
class PaymentStart:
    """What became of the beginning: ``state`` is where the payment stands (Payment.State).

    ``redirect_to`` is where the buyer pays, empty where nothing is left to do on a screen.
    """

    state: str
    redirect_to: str = ""


@runtime_checkable
class PaymentProvider(Protocol):
    """One way to pay.

    ``start`` is called after the order is committed, outside any transaction, and may be called
    again for the same payment: it answers the same.
    """

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str | Promise: ...

    @property
    def explanation(self) -> str | Promise: ...

    def is_offered(self) -> bool:
        """Whether new orders may be paid so; old ones keep their way whatever this says."""
        ...

    def window(self) -> datetime.timedelta:
        """How long an unpaid order keeps its stock."""
        ...

    def obstacle(self, vendors: Sequence[Vendor], *, total: int) -> str:
        """Why ``total`` đồng to these vendors cannot be paid so, in words for the buyer; else empty."""
        ...

    def prepare(self, payment: Payment) -> None:
        """What must exist as soon as the order does; called in the order's own transaction."""
        ...

    def start(self, payment: Payment) -> PaymentStart: ...

    def hold(self, order: Order) -> None:
        """Lock what the provider keeps of the order, before a part of it ends; in that transaction."""
        ...

    def ended(self, parts: Sequence[VendorOrder]) -> None:
        """These parts are over: what has come for them is owed back; in the same transaction."""
        ...

    def give_back(self, part: VendorOrder, *, amount: int, cause: str) -> bool:
        """``amount`` of what was paid for a part that goes on is owed back, once per ``cause``.

        False where so much has not come, or is not ours to give; then nothing has changed. In the
        refund's transaction, after ``hold``.
        """
        ...


_PROVIDERS: dict[str, PaymentProvider] = {}


def register(provider: PaymentProvider) -> None:
    """Offer a way to pay. Its code is kept with every payment, so it never changes its meaning."""
    _PROVIDERS[provider.code] = provider


def provider(code: str) -> PaymentProvider:
    """The provider of that code; refused where there is none."""
    try:
        return _PROVIDERS[code]
    except KeyError as error:
        raise PaymentRefused(_("Choose a way to pay."), code="provider") from error


def provider_of(order: Order) -> PaymentProvider | None:
    """How the order is paid; None where that way is no longer offered."""
    return _PROVIDERS.get(order.payment_method)


def providers() -> list[PaymentProvider]:
    """All ways to pay, offered now or not, in the order in which they were registered."""
    return list(_PROVIDERS.values())


@dataclass(frozen=True)
class Choice:
    """A way to pay as it stands for one basket; ``obstacle`` says why it cannot be chosen."""

    provider: PaymentProvider
    obstacle: str

    @property
    def is_possible(self) -> bool:
        return not self.obstacle


def choices_for(vendors: Sequence[Vendor], *, total: int) -> list[Choice]:
    """Every offered way to pay these vendors ``total`` đồng; those that cannot be with the reason."""
    return [
        Choice(one, one.obstacle(vendors, total=total)) for one in providers() if one.is_offered()
    ]
