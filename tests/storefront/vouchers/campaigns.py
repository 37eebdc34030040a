"""Campaigns for tests."""

import datetime
from typing import Any

from marketplace.kernel.clock import today
from storefront.payers import Payer
from storefront.vouchers.models import Campaign, Code
from tests.factories import province


def make_campaign(
    code: str = "SEN2027", *, payer: str = Payer.PROVINCE, slug: str = "dong-thap", **values: Any
) -> Campaign:
    """20 % of at most 50.000 ₫ for products of Đồng Tháp, one million in all, if nothing else is said."""
    if payer == Payer.PROVINCE:
        values.setdefault("province", province(slug))
    if "amount" in values:
        values |= {"kind": Campaign.Kind.AMOUNT}
    else:
        values = {"kind": Campaign.Kind.PERCENT, "percent": 20, "most": 50_000} | values
    day = today()
    campaign = Campaign.objects.create(
        **{
            "name": "Tuần hàng Đất Sen hồng",
            "name_en": "Lotus land week",
            "payer": payer,
            "reference": "123/QĐ-UBND",
            "budget": 1_000_000,
            "first_day": day,
            "last_day": day + datetime.timedelta(days=30),
            **values,
        }
    )
    Code.objects.create(campaign=campaign, code=code)
    return campaign
