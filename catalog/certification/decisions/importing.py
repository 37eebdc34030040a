"""The way in: one file, one transaction, one report."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.certification.models import DecisionImport, Document
from marketplace.accounts.selectors import writes_for_province
from marketplace.geography.models import Province
from marketplace.kernel import audit
from marketplace.kernel.errors import NotAllowed

from .applying import apply_plan, keep_rows
from .layout import HEADER, ReadRow, read_layout
from .places import find_unit
from .planning import Plan, make_plan
from .reading import UnreadableFile, read_file

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}


@dataclass(frozen=True)
class ImportReport:
    """What a run found. ``is_taken`` tells whether anything was written besides the run itself."""

    run: DecisionImport
    plan: Plan

    @property
    def is_taken(self) -> bool:
        return self.run.is_applied

    def as_dict(self) -> dict[str, Any]:
        """The document of ``import_decision --json``; row numbers as the spreadsheet counts."""
        sheets = {row.source.sheet for row in self.plan.rows if row.is_product}
        errors = [
            {
                "row": row.source.row.number,
                "column": reason.column,
                "code": reason.code,
                "message": _in_sheet(reason.message, row.source.sheet, several=len(sheets) > 1),
            }
            for row in self.plan.rows
            for reason in row.reasons
        ]
        return {**self.plan.counts, "errors": errors}


def import_decision(
    *,
    path: Path,
    name: str | None = None,
    province: Province | None = None,
    is_dry_run: bool = False,
    take_good: bool = False,
    keeps_file: bool = False,
    acting_user: Any = None,
) -> ImportReport:
    """Read a file of recognised products and take it, all or nothing.

    Rejected rows stop everything unless ``take_good``; rows for the worklist never do. The run
    with every input row is kept in any case, the file itself where it is taken or ``keeps_file``.
    Raises before anything is written: NotAllowed where the acting user does not write in the books
    of the province (no user at all is the system itself), UnreadableFile.
    """
    if acting_user is not None and not writes_for_province(
        acting_user, province.pk if province else None
    ):
        raise NotAllowed(_("Only the province's office imports its decisions."))
    filename = (name or path.name)[-255:]
    rows = read_rows(path, name=filename)
    with transaction.atomic():
        _serialise(province)
        plan = make_plan(rows, province_code=province.code if province else "")
        taken = not is_dry_run and (take_good or not plan.has_rejected)
        if taken:
            apply_plan(plan, acting_user=acting_user)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        run = DecisionImport.objects.create(
            document=_document(path, filename, digest, acting_user)
            if taken or keeps_file
            else None,
            filename=filename,
            sha256=digest,
            province=province,
            is_dry_run=is_dry_run,
            take_good=take_good,
            is_applied=taken,
            actor=acting_user,
            **plan.counts,
        )
        keep_rows(plan, run)
        if taken:
            audit.record(
                action="decision.imported", target=run, acting_user=acting_user, **plan.counts
            )
    return ImportReport(run, plan)


def read_rows(path: Path, *, name: str | None = None) -> list[ReadRow]:
    """Every row of the file with its kind; raises UnreadableFile, also where no list is found."""
    rows = read_layout(read_file(path, name=name), find_unit)
    if not any(row.kind == HEADER for row in rows):
        raise UnreadableFile(
            _("No list of products was found: there is no row that names its columns."),
            code="no_table",
        )
    return rows


def _serialise(province: Province | None) -> None:
    """Two imports that could make the same producers wait for each other (PostgreSQL; SQLite
    has one writer anyway)."""
    provinces = Province.objects.select_for_update().order_by("pk")
    list(provinces.filter(pk=province.pk) if province else provinces)


def _document(path: Path, name: str, digest: str, acting_user: Any) -> Document:
    """The file in the private store, once however often it comes."""
    known = Document.objects.filter(sha256=digest, original_name=name).first()
    if known is not None:
        return known
    with path.open("rb") as file:
        return Document.objects.create(
            file=File(file, name=name),
            original_name=name,
            content_type=_TYPES.get(Path(name).suffix.lower(), "application/octet-stream"),
            size=path.stat().st_size,
            sha256=digest,
            uploaded_by=acting_user,
        )


def _in_sheet(message: str, sheet: str, *, several: bool) -> str:
    if not several:
        return message
    return _("Sheet “%(sheet)s”: %(message)s") % {"sheet": sheet, "message": message}
