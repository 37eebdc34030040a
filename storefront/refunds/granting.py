"""A refund becomes true: stock, money, books and mail in one transaction.

Rows are taken in the order of docs/concurrency.md: the provider's, the vendor's part, what hangs
on it (refund, balances), stock, order, payment.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from storefront.order.happenings import Refunded, tell
from storefront.order.models import OrderMail
from storefront.order.services import write_parcel_mail
from storefront.payment.providers import provider_of
from storefront.states.moving import move_row
from storefront.states.table import Mover
from storefront.vendors.finishing import finish
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .errors import RefundRefused
from .models import Refund
from .statuses import RefundState, RefundWay
from .stocking import settle_stock

BEFORE_DISPATCH = (
    VendorOrderStatus.NEW,
    VendorOrderStatus.ACCEPTED,
    VendorOrderStatus.PACKED,
)
_OPEN = (
    *BEFORE_DISPATCH,
    VendorOrderStatus.SHIPPED,
    VendorOrderStatus.DELIVERED,
    VendorOrderStatus.RETURNED,
)


@contextmanager
def holding(vendor_order: VendorOrder) -> Iterator[VendorOrder]:
    """A transaction with the provider's rows and the part locked; the part as it is now."""
    provider = provider_of(vendor_order.order)
    with transaction.atomic():
        if provider is not None:
            provider.hold(vendor_order.order)
        parts = VendorOrder.objects.select_for_update(of=("self",))
        yield parts.select_related("vendor__organisation", "order").get(pk=vendor_order.pk)


def require_open(part: VendorOrder) -> None:
    if part.status not in _OPEN:
        raise RefundRefused(
            _("An order that is “%(status)s” is not refunded by line: all of it is owed back.")
            % {"status": part.get_status_display()},
            code="over",
        )
    if is_cash(part) and part.status != VendorOrderStatus.DELIVERED:
        raise RefundRefused(
            _("Nothing has been paid yet: the carrier collects on delivery."), code="unpaid"
        )


def decided_already() -> RefundRefused:
    return RefundRefused(_("This refund is decided already."), code="decided")


def is_cash(part: VendorOrder) -> bool:
    """Whether the carrier collects the money, so that only the vendor knows of it."""
    return bool(part.order.payment_method == "cod")


def grant(refund: Refund, part: VendorOrder, *, by: Mover, acting_user: User | None) -> None:
    """Approve it with all that follows. RefundRefused where the money is not there to go back."""
    grant_all([(refund, part)], by=by, acting_user=acting_user)


def grant_all(
    refunds: Sequence[tuple[Refund, VendorOrder]], *, by: Mover, acting_user: User | None
) -> None:
    """The same for refunds of several parts of one order, all of them locked by the caller."""
    for refund, _part in refunds:
        if not move_row(
            refund, to=RefundState.APPROVED, by=by, decided_by=acting_user, decided_at=now()
        ):
            raise decided_already()
    lines = [one for refund, _part in refunds for one in refund.lines.select_related("line")]
    settle_stock(lines)
    for refund, part in refunds:
        _tell_granted(refund, part, acting_user)
        finish(part, acting_user=acting_user)


def told_of(refund: Refund, part: VendorOrder) -> Refunded:
    """What the books are told of it: the buyer's money, and what others had paid for the same."""
    lines = list(refund.lines.select_related("line"))
    return Refunded(
        part,
        goods=refund.goods,
        shipping=refund.shipping,
        cause=f"refund-{refund.public_id}",
        lines=tuple((one.line, one.goods) for one in lines if one.goods),
        discounts=tuple((one.line, one.discount) for one in lines if one.discount),
        delivery_aid=sum(one.delivery_aid for one in lines),
    )


def _tell_granted(refund: Refund, part: VendorOrder, acting_user: User | None) -> None:
    told = told_of(refund, part)
    tell(told)
    if refund.way == RefundWay.GOES:
        _give_back(refund, part, told.cause)
    if refund.way != RefundWay.NEVER_CAME:
        write_parcel_mail(part, kind=OrderMail.Kind.REFUND, occasion=refund.public_id)
    audit.record(
        action="refund.approved",
        target=refund,
        acting_user=acting_user,
        number=part.number,
        goods=refund.goods,
        shipping=refund.shipping,
    )


def _give_back(refund: Refund, part: VendorOrder, cause: str) -> None:
    provider = provider_of(part.order)
    if provider is None or not provider.give_back(part, amount=refund.total, cause=cause):
        raise RefundRefused(
            _("So much has not been paid for this order, or the bank still disputes it."),
            code="not_paid",
        )
