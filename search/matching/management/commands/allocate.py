import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.kernel.clock import today
from search.matching.allocating.answering import allocate, to_json
from search.matching.models import Demand


class Command(BaseCommand):
    help = "The cheapest way to fill a demand by several suppliers, or which limit has to give."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="public id of the demand")
        parser.add_argument("--max-suppliers", type=int, metavar="N")
        parser.add_argument("--max-provinces", type=int, metavar="N")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        demand = Demand.objects.filter(public_id=options["id"]).first()
        if demand is None:
            raise CommandError(f"There is no demand {options['id']}.")
        for name in ("max_suppliers", "max_provinces"):
            if options[name] is not None and options[name] < 1:
                raise CommandError(f"--{name.replace('_', '-')} is a number from 1.")
        found = allocate(
            demand,
            max_suppliers=options["max_suppliers"],
            max_provinces=options["max_provinces"],
            on=today(),
        )
        if options["json"]:
            self.stdout.write(json.dumps(to_json(found), ensure_ascii=False))
            return
        for share in found.shares:
            self.stdout.write(f"{share.supply.public_id} {share.amount}: {share.total} ₫")
        for way in found.ways_out:
            self.stdout.write(way.words)
        self.stderr.write(f"{found.total} ₫, at most {found.gap_percent} % above the least")
