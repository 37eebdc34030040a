"""Pages on which a producer's people keep the photographs of a product."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.catalogue.models import ProductImage
from catalog.catalogue.photographs import services
from catalog.catalogue.photographs.showing import cut, uncut
from catalog.catalogue.photographs.states import PhotographState
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .forms import PhotographForm
from .guard import workspace
from .photographs import PhotographRow, photograph_for, photographs_for


@workspace
def photographs(request: HttpRequest, user: User, vendor_id: str, product_id: str) -> HttpResponse:
    """All of them, and where new ones come in."""
    found = photographs_for(user, vendor_id, product_id)
    if request.method != "POST":
        return render(request, "vendors/photographs.html", {"found": found, "desk": found.desk})
    kept = []
    for file in request.FILES.getlist("pictures")[: services.MOST]:
        image = _add(request, user, found.product, file)
        if image is not None:
            kept.append(image)
    if not request.FILES.getlist("pictures"):
        messages.error(request, _("Choose a picture on your device first."))
    if kept:
        words = ngettext(
            "%(count)s picture kept. Now say what it shows.",
            "%(count)s pictures kept. Now say what each shows.",
            len(kept),
        )
        messages.success(request, words % {"count": len(kept)})
    if len(kept) == 1:
        return redirect("vendors:photograph", vendor_id, product_id, kept[0].public_id)
    return redirect("vendors:photographs", vendor_id, product_id)


def _add(request: HttpRequest, user: User, product: Any, file: UploadedFile) -> ProductImage | None:
    """Kept, or None and a word about why not; the other files go on."""
    try:
        return services.add_photograph(product=product, file=file, acting_user=user)
    except MarketplaceError as error:
        messages.error(request, f"{(file.name or '')[:60]}: {error}")
        return None


@workspace
def photograph(
    request: HttpRequest, user: User, vendor_id: str, product_id: str, picture_id: str
) -> HttpResponse:
    """Its words and its focal point; on refusal the page again, with what was typed."""
    desk, image = photograph_for(user, vendor_id, product_id, picture_id)
    form = PhotographForm(request.POST or None, initial=PhotographForm.of(image))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                image = services.describe_photograph(
                    image=image, **form.cleaned_data, acting_user=user
                )
            except MarketplaceError as error:
                form.add_error(None, str(error))
                status = 409
            else:
                words = (
                    _("Saved. The pages show it now.")
                    if image.state == PhotographState.APPROVED
                    else _("Saved. Pictures are shown once your office has looked.")
                )
                messages.success(request, words)
                return redirect("vendors:photographs", vendor_id, product_id)
    context = {
        "desk": desk,
        "product": image.product,
        "row": PhotographRow(image=image, picture=cut(image)),
        "whole": uncut(image),
        "form": form,
        "good_side": ProductImage.GOOD_SIDE,
    }
    return render(request, "vendors/photograph.html", context, status=status)


@workspace
def replace(
    request: HttpRequest, user: User, vendor_id: str, product_id: str, picture_id: str
) -> HttpResponse:
    """A new file in the place of an old one, which stays shown until the new one is approved."""
    _desk, image = photograph_for(user, vendor_id, product_id, picture_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    file = request.FILES.get("picture")
    if file is None:
        messages.error(request, _("Choose a picture on your device first."))
        return redirect("vendors:photograph", vendor_id, product_id, picture_id)
    try:
        new = services.add_photograph(
            product=image.product, file=file, acting_user=user, replaces=image
        )
    except MarketplaceError as error:
        messages.error(request, str(error))
        return redirect("vendors:photograph", vendor_id, product_id, picture_id)
    messages.success(request, _("Kept. Look whether the words still fit, then save."))
    return redirect("vendors:photograph", vendor_id, product_id, new.public_id)


@workspace
def change(
    request: HttpRequest, user: User, vendor_id: str, product_id: str, picture_id: str, *, what: str
) -> HttpResponse:
    """One step earlier or later, away, or back again."""
    _desk, image = photograph_for(user, vendor_id, product_id, picture_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        _CHANGES[what](image, user)
    except MarketplaceError as error:
        messages.error(request, str(error))
    else:
        if what == "remove":
            messages.success(request, _("Removed. You can take it back below for seven days."))
    return redirect("vendors:photographs", vendor_id, product_id)


_CHANGES: dict[str, Any] = {
    "earlier": lambda image, user: services.move_photograph(
        image=image, earlier=True, acting_user=user
    ),
    "later": lambda image, user: services.move_photograph(
        image=image, earlier=False, acting_user=user
    ),
    "remove": lambda image, user: services.remove_photograph(image=image, acting_user=user),
    "restore": lambda image, user: services.restore_photograph(image=image, acting_user=user),
}
