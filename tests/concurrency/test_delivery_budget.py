"""Many buyers at the last đồng of a budget for free deliveries: it is not overspent."""

import pytest

from marketplace.kernel.clock import today
from marketplace.kernel.models import AuditEntry
from storefront.checkout.services import ReviewOutdated
from storefront.ledger.checking import faults
from storefront.order.models import Order
from storefront.shipping.free import promise_free_delivery
from storefront.shipping.models import DeliveryBudget, DeliveryUse, FreeDelivery
from storefront.shipping.raising import raise_budget
from storefront.shipping.tariffs import forget
from storefront.vendors.models import VendorOrder
from tests.certification.factories import a_province_officer
from tests.concurrency.buyers import placing
from tests.concurrency.threads import at_once
from tests.factories import make_pack, make_user, make_vendor, province
from tests.storefront.factories import make_basket


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    request.getfixturevalue(request.param)
    yield
    forget()


def promised() -> FreeDelivery:
    """60.000 ₫ in all, of which a delivery takes 34.000 ₫: one."""
    free = promise_free_delivery(
        province=province("dong-thap"),
        free_from=50_000,
        first=today(),
        last=None,
        budget=60_000,
        acting_user=make_user(is_staff=True, is_superuser=True),
    )
    forget()
    return free


def test_two_at_the_last_dong_are_one_and_a_refusal_in_words(database):
    pack = make_pack(vendor=make_vendor(province_slug="dong-thap"), price=100_000, stock=50)
    promised()

    answers = at_once([placing(make_basket((pack, 1)), f"{n}@example.vn") for n in range(4)])

    orders = [one for one in answers if isinstance(one, Order)]
    refused = [one for one in answers if isinstance(one, ReviewOutdated)]
    assert (len(orders), len(refused)) == (1, 3), answers
    part = VendorOrder.objects.get(order=orders[0])
    budget = DeliveryBudget.objects.get()
    assert (part.shipping_charge, budget.committed) == (0, part.delivery_aid)
    assert DeliveryUse.objects.count() == 1
    assert faults() == []


def test_a_budget_raised_at_that_moment_loses_no_order_and_no_dong(database):
    """Two presses of the same office add once; whoever orders before or after finds what there is."""
    pack = make_pack(vendor=make_vendor(province_slug="dong-thap"), price=100_000, stock=50)
    free = promised()
    officer = a_province_officer("dong-thap")

    def press() -> int:
        return raise_budget(free=free, seen=60_000, more=40_000, acting_user=officer)

    baskets = [make_basket((pack, 1)) for _buyer in range(4)]
    answers = at_once(
        [press, press, *(placing(one, f"{n}@example.vn") for n, one in enumerate(baskets))]
    )

    assert answers[:2] == [100_000, 100_000], answers
    orders = [one for one in answers if isinstance(one, Order)]
    assert all(isinstance(one, Order | ReviewOutdated) for one in answers[2:]), answers
    budget = DeliveryBudget.objects.get()
    uses = list(DeliveryUse.objects.values_list("amount", flat=True))
    assert 1 <= len(orders) == len(uses) <= 2
    assert (budget.amount, budget.committed) == (100_000, sum(uses))
    assert AuditEntry.objects.filter(action="free_delivery.raised").count() == 1
    assert faults() == []
