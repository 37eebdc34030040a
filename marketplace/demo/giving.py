"""One campaign of vouchers and one gift set of the province with a demonstration office; both say so."""

import datetime

from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from storefront.basket.contents import ContentLine, content_lines
from storefront.gift_sets.making import make_set
from storefront.gift_sets.models import GiftSet, GiftSetPart
from storefront.gift_sets.terms import SetTerms
from storefront.payers import Payer
from storefront.vouchers.models import Campaign, Code
from storefront.vouchers.services.campaigns import create_campaign

from .people import PROVINCE

CODE = "LAMDONG2027"
#: No authority has decided it.
_DECISION = "DEMO-01/QĐ-UBND"
_DAYS = 90
#: The kinds of goods of the set, a pack of each: coffee, nuts or dried fruit, herbal tea.
_KINDS = ("B13", "B07", "B12")
#: So much off each set.
_OFF = 40_000
_ENOUGH = 5


def make_gifts(*, today: datetime.date) -> None:
    """What is not there yet."""
    officer = User.objects.get(email=PROVINCE.email)
    province = Province.objects.get(slug=PROVINCE.place)
    last_day = today + datetime.timedelta(days=_DAYS)
    if not Code.objects.filter(code=CODE).exists():
        create_campaign(
            payer=Payer.PROVINCE,
            province=province,
            code=CODE,
            name="Tuần hàng OCOP Lâm Đồng (minh hoạ)",
            name_en="Lâm Đồng OCOP week (illustrative)",
            reference=_DECISION,
            budget=20_000_000,
            kind=Campaign.Kind.PERCENT,
            percent=15,
            most=60_000,
            minimum=100_000,
            first_day=today,
            last_day=last_day,
            uses_each=3,
            acting_user=officer,
        )
    lines = _parts(province, today=today)
    if not GiftSet.objects.filter(province=province).exists() and len(lines) == len(_KINDS):
        make_set(
            curator=Payer.PROVINCE,
            province=province,
            terms=SetTerms(
                title="Hương vị Lâm Đồng (minh hoạ)",
                title_en="Tastes of Lâm Đồng (illustrative)",
                description="Cà phê, hạt và trà của ba nơi làm ra, mỗi nơi gửi phần của mình.",
                description_en="Coffee, nuts and tea of three makers; each sends its own part.",
                discount=_OFF,
                budget=4_000_000,
                last_day=last_day,
                reference=_DECISION,
            ),
            lines=lines,
            acting_user=officer,
        )


def _parts(province: Province, *, today: datetime.date) -> list[ContentLine]:
    """A pack of each kind, each of another seller, the first that can be ordered today."""
    found: list[ContentLine] = []
    for kind in _KINDS:
        sellers = {line.vendor for line in found}
        lines = content_lines(_packs(province, kind, today=today), on=today)
        free = (line for line in lines if line.can_be_ordered and line.vendor not in sellers)
        first = next(free, None)
        if first is not None:
            found.append(first)
    return found


def _packs(province: Province, kind: str, *, today: datetime.date) -> list[GiftSetPart]:
    records = (
        StockRecord.objects.filter(
            num_in_stock__gte=_ENOUGH,
            product__parent__in=Product.objects.listed(on=today).filter(
                producer__province=province, criteria_set__code=kind
            ),
        )
        .select_related(
            "product__parent__product_class",
            "product__parent__producer__province",
            "product__parent__criteria_set",
            "partner__vendor__organisation",
            "partner__vendor__ships_from__province",
        )
        .order_by("pk")
    )
    return [
        GiftSetPart(product=record.product, stockrecord=record, quantity=1) for record in records
    ]
