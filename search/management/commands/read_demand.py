import datetime
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.kernel.clock import today
from search.matching.reading import Reading, read


class Command(BaseCommand):
    help = "What a buyer's sentence asks for, as the criteria of a demand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="the sentence; - reads it from standard input")
        parser.add_argument("--today", metavar="DATE", help="YYYY-MM-DD; what dates count from")
        parser.add_argument("--json", action="store_true", help="one JSON document: the criteria")
        parser.add_argument(
            "--parts", action="store_true", help="with --json: add what was understood where"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        text = sys.stdin.read() if options["text"] == "-" else options["text"]
        reading = read(text, today=_day(options["today"]))
        if options["json"]:
            said = reading.criteria | ({"parts": _parts(reading)} if options["parts"] else {})
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for part in _parts(reading):
            value = json.dumps(part["value"], ensure_ascii=False)
            self.stdout.write(f"{text[part['start'] : part['end']]} → {part['kind']} {value}")
        self.stdout.write("? " + ", ".join(reading.criteria["missing"]))


def _day(written: str | None) -> datetime.date:
    if written is None:
        return today()
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise CommandError("--today is a date as YYYY-MM-DD.") from None


def _parts(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "start": part.start,
            "end": part.end,
            "kind": part.kind,
            "value": part.value,
            "line": part.line,
        }
        for part in reading.parts
    ]
