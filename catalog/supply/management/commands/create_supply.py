import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.supply.errors import SupplyExists
from catalog.supply.facts import facts_from_json, missing_of
from catalog.supply.models import Supply
from catalog.supply.naming import vendor_and_product
from catalog.supply.schema import supply_schema
from catalog.supply.services import create_supply
from marketplace.kernel.checking import Check
from marketplace.kernel.documents import answer, document, given


class Command(BaseCommand):
    help = (
        "Offers a supply from a JSON document (- reads it from standard input) and answers its public"
        " id and what is missing. The same document twice is one supply. --schema shows the shape."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("supply", nargs="?", metavar="JSON")
        parser.add_argument("--json", action="store_true", help="answer one JSON document")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(supply_schema(), ensure_ascii=False, indent=2))
            return
        if not options["supply"]:
            raise CommandError("Give the supply as JSON; --schema shows its shape.")
        data = document(given(options["supply"]))
        supply, missing = answer(lambda: _create(data))
        if options["json"]:
            self.stdout.write(json.dumps({"id": supply.public_id, "missing": missing}))
            return
        self.stdout.write(supply.public_id)
        self.stderr.write(f"{supply}; missing: {', '.join(missing) or 'nothing'}")


def _create(data: Any) -> tuple[Supply, list[str]]:
    facts = facts_from_json(data, beside=("vendor", "product"))
    found = Check().mapping(data, "", ("vendor", "product"), ignored=tuple(data))
    vendor, product = vendor_and_product(found.get("vendor"), found.get("product"))
    try:
        supply = create_supply(vendor=vendor, product=product, facts=facts, acting_user=None)
    except SupplyExists as known:
        supply = known.supply
    return supply, missing_of(facts)
