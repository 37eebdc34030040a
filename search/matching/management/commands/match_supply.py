import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.supply.models import Supply
from marketplace.kernel.clock import today
from search.matching.answering import answer_supply
from search.matching.services import match_supply


class Command(BaseCommand):
    help = "The open demands that a supply fits, with scores and reasons, and those it nearly does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="public id of the supply")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        supply = Supply.objects.filter(public_id=options["id"]).first()
        if supply is None:
            raise CommandError(f"There is no supply {options['id']}.")
        match_supply(supply=supply.pk)
        answer = answer_supply(supply.pk, on=today())
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for one in answer["matches"]:
            self.stdout.write(f"{one['score']:3} {one['demand']} {' '.join(one['reasons'])}")
        self.stderr.write(f"{len(answer['matches'])} fit, {len(answer['near_misses'])} nearly do")
