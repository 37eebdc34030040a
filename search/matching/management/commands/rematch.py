import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.matching.scoring import RULES_VERSION
from search.matching.services import Progress, rematch


class Command(BaseCommand):
    help = "Match every open demand with every supply on offer; tells how far it is on stderr."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        last = Progress(0, 0, 0)
        for last in rematch():
            self.stderr.write(f"{last.lines}/{last.of_lines} lines, {last.matches} matches")
        if options["json"]:
            done = {"lines": last.of_lines, "matches": last.matches, "rules": RULES_VERSION}
            self.stdout.write(json.dumps(done))
