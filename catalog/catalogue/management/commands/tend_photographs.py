import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.catalogue.photographs.tending import tend_photographs


class Command(BaseCommand):
    help = (
        "Queues renditions of photographs that lack them, and deletes those removed a year ago."
        " Part of `daily`; by hand after a restore that left out the folder `pictures`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="make them here, not by the worker")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        answer = tend_photographs(here=options["now"])
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        self.stderr.write(f"Without renditions: {answer['missing']}; purged: {answer['purged']}.")
