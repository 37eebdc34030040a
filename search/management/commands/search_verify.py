import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import keeping
from search.engine.protocol import EngineUnavailable
from search.management.engines import add_engine, engine_of


class Command(BaseCommand):
    help = "Compares the search index with the database and puts right what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        add_engine(parser)
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            repaired = keeping.verify(engine_of(options))
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"{repaired.entries} repaired, {repaired.removed} removed")
        if options["json"]:
            said = {"repaired": repaired.entries, "removed": repaired.removed}
            self.stdout.write(json.dumps(said))
