"""Transfers and refunds: what vendors' statements show, what they owe, what waits for a decision."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.accounts.models import User
from marketplace.kernel.money import dong
from storefront.order.statuses import OrderStatus
from storefront.refunds.deciding import approve_refund
from storefront.refunds.models import Refund
from storefront.refunds.statuses import RefundState
from storefront.transfers.models import Transfer
from storefront.transfers.selectors import owing
from storefront.transfers.services.settling import settle
from storefront.transfers.statuses import TransferState

from .kinds import Kind, Row, register


def _transfers() -> Any:
    return Transfer.objects.select_related("vendor_order__order", "vendor_order__vendor").order_by(
        "pk"
    )


def _owing() -> Iterable[Transfer]:
    return owing(_transfers())


def _unpaid_though_placed() -> Iterable[Transfer]:
    return _transfers().filter(
        state=TransferState.AWAITING,
        vendor_order__order__status__in=(OrderStatus.PLACED, OrderStatus.COMPLETED),
    )


def _paid_and_waiting() -> Iterable[Transfer]:
    """Orders all of whose shares have come, and which wait all the same."""
    open_ones = Transfer.objects.filter(state=TransferState.AWAITING).values("vendor_order__order")
    return (
        _transfers()
        .filter(vendor_order__order__status=OrderStatus.PENDING)
        .exclude(vendor_order__order__in=open_ones)
    )


def _row(code: str, found: Any, ours: str) -> Row:
    part = found.vendor_order
    return Row(
        f"{code}-{found.pk}",
        part.number,
        ours,
        _("%(vendor)s: %(received)s received, %(refunded)s paid back")
        % {
            "vendor": part.vendor.name,
            "received": dong(found.held),
            "refunded": dong(found.refunded),
        },
        found.paid_at or found.created_at,
    )


def _owing_row(found: Any) -> Row:
    ours = _("%(status)s, %(amount)s owed back") % {
        "status": found.vendor_order.get_status_display(),
        "amount": dong(found.owed),
    }
    return _row("owed", found, ours)


def _count_again(found: Any, _user: User) -> str:
    settled = settle(order_id=found.vendor_order.order_id)
    fresh = next(one for one in settled if one.pk == found.pk)
    return _("%(state)s, %(amount)s owed back") % {
        "state": fresh.get_state_display(),
        "amount": dong(fresh.owed),
    }


def _refund_row(found: Any) -> Row:
    return Row(
        f"refund-{found.pk}",
        found.vendor_order.number,
        f"{found.get_state_display()}: {dong(found.total)}",
        found.reason,
        found.created_at,
    )


def _approve(found: Any, user: User) -> str:
    return str(approve_refund(refund=found, acting_user=user).get_state_display())


def register_transfers() -> None:
    """All that can disagree about transfers, and refunds that nobody has decided on."""
    again = gettext_lazy("Count again")
    register(
        Kind(
            "owed",
            gettext_lazy("Owed back by a seller and not paid back"),
            again,
            _owing,
            _owing_row,
            _count_again,
        )
    )
    register(
        Kind(
            "short",
            gettext_lazy("The order is placed, and a transfer is missing"),
            again,
            _unpaid_though_placed,
            lambda found: _row("short", found, _("awaiting the transfer")),
            _count_again,
        )
    )
    register(
        Kind(
            "stuck",
            gettext_lazy("All transfers have come, and the order still waits"),
            again,
            _paid_and_waiting,
            lambda found: _row("stuck", found, _("awaiting payment")),
            _count_again,
        )
    )
    register(
        Kind(
            "refund",
            gettext_lazy("Refunds that wait for approval"),
            gettext_lazy("Approve"),
            lambda: (
                Refund.objects.filter(state=RefundState.PROPOSED)
                .select_related("vendor_order__vendor__organisation", "vendor_order__order")
                .order_by("pk")
            ),
            _refund_row,
            _approve,
        )
    )
