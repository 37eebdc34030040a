"""A demo's shops with a month of money behind them: what the pages of money look like when they are full.

Run inside the application (``Application.manage("shell", "-c", …)``), by the services alone.
"""

import datetime
import json
import sys
from typing import Any

from allauth.account.models import EmailAddress

from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord, Vendor
from marketplace.accounts.models import User
from marketplace.kernel.clock import now, today
from storefront.invoices.providers import Issued
from storefront.invoices.services import ask_invoice, issue_invoice
from storefront.ledger.models import Sale
from storefront.ledger.services.paying_out import approve_run, make_run
from storefront.order.models import Line, Order
from storefront.order.services import cancel_order
from storefront.shipments.services import create_shipment, fail_shipment, retry_shipment
from storefront.shipping.models import Tariff
from storefront.transfers.models import BankAccount
from storefront.transfers.services.accounts import confirm_account, propose_account
from storefront.vendors.closing import announce_closed
from tests.browser.moneyed import CLERK, OPERATORS
from tests.journeys.offers import PASSWORD, VENDORS
from tests.storefront.factories import make_order
from tests.storefront.ledger import cards
from tests.storefront.ledger.books import deliver
from tests.storefront.refunds.shops import bring, part_of, propose
from tests.storefront.transfers.factories import pay, place, transfers_of

COMPANY = {
    "company": "Công ty TNHH Thực phẩm Sông Tiền",
    "tax_code": "0100109106",
    "address": "12 Hàng Trống, phường Hoàn Kiếm, Hà Nội",
    "email": "ke-toan@example.vn",
}


def fill() -> None:
    """Orders in every state, refunds, parcels, invoices, a statement, a run that waits; told as JSON."""
    owners = [User.objects.get(email=email) for email in VENDORS]
    vendors = [Vendor.objects.get(organisation__memberships__user=owner) for owner in owners]
    clerk = _clerk(vendors[0])
    operator, approver = _operators()
    for vendor, owner in zip(vendors, owners, strict=True):
        _account(vendor, owner)
    packs = [_packs(vendor) for vendor in vendors]

    for number in range(4):
        make_order((packs[0][number % len(packs[0])], number + 1))
    for step in ("accepted", "packed", "shipped"):
        bring(part_of(make_order((packs[0][0], 2))), step, by=owners[0])
    failed = _failed_and_tried_again(packs[0], owners[0])
    for number in range(3):
        deliver(part_of(cards.paid((packs[0][0], number + 2))))
    deliver(part_of(cards.paid((packs[1][0], 3))))
    Sale.objects.update(due_at=now())
    paid_run = make_run(vendor_ids={vendors[1].public_id}, acting_user=operator)
    approve_run(run=paid_run, acting_user=approver)
    waiting_run = make_run(vendor_ids={vendors[0].public_id}, acting_user=operator)
    deliver(part_of(cards.paid((packs[0][0], 1))))
    Sale.objects.update(due_at=now())

    refunded = deliver(part_of(make_order((packs[0][0], 3), (packs[0][-1], 2))))
    propose(refunded, (1, 0), by=owners[0])
    propose(refunded, (1, 0), by=clerk, reason="Nắp lọ bị hở, mật ong chảy ra ngoài")
    asked = _invoices(packs[0], owners[0])
    _disagreeing(packs[1])
    announce_closed(vendor=vendors[1], first=today(), last=None, acting_user=owners[1])
    _coming_tariff()
    print(  # noqa: T201 - the caller reads it
        json.dumps({
            "tariff": str(Tariff.objects.order_by("pk")[0].pk),
            "vendor": vendors[0].public_id,
            "order": failed.public_id,
            "refunded": refunded.public_id,
            "fresh": part_of(make_order((packs[0][0], 2))).public_id,
            "run": waiting_run.public_id,
            "approved": paid_run.public_id,
            "invoice": asked,
            "token": refunded.order.token,
            "month": f"{today():%Y-%m}",
            "pack": packs[0][0].public_id,
        })
    )  # fmt: skip
    sys.stdout.flush()


def _packs(vendor: Vendor) -> list[Product]:
    """A few of the shop's that are sold today and travel as ordinary parcels."""
    listed = Product.objects.listed(on=today()).values("pk")
    records = StockRecord.objects.filter(
        partner=vendor.partner_id,
        product__parent__in=listed,
        num_in_stock__gt=40,
        price__gt=0,
        product__parcel_class="ordinary",
        product__parent__product_class__requires_shipping=True,
    ).exclude(product__parent__criteria_set__code__in=["B14", "B15", "B18"])
    return [record.product for record in records.order_by("pk")[:3]]


def _account(vendor: Vendor, owner: User) -> None:
    if BankAccount.objects.filter(vendor=vendor, state="verified").exists():
        return
    account = propose_account(
        vendor=vendor,
        bank_bin="970436",
        number=f"10{vendor.pk:08}",
        holder="HTX MINH HOA",
        password=PASSWORD,
        acting_user=owner,
    )
    confirm_account(account=account, acting_user=owner)


def _clerk(vendor: Vendor) -> User:
    user = _somebody(CLERK)
    vendor.organisation.memberships.get_or_create(user=user, defaults={"role": "orders"})
    return user


def _operators() -> list[User]:
    return [_somebody(email, is_staff=True, is_superuser=True) for email in OPERATORS]


def _somebody(email: str, **values: Any) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, **values)
        user.set_password(PASSWORD)
        user.save()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _failed_and_tried_again(packs: list[Product], owner: User) -> Any:
    part = bring(part_of(make_order((packs[0], 3), (packs[-1], 1))), "packed", by=owner)
    line = Line.objects.filter(vendor_order=part).order_by("pk")[0]
    parcel = create_shipment(
        vendor_order=part,
        lines=[(line, 2)],
        carrier="Viettel Post",
        tracking="VTP123456789",
        acting_user=owner,
    )
    fail_shipment(shipment=parcel, reason="Không ai nghe máy", acting_user=owner)
    parcel.refresh_from_db()
    retry_shipment(shipment=parcel, acting_user=owner)
    return part


def _invoices(packs: list[Product], owner: User) -> str:
    for position in range(2):
        order = make_order((packs[0], position + 1))
        requests = ask_invoice(order=order, **COMPANY)
        if position == 0:
            issued = Issued(number="00000127", symbol="C26TAA", lookup_code="K7H2M9", lookup_url="")
            issue_invoice(request=requests[0], issued=issued, acting_user=owner)
    return requests[0].public_id


def _disagreeing(packs: list[Product]) -> None:
    """A transfer that came for an order which was then called off: its seller owes it back."""
    order = place((packs[0], 1))
    for transfer in transfers_of(order):
        pay(transfer)
    cancel_order(order=Order.objects.get(pk=order.pk))


def _coming_tariff() -> None:
    """The manual carrier's next one, a little dearer."""
    now_ = Tariff.objects.get(carrier__code="manual")
    rates = list(now_.rates.all())
    now_.pk, now_.digest = None, "of a test"
    now_.valid_from = today() + datetime.timedelta(days=40)
    now_.save()
    for rate in rates:
        rate.pk, rate.tariff = None, now_
        rate.steps = [[grams, amount + 1000] for grams, amount in rate.steps]
        rate.save()
