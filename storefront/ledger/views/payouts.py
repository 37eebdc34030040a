"""Payout runs, for operators."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from catalog.certification.decisions.reading import UnreadableFile
from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.errors import MarketplaceError
from storefront.ledger.bank_file import bank_file, read_answers
from storefront.ledger.forms import ResultsForm
from storefront.ledger.overview import overview, run_of
from storefront.ledger.services.paying_out import approve_run, drop_run, make_run
from storefront.ledger.services.results import take_results

from .operators import operators


@require_safe
@operators
def payouts(request: HttpRequest, user: User) -> HttpResponseBase:
    return _payouts_page(request, user)


def _payouts_page(
    request: HttpRequest, user: User, *, form: ResultsForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"overview": overview(user), "form": form or ResultsForm()}
    return render(request, "ledger/payouts.html", context, status=status)


@require_POST
@operators
def make(request: HttpRequest, user: User) -> HttpResponseBase:
    """A run of the ticked vendors."""
    try:
        run = make_run(vendor_ids=set(request.POST.getlist("vendor")), acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return _payouts_page(request, user, status=409)
    messages.success(request, _("The run awaits the approval of a second person."))
    return redirect("payouts:run", run.public_id)


@require_safe
@operators
def run(request: HttpRequest, user: User, run_id: str) -> HttpResponseBase:
    return _run_page(request, user, run_id)


def _run_page(request: HttpRequest, user: User, run_id: str, *, status: int = 200) -> HttpResponse:
    return render(request, "ledger/run.html", {"page": run_of(user, run_id)}, status=status)


@require_POST
@operators
def approve(request: HttpRequest, user: User, run_id: str) -> HttpResponseBase:
    page = run_of(user, run_id)
    try:
        approve_run(run=page.run, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return _run_page(request, user, run_id, status=409)
    messages.success(request, _("Approved. The bank's file is ready."))
    return redirect("payouts:run", run_id)


@require_POST
@operators
def drop(request: HttpRequest, user: User, run_id: str) -> HttpResponseBase:
    page = run_of(user, run_id)
    try:
        drop_run(run=page.run, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return _run_page(request, user, run_id, status=409)
    messages.success(request, _("Thrown away; its orders are payable again."))
    return redirect("payouts:payouts")


@require_safe
@operators
def file(request: HttpRequest, user: User, run_id: str) -> HttpResponseBase:
    """The bank's file of an approved run; each look at it is recorded.

    Without what the bank has answered already: sent once more, nobody is paid twice.
    """
    page = run_of(user, run_id)
    if not page.at_bank:
        raise Http404
    audit.record(action="payout_run.file", target=page.run, acting_user=user)
    name = f"payout-{page.run.public_id}.csv"
    return HttpResponse(
        bank_file(page.at_bank),
        content_type="text/csv; charset=us-ascii",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@operators
def results(request: HttpRequest, user: User) -> HttpResponseBase:
    """The bank's answers: all of the file or nothing."""
    form = ResultsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _payouts_page(request, user, form=form, status=422)
    upload = form.cleaned_data["file"]
    try:
        answers = read_answers(upload, name=upload.name)
        outcome = take_results(answers=answers, acting_user=user)
    except (MarketplaceError, UnreadableFile) as refusal:
        form.add_error("file", str(refusal))
        return _payouts_page(request, user, form=form, status=422)
    done = outcome.paid + outcome.back
    messages.success(
        request,
        ngettext(
            "%(count)s payout: %(paid)s paid, %(back)s payable again, %(known)s known before.",
            "%(count)s payouts: %(paid)s paid, %(back)s payable again, %(known)s known before.",
            done,
        )
        % {
            "count": done,
            "paid": outcome.paid,
            "back": outcome.back,
            "known": outcome.known,
        },
    )
    return redirect("payouts:payouts")
