import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from storefront.alerts.mail import send_if_due
from storefront.customer.models import ProductAlert


class Command(BaseCommand):
    help = "Send every alert whose product is back; for whatever the queue has missed. Once a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *_args: Any, **options: Any) -> None:
        waiting = ProductAlert.objects.filter(status=ProductAlert.ACTIVE).order_by("pk")
        counts = {"sent": 0, "refused": 0, "waits": 0}
        for alert_id in waiting.values_list("pk", flat=True):
            counts[send_if_due(alert_id=alert_id)] += 1
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stderr.write(f"{counts['sent']} sent, {counts['waits']} wait")
