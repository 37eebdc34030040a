import datetime
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.catalogue.photographs.making import missing_renditions, purge_photographs
from catalog.catalogue.photographs.tasks import make_photograph_renditions
from marketplace.kernel.clock import now

#: Listings are kept a year after they were withdrawn; their photographs as long.
KEPT_DAYS = 365


class Command(BaseCommand):
    help = (
        "Queues renditions of photographs that lack them, and deletes those removed a year ago."
        " For a daily timer, and after a restore that left out the folder `pictures`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="make them here, not by the worker")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = missing_renditions()
        for image_id in missing:
            if options["now"]:
                make_photograph_renditions.call(image_id)
            else:
                make_photograph_renditions.enqueue(image_id)
        term = now() - datetime.timedelta(days=KEPT_DAYS)
        answer = {"missing": len(missing), "purged": purge_photographs(removed_before=term)}
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        self.stderr.write(f"Without renditions: {answer['missing']}; purged: {answer['purged']}.")
