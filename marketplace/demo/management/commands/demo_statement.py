from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.partner.models import Vendor
from marketplace.demo.statements import statement_of


class Command(BaseCommand):
    help = (
        "Writes the bank statement (CSV) that a shop would get if buyers had transferred what it"
        " awaits, to be imported under Payments in its workspace. The demonstration only."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("vendor", help="the shop's public id, as in /vendor/<id>/")
        parser.add_argument("--out", type=Path, help="a file instead of the terminal")
        parser.add_argument(
            "--difference", type=int, default=0, help="đồng more, or less, than is due each time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("These settings are not those of a demonstration.")
        vendor = Vendor.objects.filter(public_id=options["vendor"]).first()
        if vendor is None:
            raise CommandError("There is no such shop.")
        text = statement_of(vendor, difference=options["difference"])
        if options["out"] is None:
            self.stdout.write(text, ending="")
            return
        options["out"].write_text(text, encoding="utf-8", newline="")
        self.stderr.write(f"Written: {options['out']}")
