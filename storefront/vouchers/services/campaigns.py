"""Campaigns are made, given more money, more codes, and stopped. What an order got stays."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel import audit
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import NotAllowed
from storefront.payers import Payer
from storefront.vouchers.codes import LENGTH, new_code, normal
from storefront.vouchers.errors import CampaignRefused
from storefront.vouchers.funding import changed_meanwhile, may_give
from storefront.vouchers.models import Campaign, Code

#: Single codes made at once.
MOST_CODES = 2_000


def create_campaign(
    *,
    payer: str,
    province: Province | None = None,
    vendor: Vendor | None = None,
    code: str = "",
    single_codes: int = 0,
    acting_user: User,
    **terms: Any,
) -> Campaign:
    """A campaign with one code for all, or so many codes that count once each.

    ``terms`` are the model's. NotAllowed without the right to this payer's money; CampaignRefused
    where the days lie behind us, the code is somebody's already, or no paper grants the money.
    """
    campaign = Campaign(
        payer=payer, province=province, vendor=vendor, created_by=acting_user, **terms
    )
    _require(acting_user, campaign)
    _check(campaign)
    with transaction.atomic():
        campaign.save()
        _write_codes(campaign, code, single_codes)
        audit.record(
            action="campaign.created",
            target=campaign,
            acting_user=acting_user,
            payer=payer,
            budget=campaign.budget,
        )
    return campaign


def raise_budget(*, campaign: Campaign, seen: int, more: int, acting_user: User) -> int:
    """``more`` đồng on top of the ``seen`` ones; what the budget is now. It never shrinks.

    The same press again adds nothing. NotAllowed; CampaignRefused where it is stopped or over, or
    somebody else has changed it meanwhile.
    """
    _require(acting_user, campaign)
    if more < 1:
        raise CampaignRefused(_("Please say by how much."), code="amount")
    if campaign.stopped_at is not None:
        raise CampaignRefused(_("It has been stopped by whoever pays it."), code="amount")
    if campaign.last_day < today():
        raise CampaignRefused(_("These days are over already."), code="amount")
    with transaction.atomic():
        if Campaign.objects.filter(pk=campaign.pk, budget=seen).update(budget=seen + more):
            audit.record(
                action="campaign.raised",
                target=campaign,
                acting_user=acting_user,
                before=seen,
                budget=seen + more,
            )
            return seen + more
    campaign.refresh_from_db(fields=["budget"])
    if campaign.budget != seen + more:
        raise CampaignRefused(changed_meanwhile(campaign.budget), code="amount")
    return campaign.budget


def stop_campaign(*, campaign: Campaign, acting_user: User) -> None:
    """From now on nobody uses it; orders placed keep what they got. Twice is once."""
    _require(acting_user, campaign)
    if Campaign.objects.filter(pk=campaign.pk, stopped_at=None).update(stopped_at=now()):
        audit.record(action="campaign.stopped", target=campaign, acting_user=acting_user)


def _require(user: User, campaign: Campaign) -> None:
    if not may_give(user, campaign):
        raise NotAllowed(_("You may not give this money."))


def _check(campaign: Campaign) -> None:
    last: datetime.date = campaign.last_day
    if last < campaign.first_day:
        raise CampaignRefused(_("The last day lies before the first."), code="last_day")
    if last < today():
        raise CampaignRefused(_("These days are over already."), code="last_day")
    if campaign.kind == Campaign.Kind.PERCENT and campaign.percent > campaign.cap_percent:
        raise CampaignRefused(
            _("At most %(percent)d %% may be given.") % {"percent": campaign.cap_percent},
            code="percent",
        )
    if campaign.payer != Payer.VENDOR and not campaign.reference.strip():
        raise CampaignRefused(
            _("Please name the decision that grants this money."), code="reference"
        )
    if campaign.is_concentrated and campaign.payer != Payer.PROVINCE:
        raise CampaignRefused(
            _("Only an authority runs a concentrated programme."), code="is_concentrated"
        )


def _write_codes(campaign: Campaign, code: str, single: int) -> None:
    text = normal(code)
    if text:
        if len(text) not in LENGTH:
            raise CampaignRefused(_("A code has 4 to 20 letters and digits."), code="code")
        try:
            with transaction.atomic():
                Code.objects.create(campaign=campaign, code=text)
        except IntegrityError as error:
            raise CampaignRefused(
                _("This code is another campaign's already."), code="code"
            ) from error
    elif not 0 < single <= MOST_CODES:
        raise CampaignRefused(
            _("Please choose a code, or how many single codes are to be made."), code="code"
        )
    if single:
        _write_single_codes(campaign, single)


def _write_single_codes(campaign: Campaign, count: int) -> None:
    wanted: set[str] = set()
    while len(wanted) < count:
        wanted |= {new_code() for _one in range(count - len(wanted))}
        wanted -= set(Code.objects.filter(code__in=wanted).values_list("code", flat=True))
    Code.objects.bulk_create(
        [Code(campaign=campaign, code=one, uses_all=1) for one in sorted(wanted)], batch_size=500
    )


def codes_of(campaign: Campaign) -> Sequence[Code]:
    return list(campaign.codes.order_by("pk"))
