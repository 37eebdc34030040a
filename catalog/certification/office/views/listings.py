"""Listings that await the office's word."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.catalogue.moderation import approve_listing, may_review, reject_listing
from catalog.catalogue.photographs.showing import cut, photographs_of
from catalog.catalogue.selectors.review import listings_to_review
from catalog.certification.office.access import office_view
from catalog.certification.office.forms import ReviewForm
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

ON_A_PAGE = 50


@require_safe
@office_view
def listings(request: HttpRequest, user: User) -> HttpResponseBase:
    page = Paginator(listings_to_review(user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/listings.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def listing(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """One listing as its page will show it, and the decision."""
    product = listings_to_review(user).get(public_id=public_id)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        decide = approve_listing if form.cleaned_data["decision"] == "approve" else reject_listing
        try:
            decide(product, acting_user=user, reason=form.cleaned_data["reason"])
        except MarketplaceError as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("The seller is told."))
            return redirect("office:listings")
    context = {
        "product": product,
        "pictures": [(image, cut(image)) for image in photographs_of(product)],
        "form": form if may_review(user, product) else None,
    }
    return render(request, "office/listing.html", context)
