import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.kernel.chores import do_due


class Command(BaseCommand):
    help = (
        "Does whatever of the daily work nobody has done yet; the worker does the same by itself."
        " Exit status 1 where a piece failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        done = do_due()
        if options["json"]:
            self.stdout.write(json.dumps(done))
        for name, said in done.items():
            self.stderr.write(f"{name}: {said}")
        failed = [name for name, said in done.items() if said == "failed"]
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")
