import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search import keeping
from search.engine.choosing import ENGINES, engine_named


class Command(BaseCommand):
    help = "Builds a fresh search index from the database, then switches to it; reading goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(ENGINES), default="")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        count = keeping.rebuild(engine_named(options["engine"]))
        seconds = round(time.monotonic() - began, 2)
        self.stderr.write(f"{count} documents in {seconds} s")
        if options["json"]:
            self.stdout.write(json.dumps({"documents": count, "seconds": seconds}))
