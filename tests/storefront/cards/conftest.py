import pytest
from django.test import Client

from tests.servers.stripe import StripeDouble
from tests.storefront.cards.world import World


@pytest.fixture
def stripe(settings, stripe_double: StripeDouble) -> StripeDouble:
    """A shop whose operator has an account at the double."""
    for name, value in stripe_double.environment.items():
        setattr(settings, name, [value] if name == "STRIPE_ORIGINS" else value)
    return stripe_double


@pytest.fixture
def world(db, stripe: StripeDouble, client: Client) -> World:
    return World(stripe, client)
