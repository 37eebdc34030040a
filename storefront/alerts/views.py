"""Asking for an alert; the two pages behind the links of its mails, which need no sign-in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalog.catalogue.models import Product
from marketplace.caching.origin import same_origin
from marketplace.kernel.client import client_ip
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ratelimit import allow
from marketplace.kernel.secrecy import private
from storefront.customer.models import ProductAlert
from storefront.saved.selectors import product_to_save

from .forms import AlertForm
from .selectors import alert_by_key
from .services import ask_alert, confirm_alert, stop_alert


@same_origin
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """POST ``product``, ``kind`` and a guest's ``email``; what is missing is asked for on a page."""
    if request.method == "GET":
        return redirect("saved:list")
    product = product_to_save(request.POST.get("product", "")[:16])
    if product is None:
        raise Http404
    form = AlertForm(request.POST, is_member=request.user.is_authenticated)
    if form.is_valid() and _asked(request, form, product):
        return redirect(product.get_absolute_url())
    return render(request, "alerts/ask.html", {"form": form, "product": product})


def _asked(request: HttpRequest, form: AlertForm, product: Product) -> bool:
    if not allow("alert", client_ip(request), limit=20, seconds=3600):
        form.add_error(None, _("Too many at once. Please wait an hour."))
        return False
    try:
        ask_alert(
            user=request.user,
            email=form.cleaned_data["email"],
            product=product,
            kind=form.cleaned_data["kind"],
            language=(translation.get_language() or "vi")[:2],
        )
    except MarketplaceError as refusal:
        form.add_error(None, str(refusal))
        return False
    words = _("We tell you by e-mail when %(title)s is back.")
    if not request.user.is_authenticated:
        words = _("Please look into your mail and press the link there, then we tell you.")
    messages.success(request, words % {"title": product.local_title})
    return True


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Mail scanners follow links, so the link shows a button, and the button confirms."""
    alert = _found(key)
    if request.method == "POST":
        confirm_alert(alert=alert)
        alert = _found(key)
    return _page(request, alert, asks="confirm")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """The mail reader's one-click button posts here by itself (RFC 8058); the secret is its leave."""
    alert = _found(key)
    if request.method == "POST":
        stop_alert(alert=alert)
        alert = _found(key)
    return _page(request, alert, asks="stop")


def _found(key: str) -> ProductAlert:
    alert = alert_by_key(key)
    if alert is None:
        raise Http404
    return alert


def _page(request: HttpRequest, alert: ProductAlert, *, asks: str) -> HttpResponse:
    return private(render(request, "alerts/alert.html", {"alert": alert, "asks": asks}))
