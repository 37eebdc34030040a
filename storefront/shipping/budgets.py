"""Budgets of free deliveries: taken with the order, given back with it; never overspent."""

from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext as _

from marketplace.kernel.errors import MarketplaceError
from storefront.order.happenings import Ended, Refunded
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder

from .models import DeliveryBudget, DeliveryUse


class DeliveryUsedUp(MarketplaceError):
    """Others were faster; nothing was ordered."""

    code = "used_up"


def left_of(budget_id: int) -> int:
    """What of it is not promised yet; one query."""
    left = DeliveryBudget.objects.filter(pk=budget_id).values_list(F("amount") - F("committed"))
    return left[0][0] if left else 0


def hold_deliveries(wanted: Iterable[tuple[int, VendorOrder]]) -> None:
    """Reserve what these parts take of their budgets, in the transaction that writes the order.

    By key, so that two orders never wait for each other in a circle. DeliveryUsedUp where somebody
    else was faster; the caller's roll-back undoes what was written.
    """
    for budget_id, part in sorted(wanted, key=lambda one: one[0]):
        if not _take(budget_id, part.delivery_aid):
            raise DeliveryUsedUp(
                _("The money for free deliveries is used up. Please look at the sums once more.")
            )
        DeliveryUse.objects.create(budget_id=budget_id, vendor_order=part, amount=part.delivery_aid)


def hold_again(order: Order) -> bool:
    """Once more what an expired order had given back; False where it is not there."""
    uses = DeliveryUse.objects.filter(vendor_order__order=order, back=F("amount"))
    for use in uses.order_by("budget", "pk"):
        if not _take(use.budget_id, use.amount):
            return False
        DeliveryUse.objects.filter(pk=use.pk).update(back=0)
    return True


def give_back_refunded(happening: Refunded) -> None:
    """A delivery that goes back with goods is in the budget again."""
    if happening.delivery_aid:
        _give_back(happening.vendor_order, happening.delivery_aid)


def give_back_ended(happening: Ended) -> None:
    """All that is left of it."""
    use = DeliveryUse.objects.filter(vendor_order=happening.vendor_order).first()
    if use is not None and use.back < use.amount:
        _give_back(happening.vendor_order, use.amount - use.back)


def _take(budget_id: int, amount: int) -> bool:
    free = DeliveryBudget.objects.filter(pk=budget_id, amount__gte=F("committed") + amount)
    return bool(free.update(committed=F("committed") + amount))


def _give_back(part: VendorOrder, amount: int) -> None:
    uses = DeliveryUse.objects.filter(vendor_order=part)
    mine = DeliveryBudget.objects.filter(uses__vendor_order__order=part.order_id)
    list(mine.select_for_update(of=("self",)).order_by("pk"))  # all of the order's, by key
    if uses.filter(amount__gte=F("back") + amount).update(back=F("back") + amount):
        DeliveryBudget.objects.filter(uses__vendor_order=part).update(
            committed=F("committed") - amount
        )
    elif uses.exists():
        raise RuntimeError(f"{part.number}: more of a delivery back than was given")
