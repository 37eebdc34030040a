import json
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import keeping
from search.engine.protocol import EngineUnavailable
from search.following import follow
from search.management.engines import add_engine, engine_of


class Command(BaseCommand):
    help = "Brings what changed into the search index; with --follow, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        add_engine(parser)
        parser.add_argument("--follow", action="store_true", help="go on until SIGTERM or SIGINT")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["follow"]:
            stop = threading.Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_details: stop.set())
            follow(stop)
            return
        try:
            count = keeping.drain_all(engine_of(options))
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"{count} changes brought into the index")
        if options["json"]:
            self.stdout.write(json.dumps({"changes": count}))
