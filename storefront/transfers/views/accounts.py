"""The vendor's bank account: owners only, with their password, then by the mailed link."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.models import User
from marketplace.kernel import ratelimit
from storefront.transfers.errors import AccountRefused
from storefront.transfers.forms import AccountForm, PasswordForm
from storefront.transfers.links import account_of_token
from storefront.transfers.selectors import account_page_for
from storefront.transfers.services.accounts import (
    confirm_account,
    propose_account,
    retire_account,
)

from .workspace import workspace

#: Passwords that one person may try on this page in an hour.
_TRIES = 10


def _may_try(user: User) -> bool:
    return ratelimit.allow("account_password", str(user.pk), limit=_TRIES, seconds=3600)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def account(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    page = account_page_for(user, vendor_id)
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            if not _may_try(user):
                raise AccountRefused(_("Too many tries. Please wait an hour."), code="password")
            propose_account(vendor=page.desk.vendor, acting_user=user, **form.cleaned_data)
        except AccountRefused as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(
                request, _("Nearly done: open the link in the mail that we have just sent you.")
            )
            return redirect("transfers:account", vendor_id)
    context = {"page": page, "desk": page.desk, "form": form, "retiring": PasswordForm()}
    return render(
        request, "vendors/transfers/account.html", context, status=422 if form.errors else 200
    )


@sensitive_post_parameters("password")
@require_POST
@workspace
def retire(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    page = account_page_for(user, vendor_id)
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            if not _may_try(user):
                raise AccountRefused(_("Too many tries. Please wait an hour."), code="password")
            retire_account(vendor=page.desk.vendor, acting_user=user, **form.cleaned_data)
        except AccountRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The account is no longer in use."))
    else:
        messages.error(request, _("Please type your password."))
    return redirect("transfers:account", vendor_id)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def confirm(request: HttpRequest, user: User, vendor_id: str, token: str) -> HttpResponseBase:
    """The address from the mail: a look, then a button. Opening alone (a mail scanner) does nothing."""
    page = account_page_for(user, vendor_id)
    try:
        found = account_of_token(token, vendor=page.desk.vendor)
        if request.method == "POST":
            confirm_account(account=found, acting_user=user)
    except AccountRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("transfers:account", vendor_id)
    if request.method == "POST":
        messages.success(request, _("Buyers pay to this account from now on."))
        return redirect("transfers:account", vendor_id)
    context = {"desk": page.desk, "account": found}
    return render(request, "vendors/transfers/confirm_account.html", context)
