"""Matches of a demand, its allocation, and the demands that a supply fits."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.partner.models import Vendor
from catalog.supply.models import Supply
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.spreadsheets import download
from search.matching.allocating.answering import Allocation, allocate
from search.matching.demands.selectors import demands_for, with_lines
from search.matching.demands.words import line_words
from search.matching.models import Demand
from search.matching.showing import PAGE, Shown, matches_of_demand, matches_of_supply
from storefront.vendors.guard import workspace_of
from storefront.vendors.selectors import desk_for

from .export import table
from .forms import LimitsForm

_workspace = workspace_of(Demand.DoesNotExist, Supply.DoesNotExist, Vendor.DoesNotExist)
#: A page grows by steps of PAGE up to this.
_MOST = 240


@require_safe
@_workspace
def demand(request: HttpRequest, user: User, demand_id: str) -> HttpResponseBase:
    found = _own(user, demand_id)
    shown = _shown(request)
    lines = matches_of_demand(found, on=today(), most=shown)
    words = [line_words(line) for line in found.criteria.lines]
    context = {
        "demand": found,
        "lines": list(zip(words, lines, strict=True)),
        "following": shown + PAGE if any(one.total > shown for one in lines) else None,
    }
    return render(request, "matches/demand.html", context)


@require_safe
@_workspace
def allocation(request: HttpRequest, user: User, demand_id: str) -> HttpResponseBase:
    """What it would cost to fill the demand by several suppliers. Commits nothing."""
    found = _own(user, demand_id)
    form = LimitsForm(request.GET or None)
    context = {
        "demand": found,
        "form": form if form.is_bound else LimitsForm(),
        "found": _allocate(found, form),
        "query": request.GET.urlencode(),
    }
    return render(request, "matches/allocation.html", context)


@require_safe
@_workspace
def export(request: HttpRequest, user: User, demand_id: str, form: str) -> HttpResponseBase:
    found = _allocate(_own(user, demand_id), LimitsForm(request.GET or None))
    if found is None:
        raise Http404
    return download(table(found), name=f"ocop-{demand_id}", form=form)


@require_safe
@_workspace
def supply(request: HttpRequest, user: User, vendor_id: str, supply_id: str) -> HttpResponseBase:
    """The open demands that one of the vendor's supplies fits."""
    desk = desk_for(user, vendor_id)
    found = Supply.objects.select_related("product", "vendor").get(
        vendor=desk.vendor, public_id=supply_id
    )
    shown = _shown(request)
    matches = matches_of_supply(found, on=today(), most=shown)
    context = {
        "desk": desk,
        "supply": found,
        "matches": matches,
        "rows": _with_words(matches.matches),
        "near": _with_words(matches.near),
        "following": shown + PAGE if matches.total > shown else None,
    }
    return render(request, "matches/supply.html", context)


def _with_words(shown: list[Shown]) -> list[tuple[Shown, str]]:
    """Each with what its line asks for."""
    return [(one, line_words(one.line.demand.criteria.lines[one.line.position])) for one in shown]


def _own(user: User, public_id: str) -> Demand:
    """One of the user's demands with its lines. Demand.DoesNotExist for everybody else's."""
    return with_lines(demands_for(user)).get(public_id=public_id)


def _shown(request: HttpRequest) -> int:
    asked = request.GET.get("show", "")[:4]
    return min(max(int(asked), PAGE), _MOST) if asked.isdecimal() else PAGE


def _allocate(found: Demand, form: LimitsForm) -> Allocation | None:
    """None where the limits are not numbers."""
    if form.is_bound and not form.is_valid():
        return None
    limits = form.cleaned_data if form.is_bound else {}
    return allocate(
        found,
        max_suppliers=limits.get("max_suppliers"),
        max_provinces=limits.get("max_provinces"),
        on=today(),
    )
