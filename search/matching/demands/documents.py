"""A demand as one JSON document: the reader's shape with what a demand has beside its criteria."""

import datetime
from dataclasses import dataclass
from typing import Any

from catalog.catalogue.reference import criteria_sets
from catalog.supply.schema import a_number, an_object, codes, nullable
from catalog.supply.standards import ABROAD, CADENCE, ProducerType, Standard
from catalog.supply.units import PER_ORDER, PackUnit, Period, Unit
from marketplace.geography import slugs
from marketplace.kernel.checking import Check
from search.matching.criteria import CURRENCIES, INFERRED, MOST_LINES, Criteria

from .services import TEXT_LENGTH, TITLE_LENGTH

#: Beside the criteria's own keys.
_BESIDE = ("title", "text", "deadline", "buyer")


@dataclass(frozen=True)
class Document:
    criteria: Criteria
    buyer: str | None = None
    title: str = ""
    text: str = ""
    deadline: datetime.date | None = None


def demand_from_json(data: Any) -> Document:
    """checking.Refused names the wrong fields."""
    criteria = Criteria.from_json(data, beside=_BESIDE)
    check = Check()
    found = data or {}
    document = Document(
        criteria=criteria,
        buyer=check.text(found.get("buyer"), "buyer"),
        title=check.text(found.get("title"), "title", longest=TITLE_LENGTH) or "",
        text=check.text(found.get("text"), "text", longest=TEXT_LENGTH) or "",
        deadline=check.date(found.get("deadline"), "deadline"),
    )
    check.done()
    return document


def demand_schema() -> dict[str, Any]:
    """Everything may be left out or null; the demand is then matched on what it has."""
    words = {"type": "string", "maxLength": 120}
    amount = a_number(0.001, 10**12, whole=False)
    day = nullable({"type": "string", "format": "date"})
    area = an_object({"provinces": codes(slugs.provinces()), "regions": codes(slugs.regions())})
    alternatives = {"type": "array", "items": codes(Standard.values)}
    line = an_object(
        {
            "keywords": {"type": "array", "items": words},
            "groups": codes(criteria_sets()),
            "quantity": nullable(
                an_object(
                    {
                        "min": nullable(amount),
                        "max": nullable(amount),
                        "unit": nullable({"enum": Unit.values}),
                        "period": nullable({"enum": Period.values}),
                    }
                )
            ),
            "pack": nullable(an_object({"size": amount, "unit": {"enum": PackUnit.values}})),
        }
    )
    fields = {
        "lines": {"type": "array", "items": line, "maxItems": MOST_LINES},
        "origin": an_object(
            {"required": area, "preferred": area, "former": codes(slugs.former_provinces())}
        ),
        "min_star": {"enum": [3, 4, 5]},
        "price": an_object(
            {
                "min": nullable(amount),
                "max": nullable(amount),
                "per": nullable({"enum": [*Unit.values, PER_ORDER]}),
                "currency": nullable({"enum": list(CURRENCIES)}),
            }
        ),
        "standards": an_object({"required": alternatives, "preferred": alternatives}),
        "producer_types": an_object(
            {"required": codes(ProducerType.values), "preferred": codes(ProducerType.values)}
        ),
        "delivery": an_object(
            {
                "places": codes([*slugs.provinces(), ABROAD]),
                "start": day,
                "end": day,
                "cadence": nullable({"type": "string", "pattern": f"^{CADENCE.pattern}$"}),
                "inferred": codes(INFERRED),
            }
        ),
        "radius_km": a_number(1, 20_000),
        "certificate_valid_until": day,
        "missing": {"type": "array", "description": "computed; only “conflict” is kept"},
        "parts": {"type": "array", "description": "what a reader adds; left out"},
        "buyer": {"type": "string", "description": "public id of an organisation"},
        "title": {"type": "string", "maxLength": TITLE_LENGTH},
        "text": {"type": "string", "maxLength": TEXT_LENGTH},
        "deadline": day,
    }
    schema = an_object({name: nullable(value) for name, value in fields.items()})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Demand",
        **schema,
    }
