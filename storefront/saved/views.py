"""The list of saved products and its two buttons, for members and guests alike."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalog.catalogue.models import Product
from marketplace.caching.origin import same_origin
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError

from .selectors import product_to_forget, product_to_save, saved_items
from .services import forget_product, save_product


@never_cache
@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    items = saved_items(user=request.user, session=request.session, on=today())
    return render(
        request,
        "saved/list.html",
        {"items": items, "removed": product_to_save(request.GET.get("removed", "")[:16])},
    )


@same_origin
@never_cache
@require_http_methods(["GET", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """POST ``product`` (public id) and ``next`` (where to go on: the page of the button)."""
    return _answer(request, product_to_save, _save)


@same_origin
@never_cache
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """POST as for saving; taken off twice is taken off."""
    return _answer(request, product_to_forget, _remove)


def _answer(
    request: HttpRequest,
    find: Callable[[str], Product | None],
    act: Callable[[HttpRequest, Product], HttpResponse],
) -> HttpResponse:
    """Whoever comes back by GET (another language, a reload) sees the list."""
    if request.method == "GET":
        return redirect("saved:list")
    product = find(request.POST.get("product", "")[:16])
    if product is None:
        raise Http404
    return act(request, product)


def _save(request: HttpRequest, product: Product) -> HttpResponse:
    try:
        new = save_product(user=request.user, session=request.session, product=product)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("%(title)s is saved.") if new else _("%(title)s was saved already.")
        messages.success(request, words % {"title": product.local_title})
    return redirect(_back(request, reverse("saved:list")))


def _remove(request: HttpRequest, product: Product) -> HttpResponse:
    forget_product(user=request.user, session=request.session, product=product)
    if request.POST.get("next"):
        messages.success(request, _words_of_removal(product))
    return redirect(_back(request, f"{reverse('saved:list')}?removed={product.public_id}"))


def _words_of_removal(product: Product) -> str:
    """By its title only where that may be shown."""
    if product_to_save(product.public_id) is None:
        return _("It is off your list.")
    return _("%(title)s is off your list.") % {"title": product.local_title}


def _back(request: HttpRequest, otherwise: str) -> str:
    """The address that the form names, if it is one of ours."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else otherwise
