"""A gift set is made of what lies in its maker's basket, and withdrawn; changing.py changes it."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.goods import ALCOHOL
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel import audit
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import NotAllowed
from storefront.basket.line import ContentLine
from storefront.payers import Payer
from storefront.vouchers.funding import may_pay
from storefront.vouchers.models import MOST_PERCENT, Campaign

from .errors import SetRefused
from .models import GiftSet, GiftSetPart
from .terms import SetTerms

LEAST_PARTS, MOST_PARTS = 2, 12


def make_set(
    *,
    curator: str,
    province: Province | None = None,
    vendor: Vendor | None = None,
    terms: SetTerms,
    lines: Sequence[ContentLine],
    acting_user: User,
) -> GiftSet:
    """A set of these parts; what is given on it is paid by whoever puts it together.

    A province's holds products of the province alone, a seller's its own packs. NotAllowed;
    SetRefused where a part is not the maker's to offer or not to be had, or the discount is more
    than half, has no budget, no last day or (public money) no paper.
    """
    gift_set = GiftSet(
        curator=curator, province=province, vendor=vendor, created_by=acting_user, **terms.words
    )
    require_maker(acting_user, gift_set)
    check_parts(gift_set, lines)
    with transaction.atomic():
        if terms.discount:
            check_discount(gift_set, terms, lines)
            gift_set.campaign = new_campaign(gift_set, terms, acting_user)
        gift_set.save()
        GiftSetPart.objects.bulk_create(part_of(gift_set, line) for line in lines)
        audit.record(action="gift_set.made", target=gift_set, acting_user=acting_user)
    return gift_set


def new_campaign(gift_set: GiftSet, terms: SetTerms, acting_user: User) -> Campaign:
    """What is given on each set, from today on; without a code."""
    return Campaign.objects.create(
        name=gift_set.title,
        name_en=gift_set.title_en,
        payer=gift_set.curator,
        province=gift_set.province,
        vendor=gift_set.vendor,
        reference=terms.reference,
        budget=terms.budget,
        kind=Campaign.Kind.AMOUNT,
        amount=terms.discount,
        first_day=today(),
        last_day=terms.last_day or today(),
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
    gift_set: GiftSet, lines: Sequence[ContentLine], *, known: Collection[int] = ()
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
        why = _why_not(gift_set, line)
        if why:
            raise SetRefused(f"{line.full_title}: {why}", code="parts")


def _why_not(gift_set: GiftSet, line: ContentLine) -> str:
    """Why the pack is no part for this maker; empty where it is one."""
    if not line.can_be_ordered or line.vendor is None:
        return line.words
    producer, kind = line.recognised.producer, line.recognised.criteria_set
    if gift_set.curator == Payer.PROVINCE and (
        producer is None or producer.province_id != gift_set.province_id
    ):
        return _("It is another province's product.")
    if gift_set.curator == Payer.VENDOR and line.vendor != gift_set.vendor:
        return _("Another shop sells it.")
    if kind is not None and kind.code in ALCOHOL:
        return _("Alcohol is no gift set's part.")
    return ""


def check_discount(gift_set: GiftSet, terms: SetTerms, lines: Sequence[ContentLine]) -> None:
    """SetRefused where so much may not be given, or the money is not there."""
    if terms.discount * 100 > sum(line.total for line in lines) * MOST_PERCENT:
        raise SetRefused(_("At most half of the price may be given."), code="discount")
    if terms.budget < terms.discount:
        raise SetRefused(_("Please say how much money there is for it in all."), code="budget")
    if terms.last_day is None or terms.last_day < today():
        raise SetRefused(_("Please say until when the discount is given."), code="last_day")
    if gift_set.curator != Payer.VENDOR and not terms.reference.strip():
        raise SetRefused(_("Please name the decision that grants this money."), code="reference")
