"""A person's profile, second factor and organisations. Signing in itself is allauth's."""

from typing import cast

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel.client import client_ip
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ratelimit import allow

from . import enrolment, services
from .forms import EnrolmentForm, NewMemberForm, ProfileForm, RoleForm
from .models import Membership, Organisation, User
from .selectors import members_of, organisation_for, role_in

_DRAFT = "accounts.enrolment_secret"


def signed_in(request: HttpRequest) -> User:
    """The user behind a view that asked for one."""
    return cast("User", request.user)


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=signed_in(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("customer:summary")
    return render(request, "accounts/profile.html", {"form": form})


@never_cache
@require_safe
def second_factor_missing(request: HttpRequest) -> HttpResponse:
    """Says why there is no session and whom to ask. The same for everybody."""
    return render(request, "accounts/second_factor_missing.html", status=403)


@never_cache
@sensitive_post_parameters("password", "code")
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the mailed link: QR picture, then password and code, then recovery codes.

    It gives no session; the person signs in afterwards like everybody.
    """
    user = enrolment.user_of_token(token)
    if user is None:
        return render(request, "accounts/enrolment_over.html", status=404)
    secret = request.session.setdefault(_DRAFT, enrolment.new_secret())
    form = EnrolmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _enrolled(request, user, secret, form)
        if done is not None:
            del request.session[_DRAFT]
            return render(request, "accounts/enrolled.html", {"codes": done.recovery_codes})
    url = enrolment.otpauth_url(user=user, secret=secret)
    picture = get_adapter().build_totp_svg(url)
    context = {"form": form, "secret": secret, "picture": enrolment.as_data_uri(picture)}
    return render(request, "accounts/enrol.html", context)


def _enrolled(
    request: HttpRequest, user: User, secret: str, form: EnrolmentForm
) -> enrolment.Enrolment | None:
    if not allow("enrol", client_ip(request), limit=10, seconds=600):
        form.add_error(None, _("Too many tries. Please wait ten minutes."))
        return None
    if not user.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This is not the password of the account."))
        return None
    try:
        return enrolment.enrol_with_code(user=user, secret=secret, code=form.cleaned_data["code"])
    except MarketplaceError as error:
        form.add_error("code", str(error))
        return None


@never_cache
@require_safe
@login_required
def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of the user's own organisations and who belongs to it."""
    return _organisation_page(request, _organisation(request, public_id), NewMemberForm())


@require_POST
@login_required
def add_member(request: HttpRequest, public_id: str) -> HttpResponse:
    shown = _owned(request, public_id)
    form = NewMemberForm(request.POST)
    if form.is_valid():
        user = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
        if user is None:
            form.add_error("email", _("Nobody has signed up with this e-mail yet."))
        elif _done(request, services.add_member, form, organisation=shown, user=user):
            return redirect("accounts:organisation", public_id=public_id)
    return _organisation_page(request, shown, form, status=422)


@require_POST
@login_required
def change_member(request: HttpRequest, public_id: str, member_id: str) -> HttpResponse:
    """A new role, or with ``remove`` the end of a membership (an owner's act, or the member's own)."""
    shown = _organisation(request, public_id)
    membership = members_of(shown).filter(user__public_id=member_id).first()
    if membership is None:
        raise Http404
    if membership.user != request.user:
        _owned(request, public_id)
    form = RoleForm(request.POST) if "role" in request.POST else None
    if form is None:
        _done(request, services.remove_member, None, membership=membership)
    elif form.is_valid():
        _owned(request, public_id)
        _done(request, services.change_role, form, membership=membership)
    if organisation_for(signed_in(request), public_id) is None:
        return redirect("customer:summary")
    return redirect("accounts:organisation", public_id=public_id)


def _done(request: HttpRequest, service, form: BaseForm | None, **arguments: object) -> bool:
    """Whether the service did it; else its words stand on the page."""
    if form is not None:
        arguments["role"] = form.cleaned_data["role"]
    try:
        service(acting_user=signed_in(request), **arguments)
    except MarketplaceError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def _organisation(request: HttpRequest, public_id: str) -> Organisation:
    found = organisation_for(signed_in(request), public_id)
    if found is None:
        raise Http404
    return found


def _owned(request: HttpRequest, public_id: str) -> Organisation:
    found = _organisation(request, public_id)
    if role_in(signed_in(request), found) != Membership.Role.OWNER:
        raise PermissionDenied
    return found


def _organisation_page(
    request: HttpRequest, shown: Organisation, form: NewMemberForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "organisation": shown,
        "members": members_of(shown),
        "roles": Membership.Role.choices,
        "is_owner": role_in(signed_in(request), shown) == Membership.Role.OWNER,
        "form": form,
    }
    return render(request, "accounts/organisation.html", context, status=status)
