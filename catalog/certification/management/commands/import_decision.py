"""Take in a recognition decision: manage.py import_decision FILE [--province SLUG] …"""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from catalog.certification.decisions.importing import ImportReport, import_decision
from catalog.certification.decisions.reading import UnreadableFile
from marketplace.geography.models import Province
from marketplace.kernel.errors import MarketplaceError

REJECTED, UNREADABLE = 1, 2


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Take in an XLSX or CSV file with recognised products. See docs/decisions.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--province", metavar="SLUG", help="the authority, such as lam-dong")
        parser.add_argument("--dry-run", action="store_true", help="report, take nothing")
        parser.add_argument("--take-good", action="store_true", help="take the rows without errors")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _rare_collection():
                report = import_decision(
                    path=options["file"],
                    province=self._province(options["province"]),
                    is_dry_run=options["dry_run"],
                    take_good=options["take_good"],
                )
        except MarketplaceError as refusal:
            self.stderr.write(f"{refusal.code}: {refusal}")
            if options["json"]:
                self.stdout.write(json.dumps(_refused(refusal), ensure_ascii=False))
            sys.exit(UNREADABLE)
        found = report.as_dict()
        self._tell(report, found)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        sys.exit(REJECTED if found["rejected"] else 0)

    def _province(self, slug: str | None) -> Province | None:
        if slug is None:
            return None
        province = Province.objects.filter(slug=slug).first()
        if province is None:
            raise UnreadableFile(
                _("There is no province “%(slug)s”.") % {"slug": slug}, code="province"
            )
        return province

    def _tell(self, report: ImportReport, found: dict[str, Any]) -> None:
        for error in found["errors"]:
            self.stderr.write(
                f"{error['row']}\t{error['column']}\t{error['code']}\t{error['message']}"
            )
        names = ("rows", "created", "updated", "unchanged", "rejected", "worklist")
        self.stderr.write(", ".join(f"{name} {found[name]}" for name in names))
        if not report.is_taken:
            self.stderr.write(_("Nothing was taken."))


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Rows held by the ten thousand are no garbage; looking for it among them costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _refused(refusal: MarketplaceError) -> dict[str, Any]:
    """The same shape where the file as a whole is refused."""
    counts = dict.fromkeys(("rows", "created", "updated", "unchanged", "rejected", "worklist"), 0)
    error = {"row": None, "column": None, "code": refusal.code, "message": str(refusal)}
    return counts | {"errors": [error]}
