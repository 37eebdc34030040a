"""A vendor's supplies: list, form, pause and end, history."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.producers.services import STATING_ROLES
from catalog.supply.errors import SupplyExists
from catalog.supply.facts import facts_of, missing_of
from catalog.supply.models import Supply, month_of
from catalog.supply.permissions import SUPPLY_ROLES
from catalog.supply.selectors import changes_of, ledger_of
from catalog.supply.services import (
    change_supply,
    close_supply,
    create_supply,
    pause_supply,
    reopen_supply,
)
from marketplace.accounts.models import User
from marketplace.kernel.checking import Refused
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError

from . import selectors
from .forms import SupplyForm, initial_of
from .guard import workspace

_MOVES = {"active": reopen_supply, "paused": pause_supply, "closed": close_supply}


@require_safe
@workspace
def supplies(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    state = request.GET.get("state", "")
    page = selectors.supplies_page(
        user,
        vendor_id,
        state=state if state in Supply.State.values else "",
        after=request.GET.get("after", "")[:16],
    )
    context = {
        "desk": page.desk,
        "page": page,
        "state": state,
        "states": Supply.State.choices,
        "month": month_of(today()),
        "may_write": page.desk.role in SUPPLY_ROLES,
        "may_state": page.desk.role in STATING_ROLES
        and hasattr(page.desk.vendor.organisation, "producer"),
    }
    return render(request, "vendors/supplies/list.html", context)


@workspace
def new(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = selectors.writing_desk(user, vendor_id)
    products = selectors.products_for(desk)
    context = {"desk": desk, "has_products": bool(products)}
    if request.method != "POST":
        context["form"] = SupplyForm(
            today=today(), products=products, initial={"product": request.GET.get("product", "")}
        )
        return render(request, "vendors/supplies/form.html", context)
    form = SupplyForm(request.POST, today=today(), products=products)
    facts = form.facts()
    if facts is not None:
        chosen = form.cleaned_data["product"]
        product = next(one for one in products if one.public_id == chosen)
        try:
            create_supply(vendor=desk.vendor, product=product, facts=facts, acting_user=user)
        except SupplyExists:
            return redirect("supplies:list", vendor_id)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your supply is on offer."))
            return redirect("supplies:list", vendor_id)
    return render(request, "vendors/supplies/form.html", context | {"form": form}, status=422)


@workspace
def edit(request: HttpRequest, user: User, vendor_id: str, supply_id: str) -> HttpResponseBase:
    """The form; those who may not write see what it says."""
    supply = selectors.supply_for(user, vendor_id, supply_id, writing=request.method == "POST")
    desk = selectors.desk_for(user, vendor_id)
    capacities = list(supply.capacities.all())
    facts = facts_of(supply, tiers=list(supply.tiers.all()), capacities=capacities)
    context = {
        "desk": desk,
        "supply": supply,
        "missing": missing_of(facts),
        "may_write": desk.role in SUPPLY_ROLES and supply.state != Supply.State.CLOSED,
    }
    if request.method != "POST":
        initial = initial_of(facts) | {"seen": supply.version}
        context["form"] = SupplyForm(today=today(), capacities=capacities, initial=initial)
        return render(request, "vendors/supplies/form.html", context)
    form = SupplyForm(request.POST, today=today(), capacities=capacities)
    stated = form.facts()
    if stated is not None:
        try:
            change_supply(
                supply,
                facts=stated,
                acting_user=user,
                seen_version=form.cleaned_data["seen"],
            )
        except Refused as refusal:
            form.tell(refusal)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your changes are kept."))
            return redirect("supplies:list", vendor_id)
    return render(request, "vendors/supplies/form.html", context | {"form": form}, status=422)


@require_POST
@workspace
def move(request: HttpRequest, user: User, vendor_id: str, supply_id: str) -> HttpResponseBase:
    """Pause, offer again, end."""
    supply = selectors.supply_for(user, vendor_id, supply_id, writing=True)
    work = _MOVES.get(request.POST.get("to", ""))
    if work is None:
        messages.error(request, _("That did not work. Please press one of the buttons."))
        return redirect("supplies:list", vendor_id)
    try:
        work(supply, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done: %(state)s.") % {"state": supply.get_state_display()})
    return redirect("supplies:list", vendor_id)


@require_safe
@workspace
def history(request: HttpRequest, user: User, vendor_id: str, supply_id: str) -> HttpResponseBase:
    """What was changed, and what was promised and given back."""
    supply = selectors.supply_for(user, vendor_id, supply_id)
    context = {
        "desk": selectors.desk_for(user, vendor_id),
        "supply": supply,
        "changes": changes_of(supply),
        "ledger": ledger_of(supply),
    }
    return render(request, "vendors/supplies/history.html", context)
