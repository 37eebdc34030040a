"""The vouchers of a basket, applied to what can be ordered today: what each gives, or why not.

One query, two for a signed-in buyer; none for a basket without codes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext as _

from marketplace.kernel.money import dong
from storefront.payers import Payer

from .models import LEAST_STAR, BuyerCount, Campaign, Code
from .rules import Goods, Rule, give


@dataclass(frozen=True)
class Applied:
    """A code in a basket, or (``code`` None, with a campaign) the discount of a gift set.

    ``by_key`` is what it gives by line; ``problem`` says why it does not, ``waits`` that other goods
    in the basket would mend it.
    """

    text: str
    code: Code | None = None
    campaign: Campaign | None = None
    by_key: dict[int, int] = field(default_factory=dict)
    problem: str = ""
    waits: bool = False

    @property
    def is_of_set(self) -> bool:
        """Whether a gift set brings it, and nobody typed a code."""
        return self.code is None and self.campaign is not None

    @property
    def amount(self) -> int:
        return sum(self.by_key.values())

    @property
    def title(self) -> str:
        return self.campaign.local_name if self.campaign is not None else self.text

    @property
    def payer_words(self) -> str:
        """Who pays it, for the buyer."""
        campaign = self.campaign
        if campaign is None:
            return ""
        if campaign.payer == Payer.PROVINCE:
            return _("paid by the province: %(name)s") % {"name": campaign.payer_name}
        if campaign.payer == Payer.VENDOR:
            return _("paid by the seller: %(name)s") % {"name": campaign.payer_name}
        return _("paid by the marketplace")


def rule_of(campaign: Campaign) -> Rule:
    return Rule(
        payer=campaign.payer,
        province_id=campaign.province_id,
        vendor_id=campaign.vendor_id,
        star=campaign.star,
        sets=frozenset(campaign.sets),
        minimum=campaign.minimum,
        amount=campaign.amount,
        percent=campaign.percent,
        most=campaign.most,
        cap_percent=campaign.cap_percent,
    )


def apply_codes(
    texts: Sequence[str],
    goods: Sequence[Goods],
    *,
    on: datetime.date,
    buyers: Sequence[str] = (),
    taken: Iterable[int] = (),
) -> tuple[Applied, ...]:
    """Each code in its turn; ``buyers`` are the digests of a buyer who is known, whose uses count.

    ``taken``: keys of goods that have a discount already.
    """
    if not texts:
        return ()
    known = {
        one.code: one
        for one in Code.objects.filter(code__in=texts).select_related(
            "campaign__province", "campaign__vendor"
        )
    }
    often = _uses_of(buyers, known.values())
    used = set(taken)
    campaigns: set[int] = set()
    found = []
    for text in texts:
        code = known.get(text)
        if code is None:
            found.append(Applied(text, problem=unknown_words(text)))
            continue
        if code.campaign_id in campaigns:
            words = _("It belongs to the same campaign as another code in your basket.")
            found.append(Applied(text, code, code.campaign, problem=words))
            continue
        one = _applied(code, goods, used, on=on, often=often.get(code.campaign_id, 0))
        if not one.problem:
            used.update(one.by_key)
            campaigns.add(code.campaign_id)
        found.append(one)
    return tuple(found)


def unknown_words(text: str) -> str:
    return _("Nobody knows the code “%(code)s”. Please check what is printed.") % {"code": text}


def _applied(
    code: Code, goods: Sequence[Goods], taken: set[int], *, on: datetime.date, often: int
) -> Applied:
    campaign = code.campaign
    problem = _closed(code, on=on)
    if not problem and campaign.uses_each and often >= campaign.uses_each:
        problem = _("You have used it as often as each buyer may.")
    if problem:
        return Applied(code.code, code, campaign, problem=problem)
    given = give(rule_of(campaign), goods, taken=taken)
    if given.amount > campaign.left:
        return Applied(code.code, code, campaign, problem=_used_up())
    if given.by_key:
        return Applied(code.code, code, campaign, given.by_key)
    words = _why_nothing(campaign, given.worth, is_taken=bool(give(rule_of(campaign), goods).worth))
    return Applied(code.code, code, campaign, problem=words, waits=True)


def _closed(code: Code, *, on: datetime.date) -> str:
    campaign = code.campaign
    if campaign.stopped_at is not None:
        return _("It has been stopped by whoever pays it.")
    if on < campaign.first_day:
        return _("It counts from %(day)s on.") % {"day": f"{campaign.first_day:%d/%m/%Y}"}
    if on > campaign.last_day:
        return _("It expired on %(day)s.") % {"day": f"{campaign.last_day:%d/%m/%Y}"}
    if code.uses_all and code.uses >= code.uses_all:
        return _("It has been used already.")
    if (campaign.uses_all and campaign.uses >= campaign.uses_all) or campaign.left <= 0:
        return _used_up()
    return ""


def _used_up() -> str:
    return _("It is used up: others were faster.")


def _why_nothing(campaign: Campaign, worth: int, *, is_taken: bool) -> str:
    """``worth`` of what it may still take; ``is_taken``: there are goods of its kind at all."""
    if worth and worth < campaign.minimum:
        return _("It needs goods worth %(minimum)s; %(missing)s are missing.") % {
            "minimum": dong(campaign.minimum),
            "missing": dong(campaign.minimum - worth),
        }
    if is_taken and not worth:
        return _("What it is for has a discount already: a gift set's, or another voucher's.")
    return _("It is not for what is in your basket: %(goods)s.") % {"goods": goods_words(campaign)}


def goods_words(campaign: Campaign) -> str:
    """Which goods it is for."""
    if campaign.province is not None:
        words = _("certified products of %(name)s") % {"name": campaign.payer_name}
    elif campaign.vendor is not None:
        words = _("products of %(name)s") % {"name": campaign.payer_name}
    else:
        words = _("certified products")
    if campaign.star > LEAST_STAR:
        words += " " + _("with %(star)d stars or more") % {"star": campaign.star}
    if campaign.sets:
        words += " " + _("of the kinds that it names")
    return words


def _uses_of(buyers: Sequence[str], codes: Iterable[Code]) -> dict[int, int]:
    """By campaign, how often; by e-mail or by phone, whichever is more."""
    campaigns = {one.campaign_id for one in codes if one.campaign.uses_each}
    if not buyers or not campaigns:
        return {}
    counts = BuyerCount.objects.filter(campaign__in=campaigns, buyer__in=buyers)
    return dict(counts.order_by().values_list("campaign").annotate(often=Max("uses")))


def set_discount(campaign: Campaign | None, worth: int, *, count: int, on: datetime.date) -> int:
    """What a gift set's campaign gives on so many sets that cost ``worth`` in all; 0 once it is over."""
    if campaign is None or campaign.stopped_at is not None:
        return 0
    if not campaign.first_day <= on <= campaign.last_day:
        return 0
    wanted = min(campaign.amount * count, worth * campaign.cap_percent // 100)
    return wanted if wanted <= campaign.left else 0
