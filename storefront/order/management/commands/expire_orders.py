import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from storefront.order.services import expire_orders


class Command(BaseCommand):
    help = "Give back the stock of orders that nobody paid in time. Safe to run at any moment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        expired = expire_orders()
        self.stdout.write(
            json.dumps({"expired": expired}) if options["json"] else f"{expired} expired"
        )
