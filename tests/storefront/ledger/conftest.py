import pytest


@pytest.fixture
def cards(settings):
    """A shop that offers cards; what Stripe says is handed in (tests.storefront.ledger.cards)."""
    settings.STRIPE_SECRET_KEY = settings.STRIPE_PUBLISHABLE_KEY = "key of a test"
    settings.CLAIM_WINDOW_DAYS = 7
    return settings
