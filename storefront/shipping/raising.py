"""A budget of free deliveries grows; it never shrinks, because orders and buyers count on it."""

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.errors import NotAllowed
from storefront.refunds.roles import is_money_operator
from storefront.vouchers.funding import changed_meanwhile, may_pay

from .free import FreeDeliveryRefused
from .models import DeliveryBudget, FreeDelivery


def may_raise(user: User, free: FreeDelivery) -> bool:
    """Whoever gives this payer's money, and operators, who promise in its name."""
    return is_money_operator(user) or may_pay(
        user, payer=free.payer, province=free.province, vendor=free.vendor
    )


def raise_budget(*, free: FreeDelivery, seen: int, more: int, acting_user: User) -> int:
    """``more`` đồng on top of the ``seen`` ones; what the budget is now.

    One UPDATE that holds only while the budget is what was seen: an order that takes its delivery at
    the same moment waits for it or goes before, and the same press again adds nothing. NotAllowed;
    FreeDeliveryRefused where it is over, has no budget, or somebody else has changed it meanwhile.
    """
    if not may_raise(acting_user, free):
        raise NotAllowed(_("You may not give this money."))
    if more < 1:
        raise FreeDeliveryRefused(_("Please say by how much."), code="amount")
    if free.is_over:
        raise FreeDeliveryRefused(_("These days are over already."), code="amount")
    with transaction.atomic():
        if DeliveryBudget.objects.filter(free=free, amount=seen).update(amount=seen + more):
            audit.record(
                action="free_delivery.raised",
                target=free,
                acting_user=acting_user,
                before=seen,
                budget=seen + more,
            )
            return seen + more
    amount = DeliveryBudget.objects.filter(free=free).values_list("amount", flat=True).first()
    if amount is None:
        raise FreeDeliveryRefused(_("It has no budget: there is no limit."), code="amount")
    if amount != seen + more:
        raise FreeDeliveryRefused(changed_meanwhile(amount), code="amount")
    return amount
