"""A new demand: a sentence that is read into a form, or the empty form.

What somebody typed before signing in, or before there was an organisation, waits in the session.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.models import User
from marketplace.accounts.services import create_organisation
from marketplace.kernel.clock import today
from search.matching.criteria import Criteria
from search.matching.demands.selectors import buyers_of
from search.matching.demands.services import DemandRefused, create_demand, open_demand
from search.matching.demands.words import missing_words
from search.matching.reading import read
from search.matching.services import match_demand

from .forms import BuyerForm, SentenceForm, make_buyer_values
from .guard import workspace
from .understood import understood
from .whole import DemandForms

#: What was typed and is not in a form yet.
KEPT = "demand_text"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponseBase:
    """Anybody may begin; to go on takes an account and an organisation, and the words are kept."""
    if request.method == "POST":
        form = SentenceForm(request.POST)
        if not form.is_valid():
            return render(request, "demands/begin.html", {"form": form}, status=422)
        request.session[KEPT] = form.cleaned_data["text"]
    elif KEPT not in request.session:
        return render(request, "demands/begin.html", {"form": SentenceForm()})
    if not request.user.is_authenticated:
        if request.method != "POST":
            kept = SentenceForm(initial={"text": request.session[KEPT]})
            return render(request, "demands/begin.html", {"form": kept})
        return redirect_to_login(reverse("demands:new"))
    if not buyers_of(request.user):
        return redirect("demands:buyer")
    return _read_form(request, request.session.pop(KEPT))


def _read_form(request: HttpRequest, text: str) -> HttpResponseBase:
    """The form filled with what the sentence says."""
    reading = read(text, today=today())
    criteria = Criteria.from_json(reading.criteria)
    forms = DemandForms.of(criteria, text=text)
    context = {
        "forms": forms,
        "text": text,
        "parts": understood(text, reading, criteria),
        "missing": missing_words(criteria.missing) if text else [],
        "buyers": buyers_of(request.user),
    }
    return render(request, "demands/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def buyer(request: HttpRequest, user: User) -> HttpResponseBase:
    """An individual names the organisation that buys."""
    form = BuyerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = make_buyer_values(form)
        try:
            create_organisation(owner=user, acting_user=user, **values)
        except IntegrityError:
            form.add_error("tax_code", _("An organisation with this tax code is here already."))
        else:
            messages.success(request, _("You buy for this organisation now."))
            return redirect("demands:new")
    status = 422 if request.method == "POST" else 200
    return render(request, "demands/buyer.html", {"form": form}, status=status)


@require_POST
@workspace
def write(request: HttpRequest, user: User) -> HttpResponseBase:
    """Keep what was typed: as a draft, or open at once; or show the form with one more line."""
    buyers = buyers_of(user)
    if not buyers:
        return redirect("demands:buyer")
    is_longer = "more" in request.POST
    forms = DemandForms.sent(request.POST, more=int(is_longer))
    context = {"forms": forms, "text": request.POST.get("text", ""), "buyers": buyers}
    if is_longer:
        return render(request, "demands/write.html", context)
    criteria = forms.criteria()
    if criteria is None:
        return render(request, "demands/write.html", context, status=422)
    chosen = request.POST.get("buyer", "")
    found = forms.terms.cleaned_data
    try:
        demand = create_demand(
            buyer=next((one for one in buyers if one.public_id == chosen), buyers[0]),
            criteria=criteria,
            text=found["text"],
            title=found["title"],
            deadline=found["deadline"],
            acting_user=user,
        )
    except DemandRefused as refusal:
        forms.terms.add_error(None, str(refusal))
        return render(request, "demands/write.html", context, status=422)
    if "open" not in request.POST:
        messages.success(request, _("Kept as a draft. Nobody else sees it."))
    else:
        try:
            match_demand(demand=open_demand(demand, acting_user=user))
            messages.success(request, _("Your demand is open: suppliers are being looked for."))
        except DemandRefused as refusal:
            messages.error(request, str(refusal))
    return redirect("demands:demand", demand.public_id)
