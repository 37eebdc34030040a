"""All forms of one demand together, and the way from what was typed to criteria and back."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marketplace.geography import slugs
from marketplace.kernel.checking import Refused
from search.matching.criteria import INFERRED, MOST_LINES, Criteria

from .forms import LineForm, StandardsForm, TermsForm

_LINE = re.compile(r"line-(\d{1,2})-keywords")
_PATH = re.compile(r"lines\[(\d+)\]\.(\w+)(?:\.(\w+))?(?:\[\d+\])?")
#: Where a problem of a field is told.
_LINE_FIELDS = {
    "min": "least",
    "max": "most",
    "quantity": "least",
    "pack": "size",
    "period": "period",
    "unit": "unit",
    "size": "size",
}
_TERM_FIELDS = {
    "delivery.end": "end",
    "delivery.start": "start",
    "price.max": "price_max",
    "price.min": "price_min",
    "certificate_valid_until": "valid_until",
}


@dataclass
class DemandForms:
    """All forms of one demand together."""

    lines: list[LineForm]
    terms: TermsForm
    required: StandardsForm
    preferred: StandardsForm

    @classmethod
    def of(cls, criteria: Criteria, *, lines: int = 0, **terms: Any) -> "DemandForms":
        """Filled with what is known, and at least one line."""
        shown = [_line_initial(line) for line in criteria.to_json()["lines"]]
        shown += [{}] * max(lines - len(shown), 0 if shown else 1)
        return cls(
            lines=[
                LineForm(initial=initial, prefix=f"line-{number}")
                for number, initial in enumerate(shown)
            ],
            terms=TermsForm(initial=_terms_initial(criteria) | terms),
            required=StandardsForm(prefix="required", rows=criteria.standards.required),
            preferred=StandardsForm(prefix="preferred", rows=criteria.standards.preferred),
        )

    @classmethod
    def sent(cls, data: Any, *, more: int = 0) -> "DemandForms":
        """With what was typed; ``more`` adds empty lines."""
        sent = [
            int(m[1])
            for name in data
            for m in [re.fullmatch(r"line-(\d{1,2})-keywords", name)]
            if m
        ]
        count = min(max(sent, default=0) + 1 + more, MOST_LINES)
        return cls(
            lines=[
                LineForm(
                    data if number in sent else None,
                    prefix=f"line-{number}",
                )
                for number in range(count)
            ],
            terms=TermsForm(data),
            required=StandardsForm(data, prefix="required"),
            preferred=StandardsForm(data, prefix="preferred"),
        )

    @property
    def has_room(self) -> bool:
        return len(self.lines) < MOST_LINES

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (*self.lines, self.terms, self.required, self.preferred))

    def criteria(self) -> Criteria | None:
        """What was typed, or None: then the fields say what is wrong."""
        bound = [form for form in self.lines if form.is_bound]
        valid = [form.is_valid() for form in (*bound, self.terms, self.required, self.preferred)]
        if not all(valid):
            return None
        lines = [form for form in bound if not form.is_blank]
        try:
            return Criteria.from_json(self._as_json(lines))
        except Refused as refusal:
            self._tell(refusal, lines)
            return None

    def _as_json(self, lines: list[LineForm]) -> dict[str, Any]:
        found = self.terms.cleaned_data
        least, most = found["price_min"], found["price_max"]
        delivery = {
            "places": found["places"],
            "start": found["start"],
            "end": found["end"],
            "cadence": found["cadence"] or None,
        }
        return {
            "lines": [form.as_json() for form in lines],
            "origin": {
                "required": _area(found["origin"]),
                "preferred": _area(found["wished_origin"]),
                "former": found["former"],
            },
            "min_star": int(found["min_star"]) if found["min_star"] else None,
            "price": {
                "min": least and least[0],
                "max": most and most[0],
                "per": found["per"] or None,
                "currency": found["currency"] or None,
            },
            "standards": {
                "required": self.required.as_json(),
                "preferred": self.preferred.as_json(),
            },
            "producer_types": {
                "required": found["producers"],
                "preferred": found["wished_producers"],
            },
            "delivery": delivery | {"inferred": _still(found["inferred"], delivery)},
            "radius_km": found["radius_km"],
            "certificate_valid_until": found["valid_until"],
            "missing": ["conflict"] if found["conflict"] and not found["settled"] else [],
        }

    def _tell(self, refusal: Refused, lines: list[LineForm]) -> None:
        """Each problem at its field; what has none of its own stands above."""
        for problem in refusal.problems:
            path = _PATH.fullmatch(problem.field)
            if path:
                name = path[3] or path[2]
                lines[int(path[1])].add_error(_LINE_FIELDS.get(name, name), problem.message)
            else:
                self.terms.add_error(_TERM_FIELDS.get(problem.field), problem.message)


def _line_initial(line: dict[str, Any]) -> dict[str, Any]:
    quantity, pack = line["quantity"], line["pack"] or {}
    return {
        "keywords": line["keywords"],
        "groups": line["groups"],
        "least": _number(quantity["min"]),
        "most": _number(quantity["max"]),
        "unit": quantity["unit"] or "",
        "period": quantity["period"] or "",
        "size": _number(pack.get("size")),
        "pack_unit": pack.get("unit") or "",
    }


def _terms_initial(criteria: Criteria) -> dict[str, Any]:
    price, delivery = criteria.price, criteria.delivery
    return {
        "price_min": price and price.min,
        "price_max": price and price.max,
        "per": (price and price.per) or "",
        "currency": price.currency if price and price.currency != "VND" else "",
        "places": list(delivery.places),
        "start": delivery.start,
        "end": delivery.end,
        "cadence": delivery.cadence or "",
        "min_star": str(criteria.min_star or ""),
        "origin": [*criteria.origin.required.regions, *criteria.origin.required.provinces],
        "wished_origin": [*criteria.origin.preferred.regions, *criteria.origin.preferred.provinces],
        "former": list(criteria.origin.former),
        "producers": list(criteria.producer_types.required),
        "wished_producers": list(criteria.producer_types.preferred),
        "radius_km": criteria.radius_km,
        "valid_until": criteria.certificate_valid_until,
        "inferred": " ".join(
            _mark(name, getattr(delivery, name)) for name in criteria.delivery.inferred
        ),
        "conflict": "yes" if criteria.has_conflict else "",
    }


def _mark(name: str, value: Any) -> str:
    """What the reader derived, with the value that it gave it: another value is the buyer's own."""
    return f"{name}={','.join(sorted(value)) if isinstance(value, list | tuple) else value}"


def _still(marks: str, delivery: dict[str, Any]) -> list[str]:
    """What was derived and has been left as it was."""
    known = set(marks.split())
    return [name for name in INFERRED if _mark(name, delivery[name]) in known]


def _number(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _area(codes: list[str]) -> dict[str, list[str]]:
    return {
        "provinces": [code for code in codes if code in slugs.provinces()],
        "regions": [code for code in codes if code in slugs.regions()],
    }
