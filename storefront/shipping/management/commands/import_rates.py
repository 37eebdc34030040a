from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.kernel.errors import MarketplaceError
from storefront.shipping.importing import import_rates


class Command(BaseCommand):
    help = "Import carriers' rates, remote communes and free deliveries from CSV or XLSX tables."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = import_rates(*options["files"])
        except MarketplaceError as refusal:
            raise CommandError(f"nothing was imported\n{refusal}") from refusal
        self.stdout.write(
            f"{done.tariffs} tariffs and {done.free} free deliveries imported, {done.same} the same"
        )
