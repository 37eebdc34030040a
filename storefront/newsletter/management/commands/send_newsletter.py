import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from storefront.newsletter.issues import make_issue, make_issue_if_due


class Command(BaseCommand):
    help = "Queue the newsletter with what is new since the last one, a week after it; part of `daily`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="do not wait for the week to pass")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *_args: Any, **options: Any) -> None:
        counts = make_issue() if options["now"] else make_issue_if_due()
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stderr.write(f"{counts['letters']} letters")
