"""Photographs that await the office's word, and those that it may take down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.catalogue.models import ProductImage
from catalog.catalogue.moderation import may_review
from catalog.catalogue.photographs.review import (
    approve_photograph,
    photographs_for_office,
    refuse_photograph,
)
from catalog.catalogue.photographs.showing import cut, uncut
from catalog.catalogue.photographs.states import PhotographState
from catalog.certification.office.access import office_view
from catalog.certification.office.forms import PhotographReviewForm, TakeDownForm
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

ON_A_PAGE = 24


@require_safe
@office_view
def photographs(request: HttpRequest, user: User) -> HttpResponseBase:
    """Those that wait, or those that are shown (``?show=approved``)."""
    shown = request.GET.get("show") == PhotographState.APPROVED
    state = PhotographState.APPROVED if shown else PhotographState.WAITING
    page = Paginator(photographs_for_office(user, state=state), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(image, cut(image)) for image in page.object_list]
    return render(request, "office/photographs.html", {"page": page, "rows": rows, "shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def photograph(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """One of them, whole and as cards cut it, and the decision."""
    image = _one(user, public_id)
    is_shown = image.state == PhotographState.APPROVED
    form = (TakeDownForm if is_shown else PhotographReviewForm)(request.POST or None)
    if form.is_valid():
        image.alt = request.POST.get("seen", image.alt)
        try:
            _decide(image, user, form.cleaned_data)
        except MarketplaceError as refusal:
            form.add_error("reason", str(refusal))
            image.refresh_from_db()
        else:
            messages.success(request, _("The seller is told."))
            return redirect("office:photographs")
    context = {
        "image": image,
        "cut": cut(image),
        "whole": uncut(image),
        "is_shown": is_shown,
        "form": form if may_review(user, image.product) else None,
    }
    return render(request, "office/photograph.html", context)


def _one(user: User, public_id: str) -> ProductImage:
    for state in (PhotographState.WAITING, PhotographState.APPROVED):
        found = photographs_for_office(user, state=state).filter(public_id=public_id).first()
        if found is not None:
            return found
    raise ProductImage.DoesNotExist


def _decide(image: ProductImage, user: User, answer: dict[str, str]) -> None:
    if answer.get("decision") == "approve":
        approve_photograph(image=image, acting_user=user)
    else:
        refuse_photograph(image=image, acting_user=user, reason=answer["reason"])
