"""A gift set is made of what lies in its maker's basket, and withdrawn; changing.py changes it."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.goods import ALCOHOL
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import NotAllowed
from storefront.basket.line import ContentLine
from storefront.payers import Payer
from storefront.vouchers.funding import may_pay
from storefront.vouchers.models import MOST_PERCENT, Campaign

from .errors import SetRefused
from .models import GiftSet, GiftSetPart

LEAST_PARTS, MOST_PARTS = 2, 12


def make_set(
    *,
    curator: str,
    province: Province | None = None,
    vendor: Vendor | None = None,
    title: str,
    title_en: str = "",
    description: str = "",
    description_en: str = "",
    lines: Sequence[ContentLine],
    discount: int = 0,
    budget: int = 0,
    last_day: datetime.date | None = None,
    reference: str = "",
    acting_user: User,
) -> GiftSet:
    """A set of these parts. ``discount`` đồng off each is paid by whoever puts it together.

    A province's holds products of the province alone, a seller's its own packs. NotAllowed;
    SetRefused where a part is not the maker's to offer or not to be had, or the discount is more
    than half, has no budget, no last day or (public money) no paper.
    """
    if not may_pay(acting_user, payer=curator, province=province, vendor=vendor):
        raise NotAllowed(_("You may not put together a set for them."))
    check_parts(curator, province, vendor, lines)
    title, description = text.clean(title), text.clean(description)
    with transaction.atomic():
        campaign = None
        if discount:
            check_discount(discount, budget, last_day, reference, curator, lines)
            campaign = new_campaign(
                curator=curator,
                province=province,
                vendor=vendor,
                title=title,
                title_en=title_en,
                discount=discount,
                budget=budget,
                last_day=last_day,
                reference=reference,
                acting_user=acting_user,
            )
        gift_set = GiftSet.objects.create(
            title=title,
            title_en=text.clean(title_en),
            description=description,
            description_en=text.clean(description_en),
            curator=curator,
            province=province,
            vendor=vendor,
            campaign=campaign,
            created_by=acting_user,
        )
        GiftSetPart.objects.bulk_create(part_of(gift_set, line) for line in lines)
        audit.record(action="gift_set.made", target=gift_set, acting_user=acting_user)
    return gift_set


def new_campaign(
    *,
    curator: str,
    province: Province | None,
    vendor: Vendor | None,
    title: str,
    title_en: str,
    discount: int,
    budget: int,
    last_day: datetime.date | None,
    reference: str,
    acting_user: User,
) -> Campaign:
    """What is given on each set, from today on; without a code."""
    return Campaign.objects.create(
        name=title,
        name_en=title_en,
        payer=curator,
        province=province,
        vendor=vendor,
        reference=reference,
        budget=budget,
        kind=Campaign.Kind.AMOUNT,
        amount=discount,
        first_day=today(),
        last_day=last_day or today(),
        uses_each=0,
        created_by=acting_user,
    )


def part_of(gift_set: GiftSet, line: ContentLine) -> GiftSetPart:
    return GiftSetPart(
        gift_set=gift_set,
        product=line.pack,
        stockrecord=line.line.stockrecord,
        quantity=line.quantity,
    )


def withdraw_set(*, gift_set: GiftSet, acting_user: User) -> None:
    """Nobody can order it any more; orders placed go on. Twice is once."""
    require_maker(acting_user, gift_set)
    if GiftSet.objects.filter(pk=gift_set.pk, withdrawn_at=None).update(withdrawn_at=now()):
        audit.record(action="gift_set.withdrawn", target=gift_set, acting_user=acting_user)


def require_maker(user: User, gift_set: GiftSet) -> None:
    """NotAllowed for whoever it does not belong to."""
    if not may_pay(
        user, payer=gift_set.curator, province=gift_set.province, vendor=gift_set.vendor
    ):
        raise NotAllowed(_("You may not put together a set for them."))


def check_parts(
    curator: str,
    province: Province | None,
    vendor: Vendor | None,
    lines: Sequence[ContentLine],
    *,
    known: Collection[int] = (),
) -> None:
    """SetRefused; ``known`` are stock records that are parts already and stay so."""
    if not LEAST_PARTS <= len(lines) <= MOST_PARTS:
        raise SetRefused(
            _("A set has %(least)d to %(most)d different packs. Put them into your basket first.")
            % {"least": LEAST_PARTS, "most": MOST_PARTS},
            code="parts",
        )
    for line in lines:
        if line.line.stockrecord_id in known:
            continue
        why = _why_not(curator, province, vendor, line)
        if why:
            raise SetRefused(f"{line.full_title}: {why}", code="parts")


def _why_not(
    curator: str, province: Province | None, vendor: Vendor | None, line: ContentLine
) -> str:
    """Why the pack is no part for this maker; empty where it is one."""
    if not line.can_be_ordered or line.vendor is None:
        return line.words
    producer, kind = line.recognised.producer, line.recognised.criteria_set
    if curator == Payer.PROVINCE and (producer is None or producer.province_id != province.pk):  # type: ignore[union-attr]
        return _("It is another province's product.")
    if curator == Payer.VENDOR and line.vendor != vendor:
        return _("Another shop sells it.")
    if kind is not None and kind.code in ALCOHOL:
        return _("Alcohol is no gift set's part.")
    return ""


def check_discount(  # noqa: PLR0917
    discount: int,
    budget: int,
    last_day: datetime.date | None,
    reference: str,
    curator: str,
    lines: Sequence[ContentLine],
) -> None:
    """SetRefused where so much may not be given, or the money is not there."""
    if discount * 100 > sum(line.total for line in lines) * MOST_PERCENT:
        raise SetRefused(_("At most half of the price may be given."), code="discount")
    if budget < discount:
        raise SetRefused(_("Please say how much money there is for it in all."), code="budget")
    if last_day is None or last_day < today():
        raise SetRefused(_("Please say until when the discount is given."), code="last_day")
    if curator != Payer.VENDOR and not reference.strip():
        raise SetRefused(_("Please name the decision that grants this money."), code="reference")
