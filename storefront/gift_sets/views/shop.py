"""Gift sets as buyers see them, and into the basket."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.gift_sets.baskets import put_set_in, set_sets
from storefront.gift_sets.forms import CountForm
from storefront.gift_sets.models import GiftSet
from storefront.gift_sets.selectors import offered_sets, set_view


@never_cache
@require_safe
def gift_sets(request: HttpRequest) -> HttpResponse:
    return render(request, "gift_sets/list.html", {"sets": offered_sets(on=today())})


@never_cache
@require_safe
def gift_set(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    try:
        view = set_view(public_id, on=today())
    except GiftSet.DoesNotExist as error:
        raise Http404 from error
    address = view.gift_set.get_absolute_url()
    if request.path != address:
        return redirect(address, permanent=True)
    return render(request, "gift_sets/detail.html", {"view": view})


@never_cache
@require_http_methods(["GET", "POST"])
def into_basket(request: HttpRequest) -> HttpResponse:
    """POST ``set``: one more of it; with ``count``: so many, 0 takes it out."""
    if request.method == "GET":
        return redirect("basket:summary")
    found = GiftSet.objects.filter(public_id=request.POST.get("set", "")[:16]).first()
    if found is None:
        raise Http404
    basket = request.basket  # type: ignore[attr-defined]
    try:
        if "count" not in request.POST:
            put_set_in(basket=basket, gift_set=found)
            messages.success(
                request, _("%(title)s is in your basket.") % {"title": found.local_title}
            )
            return redirect("basket:summary")
        form = CountForm(request.POST)
        if not form.is_valid():
            raise MarketplaceError(_("Please write how many sets, at most 99."))
        set_sets(basket=basket, gift_set=found, count=form.cleaned_data["count"])
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    return redirect("basket:summary")
