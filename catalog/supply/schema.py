"""The JSON Schema of a supply, as `create_supply` takes it; out of the codes themselves."""

from typing import Any

from .facts import MOST_DAYS, MOST_KM, MOST_PRICE, MOST_TIERS, MOST_UNITS, NOTE_LENGTH, STATED
from .standards import EXPORT_PAPERS
from .units import PackUnit, Unit

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def a_number(least: float, most: int, *, whole: bool = True) -> dict[str, Any]:
    kind = "integer" if whole else "number"
    return {"type": kind, "minimum": least, "maximum": most}


def codes(known: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(known)}, "uniqueItems": True}


def an_object(properties: dict[str, Any], *, required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def supply_schema() -> dict[str, Any]:
    """What is not required may be left out or null: it is stored as not said."""
    day = {"type": "string", "format": "date"}
    yes = nullable({"type": "boolean"})
    schema = an_object(
        {
            "vendor": nullable(
                {"type": "string", "description": "public id or shop name; else the maker's shop"}
            ),
            "product": {
                "type": "string",
                "description": "public id, or title as recognised, with or without diacritics",
            },
            "unit": {"enum": Unit.values},
            "content_kg": nullable(a_number(0.001, 99_999, whole=False)),
            "pack": nullable(
                an_object(
                    {
                        "size": a_number(0.001, 99_999, whole=False),
                        "unit": {"enum": PackUnit.values},
                    },
                    required=("size", "unit"),
                )
            ),
            "minimum_quantity": nullable(a_number(1, MOST_UNITS)),
            "lead_time_days": nullable(a_number(0, MOST_DAYS)),
            "delivers_within_km": nullable(a_number(1, MOST_KM)),
            "standards": nullable(codes(STATED)),
            "export_papers": nullable(codes(EXPORT_PAPERS)),
            "readiness": nullable(
                an_object(
                    {
                        "barcode": yes,
                        "shelf_life_days": nullable(a_number(1, MOST_DAYS)),
                        "tested_on": nullable(day),
                        "e_invoice": yes,
                        "retail_packaging": yes,
                    }
                )
            ),
            "tiers": nullable(
                {
                    "type": "array",
                    "maxItems": MOST_TIERS,
                    "items": an_object(
                        {
                            "from_quantity": a_number(1, MOST_UNITS),
                            "unit_price": a_number(1, MOST_PRICE),
                        },
                        required=("from_quantity", "unit_price"),
                    ),
                }
            ),
            "capacity": nullable(
                {
                    "type": "object",
                    "description": 'units by month: {"2026-12": 2000}',
                    "patternProperties": {r"^\d{4}-\d\d$": a_number(0, MOST_UNITS)},
                    "additionalProperties": False,
                }
            ),
            "note": nullable({"type": "string", "maxLength": NOTE_LENGTH}),
        },
        required=("product", "unit"),
    )
    return {"$schema": _DRAFT, "title": "Supply", **schema}
