"""The hands of everybody in the market: buyers, shops, the card provider, the office, the queue."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.db.models import Sum
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from storefront.basket.models import Basket
from storefront.checkout.services import place_order
from storefront.ledger.models import Entry
from storefront.order.models import Order, OrderMail
from storefront.shipping.models import FreeDelivery
from storefront.vendors.models import VendorOrder
from tests.certification.factories import a_national_officer
from tests.factories import make_member, make_pack, make_user, make_vendor, province
from tests.money.aid import PLATFORM, PROVINCE, SELLER
from tests.servers.stripe import StripeDouble
from tests.servers.stripe.books import Books
from tests.storefront.cards.world import EVENTS
from tests.storefront.factories import BUYER, destination
from tests.storefront.ledger.books import household
from tests.storefront.transfers.factories import make_account
from tests.storefront.vouchers.campaigns import make_campaign

PRICES = ((62_000, 6), (33_333, 4)), ((180_000, 5),)
#: Both sellers' goods are of this province; its budget is used up soon.
VOUCHERS: tuple[dict[str, Any], ...] = (
    {
        "code": "SENHONG",
        "payer": PROVINCE,
        "vendor": None,
        "budget": 90_000,
        "percent": 20,
        "most": 40_000,
    },
    {
        "code": "HOPTAC",
        "payer": SELLER,
        "vendor": 1,
        "budget": 200_000,
        "amount": 35_000,
        "minimum": 180_000,
        "uses_all": 2,
    },
)
#: From goods worth so much of one vendor: what is sent from the province; anybody's goods.
FREE_FROM = {PROVINCE: 120_000, PLATFORM: 360_000}


@dataclass(frozen=True)
class Market:
    """A household with two packs and a company with one; a double of the card provider."""

    stripe: StripeDouble
    vendors: list[Vendor]
    packs: list[Product]
    owners: list[User]
    office: list[User]
    payer: User

    @classmethod
    def opened(cls, stripe: StripeDouble) -> "Market":
        vendors = [household(), make_vendor(province_slug="son-la")]
        packs = [
            make_pack(vendor=vendor, price=price, stock=stock)
            for vendor, shelf in zip(vendors, PRICES, strict=True)
            for price, stock in shelf
        ]
        owners = [make_member(vendor.organisation) for vendor in vendors]
        for number, vendor in enumerate(vendors):
            make_account(vendor, number=f"0{number + 1}11111111")
        office = [make_user(is_staff=True, is_superuser=True) for _person in range(2)]
        _give(vendors)
        return cls(stripe, vendors, packs, owners, office, a_national_officer())

    def forget(self) -> None:
        """Another day at the provider and in the mailbox."""
        origin = self.stripe.books.origin
        self.stripe.books = Books()
        self.stripe.books.origin = origin
        self.stripe._answers.clear()
        mail.outbox.clear()

    def order(self, basket: int, way: str, key: str) -> Order:
        return place_order(
            basket=Basket.objects.get(pk=basket),
            address=destination(),
            buyer_email=BUYER["email"],
            phone=BUYER["phone"],
            user=None,
            provider=way,
            checkout_key=key,
            language="vi",
        )

    def tell(self, event: dict[str, Any], **how: Any) -> int:
        """Deliver an event to the shop's endpoint: how it answers."""
        body, signature = self.stripe.signed(event, **how)
        return (
            Client()
            .post(
                EVENTS,
                body,
                content_type="application/json",
                headers={"Stripe-Signature": signature},
            )
            .status_code
        )


def _give(vendors: list[Vendor]) -> None:
    """Vouchers, and deliveries that others than the buyer pay."""
    for one in VOUCHERS:
        terms = {key: value for key, value in one.items() if key not in ("code", "vendor")}
        of = {"vendor": vendors[one["vendor"]]} if one["payer"] == SELLER else {}
        make_campaign(one["code"], **terms, **of, uses_each=0)
    for payer, free_from in FREE_FROM.items():
        FreeDelivery.objects.create(
            payer=payer,
            province=province("dong-thap") if payer == PROVINCE else None,
            free_from=free_from,
            valid_from=datetime.date(2026, 1, 1),
        )


def part_of(pk: int) -> VendorOrder:
    """Read afresh, as a page does."""
    return VendorOrder.objects.select_related("vendor__organisation", "order").get(pk=pk)


def work(*, minutes: int = 0) -> None:
    """What is due in the queue, and what that puts into it, until nothing is left."""
    until = now() + datetime.timedelta(minutes=minutes)
    never = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
    while True:
        waiting = DBTaskResult.objects.filter(status="READY", task_path__startswith="storefront.")
        due = waiting.filter(run_after__lte=until) | waiting.filter(run_after=never)
        task = due.order_by("enqueued_at", "pk").first()
        if task is None:
            return
        DBTaskResult.objects.filter(pk=task.pk).delete()
        task.task.func(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])


def sums(*fields: str, **where: Any) -> dict[Any, int]:
    """Of the books' entries."""
    rows = Entry.objects.filter(**where).order_by().values_list(*fields).annotate(Sum("amount"))
    return {row[:-1] if len(fields) > 1 else row[0]: row[-1] for row in rows}


def confirmations_written() -> dict[int, tuple[int, int]]:
    """Order → confirmations to its buyer that were written, and sent."""
    found: dict[int, tuple[int, int]] = {}
    rows = OrderMail.objects.filter(kind="confirmed", vendor_order=None)
    for order, state in rows.values_list("order", "state"):
        written, sent = found.get(order, (0, 0))
        found[order] = written + 1, sent + (state == "sent")
    return found


def confirmations_received(number: str) -> int:
    """So many the buyer has in the mailbox."""
    with translation.override("vi"):
        subject = gettext("Your order %(number)s") % {"number": number}
    return sum(one.subject == subject and one.to == [BUYER["email"]] for one in mail.outbox)
