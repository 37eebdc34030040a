"""The demonstration as a whole; a second time nothing is added."""

from collections.abc import Callable

from django.db import transaction

from marketplace.kernel import clock

from .accounts import make_accounts
from .demands import make_demands
from .giving import make_gifts
from .papers import make_certificates
from .people import demo_buyer, make_people
from .places import Places
from .rows import rows
from .sales import make_orders
from .supply import make_packs, make_producers, make_products, make_vendors
from .visits import make_visits
from .wholesale import make_supplies


def make_demo(say: Callable[[str], object]) -> None:
    """``say`` is told what is being made. Not within a transaction: orders have their own."""
    with transaction.atomic():
        _make_supply(say)
    say("orders")
    make_orders(today=clock.today())


def _make_supply(say: Callable[[str], object]) -> None:
    places = Places()
    wanted = rows()
    say(f"{len(wanted)} recognised products and their producers")
    producers = make_producers(wanted, places)
    products = make_products(wanted, producers)
    say("shops, pack sizes, illustrative prices and stock")
    vendors = make_vendors(wanted, producers, places)
    make_packs(wanted, products, vendors)
    make_visits(products.values(), vendors)
    make_accounts()
    say("demonstration certificates")
    make_certificates(wanted, products, places, today=clock.today())
    say("accounts")
    make_people()
    say("supplies and demands")
    make_supplies(today=clock.today())
    make_demands(demo_buyer(), today=clock.today())
    say("a campaign of vouchers and a gift set")
    make_gifts(today=clock.today())
