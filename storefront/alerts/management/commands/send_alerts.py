import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from storefront.alerts.tasks import send_waiting_alerts


class Command(BaseCommand):
    help = "Send every alert whose product is back; for whatever the queue has missed. Part of `daily`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *_args: Any, **options: Any) -> None:
        counts = send_waiting_alerts()
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stderr.write(f"{counts['sent']} sent, {counts['waits']} wait")
