"""Upload → report of a dry run → take all, or the good rows."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.base import File
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.certification.decisions.importing import ImportReport, import_decision
from catalog.certification.models import DecisionImport, ImportRow
from catalog.certification.office.access import office_view
from catalog.certification.office.forms import UploadForm
from catalog.certification.office.selectors import imports_for, rows_of
from marketplace.accounts.models import User
from marketplace.accounts.selectors import writes_for_office, writes_for_province
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.spreadsheets import Row, download

ROWS_ON_A_PAGE = 100
RUNS_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def upload(request: HttpRequest, user: User) -> HttpResponseBase:
    """A file comes in and is tried at once; nothing is taken yet."""
    form = UploadForm(request.POST or None, request.FILES or None, user=user)
    if form.is_valid():
        try:
            report = _import(
                form.cleaned_data["file"],
                name=form.cleaned_data["file"].name,
                province=form.cleaned_data["province"],
                is_dry_run=True,
                keeps_file=True,
                acting_user=user,
            )
        except MarketplaceError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("office:import", public_id=report.run.public_id)
    context = {"form": form if writes_for_office(user) else None}
    return render(request, "office/upload.html", context)


@require_safe
@office_view
def imports(request: HttpRequest, user: User) -> HttpResponseBase:
    """Every run, newest first."""
    page = Paginator(imports_for(user), RUNS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/imports.html", {"page": page})


@require_safe
@office_view
def one_import(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """A run with its rows, those of one outcome where asked."""
    run = imports_for(user).get(public_id=public_id)
    outcome = request.GET.get("outcome", "")
    page = Paginator(rows_of(run, outcome=outcome), ROWS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "run": run,
        "page": page,
        "outcome": outcome,
        "outcomes": _outcomes(run),
        "can_take": run.is_dry_run
        and run.document is not None
        and writes_for_province(user, run.province_id),
    }
    return render(request, "office/import.html", context)


@require_POST
@office_view
def take(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """Take what a dry run reported. Posted twice, the second finds everything unchanged."""
    run = imports_for(user).get(public_id=public_id)
    if run.document is None:
        raise Http404
    try:
        report = _import(
            run.document.file,
            name=run.filename,
            province=run.province,
            take_good=request.POST.get("take") == "good",
            acting_user=user,
        )
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:import", public_id=public_id)
    if report.is_taken:
        messages.success(request, _("The decision is in the books."))
    else:
        messages.error(request, _("Nothing was taken: some rows cannot be read."))
    return redirect("office:import", public_id=report.run.public_id)


@require_safe
@office_view
def error_rows(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """The rows that were not simply taken, as they came, with the reasons."""
    run = imports_for(user).get(public_id=public_id)
    return download(_error_table(run), name=f"import-{run.public_id}", form="xlsx")


def _import(file: File, *, name: str, **options: Any) -> ImportReport:
    """From an upload or a stored paper by way of a file of its own."""
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        with file.open("rb") as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        return import_decision(path=Path(copy.name), name=name, **options)


def _outcomes(run: DecisionImport) -> list[tuple[str, str, int]]:
    return [
        (value, str(label), getattr(run, value))
        for value, label in ImportRow.Outcome.choices
        if value != ImportRow.Outcome.IGNORED
    ]


def _error_table(run: DecisionImport) -> Iterator[Row]:
    yield [_("Sheet"), _("Row"), _("Outcome"), _("Reasons"), _("Cells")]
    wanted = (ImportRow.Outcome.REJECTED, ImportRow.Outcome.WORKLIST)
    for row in run.input_rows.filter(outcome__in=wanted).order_by("pk").iterator():
        reasons = "; ".join(f"{error['column']}: {error['message']}" for error in row.errors)
        yield [row.sheet, row.number, row.get_outcome_display(), reasons, *row.cells]
