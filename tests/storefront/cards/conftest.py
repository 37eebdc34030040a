import pytest
from django.test import Client

from tests.servers.stripe import StripeDouble
from tests.storefront.cards.world import World


@pytest.fixture
def stripe(stripe_account: StripeDouble) -> StripeDouble:
    return stripe_account


@pytest.fixture
def world(db, stripe: StripeDouble, client: Client) -> World:
    return World(stripe, client)
