import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from storefront.order.reconciliation import disagreements


class Command(BaseCommand):
    help = "Compare reserved stock with the open lines of orders; exit status 1 where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        found = disagreements()
        if options["json"]:
            self.stdout.write(json.dumps({"disagreements": [one.as_dict() for one in found]}))
        if found:
            raise CommandError(
                "\n".join(
                    f"{one.sku}: {one.reserved} reserved, {one.in_orders} in orders"
                    for one in found
                )
            )
