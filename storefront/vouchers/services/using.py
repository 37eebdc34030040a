"""A voucher is used by an order, and given back; its budget is never overspent.

Each change is one UPDATE whose WHERE holds the condition, so that of many buyers at once exactly
as many get it as the money reaches for, on SQLite and PostgreSQL alike. Campaigns are taken in the
order of their keys, after everything else of an order (docs/concurrency.md).
"""

from collections.abc import Iterable, Sequence

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from marketplace.kernel.clock import today
from storefront.order.happenings import Ended, Refunded
from storefront.order.models import Line, Order
from storefront.vouchers.applying import Applied
from storefront.vouchers.errors import VoucherRefused
from storefront.vouchers.models import BuyerCount, Campaign, Code, Use, UseLine


def use_vouchers(
    order: Order, applied: Sequence[Applied], *, lines: dict[int, Line], buyers: list[str]
) -> None:
    """Reserve what they give, in the transaction that writes the order.

    ``lines``: the order's line of each key. Raises VoucherRefused naming the code that somebody
    else was faster with; the caller's roll-back undoes what was written.
    """
    for one in sorted(applied, key=lambda one: one.campaign.pk if one.campaign else 0):
        if one.campaign is None or not one.by_key:
            continue
        if not _take(one.campaign, one.code, one.amount, buyers):
            raise VoucherRefused(
                _("The voucher %(code)s is used up, or you have used it. Nothing was ordered.")
                % {"code": one.text},
                code="used_up",
            )
        use = Use.objects.create(
            campaign=one.campaign,
            code=one.code,
            order=order,
            amount=one.amount,
            buyers=buyers,
        )
        UseLine.objects.bulk_create(
            UseLine(use=use, line=lines[key], amount=amount) for key, amount in one.by_key.items()
        )
        # Oscar's own table of an order's discounts, which its dashboard shows.
        order.discounts.create(
            category="Basket",
            offer_name=one.campaign.name,
            voucher_id=one.code.pk if one.code else None,
            voucher_code=one.code.code if one.code else "",
            frequency=1,
            amount=one.amount,
        )


def hold_again(order: Order) -> bool:
    """Reserve once more what an expired order had given back; False where it is not there."""
    uses = Use.objects.filter(order=order, is_counted=False).select_related("campaign", "code")
    for use in uses.order_by("campaign"):
        if not _take(use.campaign, use.code, use.amount, use.buyers, is_promised=True):
            return False
        UseLine.objects.filter(use=use).update(back=0)
        Use.objects.filter(pk=use.pk).update(is_counted=True)
    return True


def give_back_refunded(happening: Refunded) -> None:
    """What had been paid of goods that go back is in the budget again; a use stays a use."""
    back = {line.pk: amount for line, amount in happening.discounts if amount}
    if back:
        _give_back(happening.vendor_order.order_id, back)


def give_back_ended(happening: Ended) -> None:
    """All that is left of the part's lines; with the last part the use itself."""
    order_id = happening.vendor_order.order_id
    of_part = UseLine.objects.filter(line__vendor_order=happening.vendor_order)
    left = dict(of_part.values_list("line", F("amount") - F("back")))
    if not left:
        return
    _give_back(order_id, {line: amount for line, amount in left.items() if amount})
    for use in Use.objects.filter(order=order_id, is_counted=True).select_related("code"):
        if not use.lines.filter(back__lt=F("amount")).exists():
            _forget_use(use)


def _take(
    campaign: Campaign,
    code: Code | None,
    amount: int,
    buyers: list[str],
    *,
    is_promised: bool = False,
) -> bool:
    """``is_promised``: the order was placed in time, so that its days do not count once more."""
    rows = Campaign.objects.filter(pk=campaign.pk)
    if not is_promised:
        rows = rows.filter(stopped_at=None, first_day__lte=today(), last_day__gte=today())
    taken = (
        rows.filter(budget__gte=F("committed") + amount)
        .filter(Q(uses_all=0) | Q(uses__lt=F("uses_all")))
        .update(committed=F("committed") + amount, uses=F("uses") + 1)
    )
    if not taken:
        return False
    if code is not None:
        free = Code.objects.filter(Q(uses_all=0) | Q(uses__lt=F("uses_all")), pk=code.pk)
        if not free.update(uses=F("uses") + 1):
            return False
    return not campaign.uses_each or _count(campaign, buyers)


def _count(campaign: Campaign, buyers: Iterable[str]) -> bool:
    """One more use of each; False where a buyer has had them all. The campaign's row is held."""
    for buyer in buyers:
        BuyerCount.objects.get_or_create(campaign=campaign, buyer=buyer)
        mine = BuyerCount.objects.filter(
            campaign=campaign, buyer=buyer, uses__lt=campaign.uses_each
        )
        if not mine.update(uses=F("uses") + 1):
            return False
    return True


def _give_back(order_id: int, by_line: dict[int, int]) -> None:
    _hold_all(order_id)
    for line_id, amount in sorted(by_line.items()):
        row = UseLine.objects.filter(line=line_id, amount__gte=F("back") + amount)
        if not row.update(back=F("back") + amount):
            if UseLine.objects.filter(line=line_id).exists():
                raise RuntimeError(f"line {line_id}: more of a voucher back than was given")
            continue
        Campaign.objects.filter(used__lines__line=line_id).update(committed=F("committed") - amount)


def _hold_all(order_id: int) -> None:
    """All campaigns of the order, by key, so that two orders never wait for each other in a circle."""
    mine = Campaign.objects.select_for_update(of=("self",)).filter(used__order=order_id)
    list(mine.order_by("pk"))


def _forget_use(use: Use) -> None:
    if not Use.objects.filter(pk=use.pk, is_counted=True).update(is_counted=False):
        return
    Campaign.objects.filter(pk=use.campaign_id, uses__gt=0).update(uses=F("uses") - 1)
    Code.objects.filter(used=use, uses__gt=0).update(uses=F("uses") - 1)
    BuyerCount.objects.filter(campaign=use.campaign_id, buyer__in=use.buyers, uses__gt=0).update(
        uses=F("uses") - 1
    )


def committed_by_uses(campaign: Campaign) -> int:
    """What the uses say, to compare with ``committed``."""
    sums = UseLine.objects.filter(use__campaign=campaign).aggregate(
        all=Sum(F("amount") - F("back"), default=0)
    )
    return int(sums["all"])
