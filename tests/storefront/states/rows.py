"""One real row of each kind that the table knows."""

from collections.abc import Callable

from django.db.models import Model

from marketplace.kernel.clock import now
from storefront.cards.models import CardAttempt, CardRefund
from storefront.ledger.models import Payout, PayoutRun
from storefront.payment.models import Payment
from storefront.refunds.models import Refund
from storefront.shipments.models import Shipment
from storefront.transfers.models import BankAccount
from storefront.vendors.models import VendorOrder
from tests.factories import make_user, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.transfers.factories import make_account, place, transfers_of


def _attempt() -> CardAttempt:
    payment = Payment.objects.get(order=make_order(confirmed=False))
    return CardAttempt.objects.create(payment=payment, amount=payment.amount)


def _refund() -> Refund:
    return Refund.objects.create(
        vendor_order=VendorOrder.objects.get(order=make_order()),
        form_key="abcdefgh",
        goods=1000,
        shipping=0,
        total=1000,
        reason="Vỡ",
    )


def _account() -> BankAccount:
    return make_account(make_vendor())


def _run() -> PayoutRun:
    return PayoutRun.objects.create(made_by=make_user(), approved_by=make_user(), approved_at=now())


def _payout() -> Payout:
    return Payout.objects.create(
        run=_run(),
        vendor=make_vendor(),
        amount=1000,
        bank_bin="970436",
        account_number="0123456789",
        holder="HTX",
    )


def _shipment() -> Shipment:
    part = VendorOrder.objects.get(order=make_order())
    return Shipment.objects.create(vendor_order=part, number=f"{part.number}/1")


_MAKERS: dict[str, Callable[[], Model]] = {
    "order.order": lambda: make_order(confirmed=False),
    "vendors.vendororder": lambda: VendorOrder.objects.get(order=make_order(confirmed=False)),
    "shipments.shipment": _shipment,
    "payment.payment": lambda: Payment.objects.get(order=make_order(confirmed=False)),
    "cards.cardattempt": _attempt,
    "cards.cardrefund": lambda: CardRefund.objects.create(
        attempt=_attempt(), amount=1000, cause="end-1"
    ),
    "refunds.refund": _refund,
    "transfers.transfer": lambda: transfers_of(place())[0],
    "transfers.bankaccount": _account,
    "ledger.payoutrun": _run,
    "ledger.payout": _payout,
}


def make_row(kind: str) -> Model:
    return _MAKERS[kind]()
