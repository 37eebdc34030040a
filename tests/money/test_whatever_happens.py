"""Whatever buyers, shops, the card provider and the office do, in any order: the books are right."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.money.hands import Market
from tests.money.machine import Marketplace

#: The same runs each time: what is new is looked for by `make soak`.
SMALL = {"max_examples": 12, "stateful_step_count": 30, "derandomize": True}
LARGE = {"max_examples": 300, "stateful_step_count": 60}


def run(market: Market, figures: dict[str, object]) -> None:
    machine = type("OurMarketplace", (Marketplace,), {"market": market})
    how = settings(
        deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, **figures
    )
    run_state_machine_as_test(machine, settings=how)


@pytest.fixture
def frozen_rates(settings):
    settings.COMMISSION_BASIS_POINTS = 333
    settings.CLAIM_WINDOW_DAYS = 7


def test_whatever_happens_the_books_say_what_paper_says(db, frozen_rates, stripe_account):
    run(Market.opened(stripe_account), SMALL)


@pytest.mark.soak
def test_whatever_happens_at_length(db, frozen_rates, stripe_account):
    run(Market.opened(stripe_account), LARGE)


@pytest.mark.soak
@pytest.mark.postgresql
def test_whatever_happens_at_length_on_postgresql(on_postgresql, frozen_rates, stripe_account):
    run(Market.opened(stripe_account), LARGE)
