"""The buyer's workspace: own demands, one of them, and what can be done with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from search.matching.demands.permissions import DEMAND_ROLES
from search.matching.demands.selectors import buyers_of, demands_for, with_lines
from search.matching.demands.services import (
    change_demand,
    close_demand,
    copy_demand,
    open_demand,
    pause_demand,
    reopen_demand,
)
from search.matching.demands.words import missing_words, said
from search.matching.models import Demand
from search.matching.services import match_demand

from .guard import workspace
from .whole import DemandForms

#: Demands of a page.
_PAGE = 20
_STATES = ("open", "draft", "closed")


@require_safe
@workspace
def demands(request: HttpRequest, user: User) -> HttpResponseBase:
    """Own demands, newest first; five queries, however many."""
    state = request.GET.get("state", "")
    found = with_lines(demands_for(user)).order_by("-pk")
    if state in _STATES:
        found = found.filter(state=state)
    after = demands_for(user).filter(public_id=request.GET.get("after", "")[:16]).first()
    if after is not None:
        found = found.filter(pk__lt=after.pk)
    rows = list(found[: _PAGE + 1])
    context = {
        "demands": rows[:_PAGE],
        "following": rows[_PAGE - 1].public_id if len(rows) > _PAGE else "",
        "state": state if state in _STATES else "",
        "states": Demand.State.choices,
        "may_write": bool(buyers_of(user)),
    }
    return render(request, "demands/list.html", context)


@require_safe
@workspace
def demand(request: HttpRequest, user: User, demand_id: str) -> HttpResponseBase:
    found = _own(user, demand_id)
    criteria = found.criteria
    context = {
        "demand": found,
        "said": said(criteria),
        "missing": missing_words(criteria.missing),
        "may_write": role_in(user, found.buyer) in DEMAND_ROLES,
    }
    return render(request, "demands/demand.html", context)


@workspace
def edit(request: HttpRequest, user: User, demand_id: str) -> HttpResponseBase:
    """The form of a draft or an open demand."""
    found = _own(user, demand_id)
    if role_in(user, found.buyer) not in DEMAND_ROLES:
        raise NotAllowed(_("Your role does not include this."))
    context = {"demand": found, "text": found.text}
    if request.method != "POST":
        criteria = found.criteria
        context["forms"] = DemandForms.of(
            criteria,
            lines=len(criteria.lines),
            title=found.title,
            deadline=found.deadline,
            text=found.text,
            seen=found.version,
        )
        context["missing"] = missing_words(criteria.missing)
        return render(request, "demands/write.html", context)
    is_longer = "more" in request.POST
    forms = DemandForms.sent(request.POST, more=int(is_longer))
    context["forms"] = forms
    if is_longer:
        return render(request, "demands/write.html", context)
    read = forms.criteria()
    if read is None:
        return render(request, "demands/write.html", context, status=422)
    values = forms.terms.cleaned_data
    try:
        changed = change_demand(
            found,
            criteria=read,
            title=values["title"],
            deadline=values["deadline"],
            acting_user=user,
            seen_version=values["seen"],
        )
    except MarketplaceError as refusal:
        forms.terms.add_error(None, str(refusal))
        return render(request, "demands/write.html", context, status=409)
    match_demand(demand=changed)
    messages.success(request, _("Your changes are kept."))
    return redirect("demands:demand", found.public_id)


@require_POST
@workspace
def move(request: HttpRequest, user: User, demand_id: str) -> HttpResponseBase:
    """Open, take back, close with an outcome, begin again."""
    found = _own(user, demand_id)
    to, outcome = request.POST.get("to", ""), request.POST.get("outcome", "")
    try:
        if to == "open":
            match_demand(demand=open_demand(found, acting_user=user))
            messages.success(request, _("Your demand is open: suppliers are being looked for."))
        elif to == "draft":
            again = reopen_demand if found.state == Demand.State.CLOSED else pause_demand
            again(found, acting_user=user)
            messages.success(request, _("It is a draft again. Nobody else sees it."))
        elif to == "closed" and outcome in {"fulfilled", "withdrawn"}:
            close_demand(found, outcome=outcome, acting_user=user)
            messages.success(request, _("The demand is closed."))
        else:
            messages.error(request, _("That did not work. Please press one of the buttons."))
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    return redirect("demands:demand", demand_id)


@require_POST
@workspace
def copy(request: HttpRequest, user: User, demand_id: str) -> HttpResponseBase:
    copied = copy_demand(_own(user, demand_id), acting_user=user)
    messages.success(request, _("A draft that says the same. Change what is different this time."))
    return redirect("demands:edit", copied.public_id)


def _own(user: User, public_id: str) -> Demand:
    """One of the user's demands. Http404 for everybody else's."""
    found = with_lines(demands_for(user)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
