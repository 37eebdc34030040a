import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import keeping
from search.engine.protocol import EngineUnavailable
from search.management.engines import add_engine, engine_of


class Command(BaseCommand):
    help = "Builds a fresh search index from the database, then switches to it; reading goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        add_engine(parser)
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            count = keeping.rebuild(engine_of(options))
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        seconds = round(time.monotonic() - began, 2)
        self.stderr.write(f"{count} documents in {seconds} s")
        if options["json"]:
            self.stdout.write(json.dumps({"documents": count, "seconds": seconds}))
