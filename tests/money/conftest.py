import pytest
from django.test import Client

from tests.servers.stripe import StripeDouble
from tests.storefront.cards.world import World


@pytest.fixture
def world(db, stripe_account: StripeDouble, client: Client) -> World:
    return World(stripe_account, client)
