"""What the office's and the shops' pages of campaigns have in common."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.spreadsheets import Row, download
from storefront.vouchers.applying import goods_words
from storefront.vouchers.forms import CampaignForm, RaiseForm
from storefront.vouchers.funding import changed_meanwhile, grown_words, may_give
from storefront.vouchers.models import Campaign
from storefront.vouchers.report import figures, uses_of, uses_table
from storefront.vouchers.services.campaigns import create_campaign, raise_budget, stop_campaign

ON_A_PAGE = 50
#: Codes shown on the page; all of them are in the file.
_CODES_SHOWN = 5


def made(form: CampaignForm, **payer: Any) -> Campaign | None:
    """The campaign that a valid form asks for; None where the form now says why not."""
    terms = form.terms()
    try:
        return create_campaign(**payer, **terms)
    except MarketplaceError as refusal:
        field = {"percent": "value"}.get(refusal.code, refusal.code)
        form.add_error(field if field in form.fields else None, str(refusal))
        return None


def campaign_page(
    request: HttpRequest, user: User, campaign: Campaign, context: dict[str, Any]
) -> HttpResponseBase:
    """``context`` has frame and addresses; the page is the same for every payer."""
    return render(
        request,
        "vouchers/campaign.html",
        {
            "campaign": campaign,
            "figures": figures(campaign),
            "goods": goods_words(campaign),
            "codes": list(campaign.codes.order_by("pk")[:_CODES_SHOWN]),
            "code_count": campaign.codes.count(),
            "page": Paginator(uses_of(campaign), ON_A_PAGE).get_page(request.GET.get("page")),
            "is_running": campaign.stopped_at is None and today() <= campaign.last_day,
            "may_give": may_give(user, campaign),
            "raise_form": RaiseForm(initial={"seen": campaign.budget}, auto_id="raise_%s"),
            **context,
        },
    )


def changed(request: HttpRequest, user: User, campaign: Campaign, back: str) -> HttpResponseBase:
    """POST ``stop``, or ``amount`` by which the budget grows."""
    if "stop" in request.POST:
        stop_campaign(campaign=campaign, acting_user=user)
        messages.success(request, _("Stopped. Orders placed keep what they got."))
        return redirect(back)
    form = RaiseForm(request.POST)
    try:
        if not form.is_valid():
            wrong = map(str, form.errors.get("amount", []))
            raise MarketplaceError(" ".join(wrong) or changed_meanwhile(campaign.budget))
        budget = raise_budget(
            campaign=campaign,
            seen=form.cleaned_data["seen"],
            more=form.cleaned_data["amount"],
            acting_user=user,
        )
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, grown_words(budget))
    return redirect(back)


def uses_file(campaign: Campaign, form: str) -> HttpResponseBase:
    return download(uses_table(uses_of(campaign)), name=f"uses-{campaign.public_id}", form=form)


def codes_file(campaign: Campaign) -> HttpResponseBase:
    rows: Iterable[Row] = (
        [code.code, code.uses, code.uses_all] for code in campaign.codes.order_by("pk")
    )
    head: Row = [_("Code"), _("Used"), _("Uses in all")]
    return download([head, *rows], name=f"codes-{campaign.public_id}", form="csv")
