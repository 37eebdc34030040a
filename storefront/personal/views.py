"""The page about one's own data: consents, a copy, erasure."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.views import signed_in
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ratelimit import allow
from marketplace.kernel.secrecy import private

from .consents import consents_of, state_consents
from .erasures import (
    call_off_erasure,
    erasure_by_token,
    organisations_to_hand_over,
    waiting_erasure,
)
from .exports import export_of
from .forms import ConsentForm, ErasureForm
from .models import Consent, DataExport, Erasure
from .services import DAYS_OF_THOUGHT, ask_erasure, ask_export


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """POST ``purposes``: what the person agrees to, from now on and nothing else."""
    user = signed_in(request)
    given = [purpose for purpose, agrees in consents_of(user).items() if agrees]
    form = ConsentForm(request.POST or None, initial={"purposes": given})
    if request.method == "POST":
        form = ConsentForm(request.POST)
        if form.is_valid():
            state_consents(user=user, given=set(form.cleaned_data["purposes"]))
            messages.success(request, _("Saved."))
            return redirect("personal:overview")
    return render(
        request,
        "personal/overview.html",
        {
            "form": form,
            "history": Consent.objects.filter(user=user).order_by("-pk")[:20],
            "export": DataExport.objects.filter(user=user).first(),
            "erasure": waiting_erasure(user),
        },
    )


@require_POST
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Ask for a copy; the queue makes it."""
    user = signed_in(request)
    if not allow("export", user.public_id, limit=5, seconds=86_400):
        messages.error(request, _("You have asked often today. Please come back tomorrow."))
    elif ask_export(user=user):
        messages.success(request, _("We are making your copy. A mail with the link follows."))
    else:
        messages.info(request, _("Your copy is being made already."))
    return redirect("personal:overview")


@never_cache
@require_safe
@login_required
def download(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The file, to its owner alone and while it is kept; 404 to anybody else."""
    found = export_of(signed_in(request), token)
    if found is None:
        raise Http404
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=f"cho-ocop-{found.asked_at:%Y-%m-%d}.zip",
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """What goes, what stays and why; then the password again. Ends the session."""
    user = signed_in(request)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _erased(request, form):
        logout(request)
        return render(request, "personal/erasure_asked.html", {"days": DAYS_OF_THOUGHT})
    context = {
        "form": form,
        "days": DAYS_OF_THOUGHT,
        "organisations": organisations_to_hand_over(user),
    }
    return render(request, "personal/erase.html", context)


def _erased(request: HttpRequest, form: ErasureForm) -> bool:
    user = signed_in(request)
    if not allow("erase", user.public_id, limit=10, seconds=600):
        form.add_error(None, _("Too many tries. Please wait ten minutes."))
        return False
    try:
        ask_erasure(user=user, password=form.cleaned_data["password"])
    except MarketplaceError as refusal:
        form.add_error("password" if refusal.code == "password" else None, str(refusal))
        return False
    return True


@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail: a button that calls the erasure off, without a sign-in."""
    erasure = erasure_by_token(token)
    if erasure is None:
        raise Http404
    if request.method == "POST" and erasure.state == Erasure.State.WAITING:
        call_off_erasure(erasure=erasure)
        erasure.refresh_from_db()
    return private(render(request, "personal/keep.html", {"erasure": erasure}))
