"""The demonstration as a whole: made in one transaction, and a second time nothing is added."""

from collections.abc import Callable

from django.db import transaction

from marketplace.kernel import clock

from .papers import make_certificates
from .people import make_people
from .places import Places
from .rows import rows
from .supply import make_packs, make_producers, make_products, make_vendors


@transaction.atomic
def make_demo(say: Callable[[str], object]) -> None:
    """``say`` is told what is being made."""
    places = Places()
    wanted = rows()
    say(f"{len(wanted)} recognised products and their producers")
    producers = make_producers(wanted, places)
    products = make_products(wanted, producers)
    say("shops, pack sizes, illustrative prices and stock")
    vendors = make_vendors(wanted, producers, places)
    make_packs(wanted, products, vendors)
    say("demonstration certificates")
    make_certificates(wanted, products, places, today=clock.today())
    say("accounts")
    make_people()
