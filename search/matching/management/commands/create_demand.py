import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.models import Organisation
from marketplace.kernel.clock import today
from marketplace.kernel.defaults import default
from marketplace.kernel.documents import answer, document, given
from search.matching.criteria import Criteria
from search.matching.demands.documents import Document, demand_from_json, demand_schema
from search.matching.demands.services import DemandRefused, create_demand, open_demand
from search.matching.models import Demand
from search.matching.reading import read


class Command(BaseCommand):
    help = (
        "Opens a demand from a sentence or a JSON document (- reads it from standard input) and"
        " answers its public id and what is missing. Where its last day is over it stays a draft,"
        " and standard error says so. --schema shows the document's shape."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("demand", nargs="?", metavar="TEXT|JSON")
        parser.add_argument("--buyer", metavar="ID", help="public id of an organisation")
        parser.add_argument("--json", action="store_true", help="answer one JSON document")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(demand_schema(), ensure_ascii=False, indent=2))
            return
        written = given(options["demand"] or "")
        if not written:
            raise CommandError("Give a sentence, or JSON; --schema shows its shape.")
        found = answer(lambda: _document(written))
        buyer = _buyer(options["buyer"] or found.buyer)
        demand = answer(lambda: _create(buyer, found))
        missing = found.criteria.missing
        try:
            demand = open_demand(demand, acting_user=None)
        except DemandRefused as refusal:
            self.stderr.write(f"{demand.public_id} stays a draft: {refusal}")
        if options["json"]:
            self.stdout.write(json.dumps({"id": demand.public_id, "missing": missing}))
            return
        self.stdout.write(demand.public_id)
        self.stderr.write(f"{demand} ({demand.state}); missing: {', '.join(missing) or 'nothing'}")


def _document(written: str) -> Document:
    if written.startswith("{"):
        return demand_from_json(document(written))
    if _is_json(written):
        raise CommandError("A demand in JSON is an object; --schema shows its shape.")
    reading = read(written, today=today())
    return Document(Criteria.from_json(reading.criteria), text=written)


def _is_json(written: str) -> bool:
    """A list, null or a quoted text is a document of the wrong shape, "[GẤP] cần gạo" a sentence."""
    try:
        return not isinstance(json.loads(written), int | float)
    except (ValueError, RecursionError):
        return False


def _buyer(public_id: str | None) -> Organisation:
    if public_id is None:
        buyer = default("buyer")
        if buyer is None:
            raise CommandError("buyer: say for which organisation, by its public id.")
        return buyer
    buyer = Organisation.objects.filter(public_id=public_id).first()
    if buyer is None:
        raise CommandError("buyer: there is no such organisation.")
    return buyer


def _create(buyer: Organisation, found: Document) -> Demand:
    return create_demand(
        buyer=buyer,
        criteria=found.criteria,
        text=found.text,
        title=found.title,
        deadline=found.deadline,
        acting_user=None,
    )
