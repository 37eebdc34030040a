"""Asking for the newsletter; the two pages behind the links of its mails, which need no sign-in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.caching.origin import same_origin
from marketplace.geography.selectors import province_list
from marketplace.kernel.client import client_ip
from marketplace.kernel.ratelimit import allow
from marketplace.kernel.secrecy import private

from .consent import consent_text
from .forms import SubscriptionForm
from .models import Subscription
from .services import ask_newsletter, confirm_newsletter, stop_newsletter


@same_origin
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """POST ``email`` and perhaps ``province``; what is wrong is said on a page with the form."""
    if request.method == "GET":
        form = SubscriptionForm(initial={"province": request.GET.get("province", "")[:64]})
        return _form(request, form)
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if form.cleaned_data["website"]:
        return redirect("newsletter:asked")  # a program; it hears nothing of the trap
    if not allow("newsletter", client_ip(request), limit=20, seconds=3600):
        form.add_error(None, _("Too many at once. Please wait an hour."))
        return _form(request, form)
    slug = form.cleaned_data["province"]
    ask_newsletter(
        email=form.cleaned_data["email"],
        province=next((one for one in province_list() if one.slug == slug), None),
        language=(get_language() or "vi")[:2],
    )
    return redirect("newsletter:asked")


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next; the same for everybody, whether the address was known or not."""
    return render(request, "newsletter/asked.html")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Mail scanners follow links, so the link shows a button, and the button confirms."""
    subscription = _found(key)
    if request.method == "POST":
        confirm_newsletter(subscription=subscription)
        subscription = _found(key)
    return _page(request, subscription, asks="confirm")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """The mail reader's one-click button posts here by itself (RFC 8058); the secret is its leave."""
    subscription = _found(key)
    if request.method == "POST":
        stop_newsletter(subscription=subscription)
        subscription = _found(key)
    return _page(request, subscription, asks="stop")


def _found(key: str) -> Subscription:
    found = Subscription.objects.filter(key=key).select_related("province").first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, form: SubscriptionForm) -> HttpResponse:
    return render(request, "newsletter/ask.html", {"form": form, "consent": consent_text()})


def _page(request: HttpRequest, subscription: Subscription, *, asks: str) -> HttpResponse:
    context = {"subscription": subscription, "asks": asks}
    return private(render(request, "newsletter/subscription.html", context))
