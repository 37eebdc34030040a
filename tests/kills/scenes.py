"""What goes on when the kill comes, and what must stand afterwards, whoever comes back or does not."""

import contextlib
import datetime
from dataclasses import dataclass, field
from typing import Any

import requests
from django.conf import settings
from django.core.signing import Signer
from django.test import Client
from django_tasks_db.models import DBTaskResult

from catalog.catalogue.models import Product
from marketplace.kernel.clock import now
from marketplace.kernel.ids import new_token
from storefront.basket.models import Basket
from storefront.cards.models import CardAttempt, CardRefund
from storefront.cards.services.reconciling import settle_open_attempts
from storefront.checkout import session as kept
from storefront.checkout.services import place_order
from storefront.ledger.checking import faults
from storefront.order.models import Line, Order, OrderMail
from storefront.order.reconciliation import disagreements
from storefront.order.services import cancel_order
from storefront.payment.models import Payment
from storefront.payment.services import begin_payment
from storefront.vendors.models import VendorOrder
from tests.factories import make_pack, make_vendor, stock_of
from tests.kills.house import House, wait_until
from tests.kills.points import (
    EVENT,
    EXPIRY,
    MAIL,
    PRESS_CARD,
    PRESS_CASH,
    REFUND,
    RESUME,
    Point,
)
from tests.money.hands import sums
from tests.servers.visitor import Visitor
from tests.storefront.cards.world import EVENTS
from tests.storefront.factories import BUYER, destination, make_basket

#: More than twenty kills at each point sell.
STOCK = 10_000
UNITS = (2, 1)
BUTTON = "Đặt hàng"


@dataclass
class Shelves:
    """One pack of each of two vendors; what orders that stand hold of them."""

    packs: list[Product]
    held: list[int] = field(default_factory=lambda: [0, 0])

    @classmethod
    def filled(cls) -> "Shelves":
        vendors = make_vendor(), make_vendor(province_slug="son-la")
        return cls([make_pack(vendor=vendor, stock=STOCK, price=62_000) for vendor in vendors])

    def basket(self) -> Basket:
        return make_basket(*zip(self.packs, UNITS, strict=True))


def at_the_button(house: House, basket: Basket, way: str) -> Visitor:
    """A browser on the last page of the checkout."""
    client = Client()
    session = client.session
    kept.remember(
        session,
        typed={"phone": BUYER["phone"], "email": BUYER["email"]},
        destination=destination(),
    )
    kept.remember_wishes(session, provider=way, invoice=None, gift=None)
    session.save()
    visitor = Visitor(house.url)
    visitor.session.cookies.update(
        {
            settings.SESSION_COOKIE_NAME: session.session_key,
            settings.OSCAR_BASKET_COOKIE_OPEN: Signer().sign(basket.pk),
        }
    )
    return visitor.get("/checkout/review/")


def placed(basket: Basket, way: str, *, is_begun: bool = True) -> Order:
    order = place_order(
        basket=basket,
        address=destination(),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=None,
        provider=way,
        checkout_key=new_token(),
        language="vi",
    )
    if is_begun:
        begin_payment(order=order)
    return order


@dataclass
class Trial:
    """One kill at one point. ``comes_back``: the buyer presses again, the provider tells again."""

    house: House
    shelves: Shelves
    point: Point
    comes_back: bool

    def run(self) -> Order:
        self.house.forget_mails()
        basket = self.shelves.basket()
        way = "cod" if self.point.scene in (PRESS_CASH, RESUME, MAIL) else "card"
        {
            PRESS_CARD: self._press,
            PRESS_CASH: self._press,
            EVENT: self._tell,
            RESUME: self._resume,
            MAIL: self._mail,
            REFUND: self._refund,
            EXPIRY: self._expire,
        }[self.point.scene](basket, way)
        order = Order.objects.get(basket_id=basket.pk)
        self._check(order, way)
        return order

    def _arm_and(self, act: Any) -> None:
        """Until the process is gone, and another one is there."""
        before = self.house.pid(self.point.process)
        self.house.arm(self.point)
        with contextlib.suppress(requests.ConnectionError):
            act()
        wait_until(lambda: self.house.has_fallen(self.point), self.point.name)
        wait_until(lambda: self.house.pid(self.point.process) != before, "another process")

    # --- scenes ------------------------------------------------------------------------------

    def _press(self, basket: Basket, way: str) -> None:
        visitor = at_the_button(self.house, basket, way)
        page = visitor.response
        self._arm_and(lambda: visitor.submit(button=BUTTON))
        if not self.comes_back:
            self.house.settle()
        if not Order.objects.filter(basket_id=basket.pk).exists():
            self._assert_untouched(basket)
        visitor.response = page
        if self.comes_back or not Order.objects.filter(basket_id=basket.pk).exists():
            visitor.submit(button=BUTTON)
        self.house.settle()
        if way == "card":
            order = Order.objects.get(basket_id=basket.pk)
            assert order.status == "pending"
            assert self._pay(order) == 200

    def _assert_untouched(self, basket: Basket) -> None:
        """Before the commit: the basket is open, nothing is reserved, nothing was asked of anybody."""
        basket.refresh_from_db()
        assert basket.status == Basket.OPEN
        self._assert_stock()

    def _tell(self, basket: Basket, way: str) -> None:
        order = placed(basket, way)
        event = self._paid_at_provider(order)
        self._arm_and(lambda: self.house.stripe.send(event, self.house.url + EVENTS))
        if self.comes_back:
            assert self.house.stripe.send(event, self.house.url + EVENTS) == 200
            return
        long_ago = now() - datetime.timedelta(minutes=10)
        CardAttempt.objects.filter(payment__order=order).update(created_at=long_ago)
        settle_open_attempts()

    def _resume(self, basket: Basket, way: str) -> None:
        order = placed(basket, way, is_begun=False)
        self._arm_and(lambda: self._make_due("storefront.checkout.tasks.resume_payment", order.pk))

    def _mail(self, basket: Basket, way: str) -> None:
        order = placed(basket, way, is_begun=False)
        self._arm_and(lambda: begin_payment(order=order))

    def _refund(self, basket: Basket, way: str) -> None:
        order = placed(basket, way)
        assert self._pay(order) == 200
        self.house.settle()
        self._arm_and(lambda: cancel_order(order=Order.objects.get(pk=order.pk)))

    def _expire(self, basket: Basket, way: str) -> None:
        order = placed(basket, way)

        def pass_the_time() -> None:
            Order.objects.filter(pk=order.pk).update(expires_at=now())
            self._make_due("storefront.checkout.tasks.release_unpaid_order", order.pk)

        self._arm_and(pass_the_time)

    def _make_due(self, task_path: str, order: int) -> None:
        waiting = DBTaskResult.objects.filter(task_path=task_path, status="READY")
        mine = [one.pk for one in waiting if one.args_kwargs["args"] == [order]]
        assert len(mine) == 1
        DBTaskResult.objects.filter(pk__in=mine).update(run_after=now())

    def _paid_at_provider(self, order: Order) -> dict[str, Any]:
        attempt = CardAttempt.objects.get(payment__order=order)
        self.house.stripe.books.succeed(attempt.intent_id or "")
        return self.house.stripe.books.events[-1]

    def _pay(self, order: Order) -> int:
        return self.house.stripe.send(self._paid_at_provider(order), self.house.url + EVENTS)

    # --- what must stand -----------------------------------------------------------------------

    def _check(self, order: Order, way: str) -> None:
        self.house.settle()
        order.refresh_from_db()
        ends = {REFUND: "cancelled", EXPIRY: "expired"}
        assert order.status == ends.get(self.point.scene, "placed")
        assert Order.objects.filter(basket_id=order.basket_id).count() == 1
        assert Payment.objects.filter(order=order).count() == 1
        assert not DBTaskResult.objects.filter(status__in=("RUNNING", "FAILED")).exists()
        if order.status == "placed":
            self.shelves.held = [held + n for held, n in zip(self.shelves.held, UNITS, strict=True)]
        self._assert_stock()
        self._assert_money(order, way)
        self._assert_mails(order)

    def _assert_stock(self) -> None:
        for pack, held in zip(self.shelves.packs, self.shelves.held, strict=True):
            record = stock_of(pack)
            assert (record.num_in_stock, record.num_allocated or 0) == (STOCK, held)
            lines = Line.objects.filter(product=pack).values_list("num_allocated", flat=True)
            assert sum(lines) == held
        assert disagreements() == []

    def _assert_money(self, order: Order, way: str) -> None:
        assert faults() == []
        accounts = sums("account", vendor_order__order=order)
        assert sum(accounts.values()) == 0
        at_door = order.total if way == "cod" else 0
        assert accounts.get("buyer", 0) == at_door
        assert accounts.get("gateway", 0) == (order.total if self._keeps(order, way) else 0)
        books = self.house.stripe.books
        mine = [one for one in books.intents.values() if one["metadata"]["order"] == order.number]
        assert [one["amount"] for one in mine] == ([order.total] if way == "card" else [])
        back = [one["amount"] for intent in mine for one in books.all_refunds_of(intent["id"])]
        known = CardRefund.objects.filter(attempt__payment__order=order)
        assert set(known.values_list("state", flat=True)) <= {"done"}
        parts = VendorOrder.objects.filter(order=order).order_by("pk")
        ended = list(parts.values_list("total", flat=True)) if order.status == "cancelled" else []
        assert sorted(back) == sorted(ended)

    @staticmethod
    def _keeps(order: Order, way: str) -> bool:
        return way == "card" and order.status == "placed"

    def _assert_mails(self, order: Order) -> None:
        """Each once to whom it is for; where the worker died over one, twice under one Message-ID."""
        rows = OrderMail.objects.filter(order=order)
        assert set(rows.values_list("state", flat=True)) == {"sent"}
        confirmed = rows.filter(kind="confirmed").count()
        assert confirmed == (0 if order.status == "expired" else 3)
        went = self.house.mails(order.number)
        assert set(went) == {str(pk) for pk in rows.values_list("pk", flat=True)}
        twice = 1 if self.point.name == "worker: a mail is sent, not noted" else 0
        assert len(went) == rows.count() + twice
