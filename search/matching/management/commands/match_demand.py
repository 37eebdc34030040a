import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.kernel.clock import today
from search.matching.answering import answer_demand
from search.matching.models import Demand
from search.matching.services import match_demand


class Command(BaseCommand):
    help = "The supplies that fit a demand, with scores and reasons, and those that nearly do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="public id of the demand")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        demand = Demand.objects.filter(public_id=options["id"]).first()
        if demand is None:
            raise CommandError(f"There is no demand {options['id']}.")
        match_demand(demand=demand)
        answer = answer_demand(demand, on=today())
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for one in answer["matches"]:
            self.stdout.write(f"{one['score']:3} {one['supply']} {' '.join(one['reasons'])}")
        self.stderr.write(f"{len(answer['matches'])} fit, {len(answer['near_misses'])} nearly do")
