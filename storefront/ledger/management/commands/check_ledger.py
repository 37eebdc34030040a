import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from storefront.ledger.checking import faults


class Command(BaseCommand):
    help = "Check that the books are sound; exit status 1 where they are not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        found = faults()
        if options["json"]:
            self.stdout.write(json.dumps({"faults": [one.as_dict() for one in found]}))
        if found:
            raise CommandError("\n".join(f"{one.what}: {one.where} {one.amount}" for one in found))
