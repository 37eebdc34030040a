"""Campaigns for tests."""

import datetime
from typing import Any

from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
from storefront.payers import Payer
from storefront.vouchers.models import Campaign, Code
from tests.factories import make_pack, make_producer, make_product, make_vendor, province


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


def two_provinces() -> list[tuple[Product, int]]:
    """Two products of Đồng Tháp and one of Sơn La, each from a seller of its province."""
    near, far = make_vendor(province_slug="dong-thap"), make_vendor(province_slug="son-la")
    plum = make_product(producer=make_producer(province_slug="son-la"))
    return [
        (make_pack(vendor=near, price=62_000), 2),
        (make_pack(vendor=near, price=45_000), 1),
        (make_pack(plum, vendor=far, price=180_000), 1),
    ]
