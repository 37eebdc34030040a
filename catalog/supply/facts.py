"""What a vendor states of a supply: one shape for the form, the spreadsheet and programs.

``from_json`` checks what anybody may have sent, ``to_json`` shows it again; docs/supply.md has the
schema.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from marketplace.kernel.checking import Check, plain_number
from marketplace.kernel.text import clean

from .models import Capacity, Supply, SupplyTier
from .standards import EXPORT_PAPERS, OF_READINESS, OF_THE_STAR, Standard
from .units import PackUnit, Unit

#: A sober check of typing errors: units, đồng, days, kilometres.
MOST_UNITS = 100_000_000
MOST_PRICE = 5_000_000_000
MOST_DAYS = 3_650
MOST_KM = 3_000
MOST_TIERS = 10
MOST_MONTHS = 36
NOTE_LENGTH = 1_000
_MOST_CONTENT = 99_999
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-01)?")
#: What a vendor states in words of its own; stars are facts, readiness has its columns.
STATED = tuple(
    code
    for code in Standard.values
    if code not in OF_THE_STAR and code not in OF_READINESS and code not in EXPORT_PAPERS
)


@dataclass(frozen=True)
class Tier:
    from_quantity: int
    unit_price: int


@dataclass(frozen=True)
class Facts:
    """Amounts are whole ``unit``. None is "not said"."""

    unit: str
    content_kg: Decimal | None = None
    pack_size: Decimal | None = None
    pack_unit: str | None = None
    minimum_quantity: int = 1
    lead_time_days: int | None = None
    delivers_within_km: int | None = None
    standards: tuple[str, ...] = ()
    export_papers: tuple[str, ...] = ()
    note: str = ""
    has_barcode: bool = False
    shelf_life_days: int | None = None
    tested_on: datetime.date | None = None
    has_e_invoice: bool = False
    has_retail_packaging: bool = False
    tiers: tuple[Tier, ...] = ()
    #: Month (its first day) and units; a month that is not named stays as it is.
    capacity: tuple[tuple[datetime.date, int], ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of Supply that these are kept in."""
        values = {name: getattr(self, name) for name in COLUMNS}
        return values | {
            "standards": list(self.standards),
            "export_papers": list(self.export_papers),
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "content_kg": plain_number(self.content_kg),
            "pack": {"size": plain_number(self.pack_size), "unit": self.pack_unit}
            if self.pack_size
            else None,
            "minimum_quantity": self.minimum_quantity,
            "lead_time_days": self.lead_time_days,
            "delivers_within_km": self.delivers_within_km,
            "standards": list(self.standards),
            "export_papers": list(self.export_papers),
            "readiness": {
                "barcode": self.has_barcode,
                "shelf_life_days": self.shelf_life_days,
                "tested_on": self.tested_on.isoformat() if self.tested_on else None,
                "e_invoice": self.has_e_invoice,
                "retail_packaging": self.has_retail_packaging,
            },
            "tiers": [
                {"from_quantity": tier.from_quantity, "unit_price": tier.unit_price}
                for tier in self.tiers
            ],
            "capacity": {f"{month:%Y-%m}": units for month, units in self.capacity},
            "note": self.note,
        }


COLUMNS = tuple(name for name in Facts.__dataclass_fields__ if name not in {"tiers", "capacity"})
_KEYS = (
    "unit",
    "content_kg",
    "pack",
    "minimum_quantity",
    "lead_time_days",
    "delivers_within_km",
    "standards",
    "export_papers",
    "readiness",
    "tiers",
    "capacity",
    "note",
)
_READINESS = ("barcode", "shelf_life_days", "tested_on", "e_invoice", "retail_packaging")


def facts_of(
    supply: Supply, *, tiers: Sequence[SupplyTier], capacities: Sequence[Capacity]
) -> Facts:
    """What the books say, months that have gone by among it."""
    values = {name: getattr(supply, name) for name in COLUMNS}
    return Facts(
        **values
        | {
            "standards": tuple(supply.standards),
            "export_papers": tuple(supply.export_papers),
            "tiers": tuple(
                Tier(tier.from_quantity, tier.unit_price)
                for tier in sorted(tiers, key=lambda one: one.from_quantity)
            ),
            "capacity": tuple(sorted((row.month, row.quantity) for row in capacities)),
        }
    )


def facts_from_json(data: Any, *, beside: Sequence[str] = ()) -> Facts:
    """The facts in ``data``; absent keys are not said, keys in ``beside`` are somebody else's.

    checking.Refused names the wrong fields.
    """
    check = Check()
    found = check.mapping(data, "", _KEYS, ignored=beside)
    unit = check.code(found.get("unit"), "unit", Unit.values)
    if unit is None and not any(problem.field == "unit" for problem in check.problems):
        check.wrong("unit", _("Say the unit that is sold."))
    pack = check.mapping(found.get("pack"), "pack", ("size", "unit"))
    size = check.number(pack.get("size"), "pack.size", most=_MOST_CONTENT)
    pack_unit = check.code(pack.get("unit"), "pack.unit", PackUnit.values)
    if (size is None) != (pack_unit is None):
        check.wrong("pack", _("A pack has a size and a unit."))
    ready = check.mapping(found.get("readiness"), "readiness", _READINESS)
    facts = Facts(
        unit=unit or Unit.KG,
        content_kg=check.number(found.get("content_kg"), "content_kg", most=_MOST_CONTENT),
        pack_size=size,
        pack_unit=pack_unit,
        minimum_quantity=check.whole(
            found.get("minimum_quantity"), "minimum_quantity", least=1, most=MOST_UNITS
        )
        or 1,
        lead_time_days=check.whole(found.get("lead_time_days"), "lead_time_days", most=MOST_DAYS),
        delivers_within_km=check.whole(
            found.get("delivers_within_km"), "delivers_within_km", least=1, most=MOST_KM
        ),
        standards=_codes(check, found.get("standards"), "standards", STATED),
        export_papers=_codes(check, found.get("export_papers"), "export_papers", EXPORT_PAPERS),
        note=_note(check, found.get("note")),
        has_barcode=bool(check.boolean(ready.get("barcode"), "readiness.barcode")),
        shelf_life_days=check.whole(
            ready.get("shelf_life_days"), "readiness.shelf_life_days", least=1, most=MOST_DAYS
        ),
        tested_on=check.date(ready.get("tested_on"), "readiness.tested_on"),
        has_e_invoice=bool(check.boolean(ready.get("e_invoice"), "readiness.e_invoice")),
        has_retail_packaging=bool(
            check.boolean(ready.get("retail_packaging"), "readiness.retail_packaging")
        ),
        tiers=_tiers(check, found.get("tiers")),
        capacity=_capacity(check, found.get("capacity")),
    )
    check.done()
    return facts


def missing_of(facts: Facts) -> list[str]:
    """What a match would gain from: price, capacity, the content of a counted unit, lead time."""
    holds = facts.unit in {Unit.KG, Unit.LITRE} or facts.content_kg or facts.pack_size
    found = {
        "price": not facts.tiers,
        "capacity": not any(units for _month, units in facts.capacity),
        "content": not holds,
        "lead_time": facts.lead_time_days is None,
    }
    return [name for name, is_missing in found.items() if is_missing]


def _codes(check: Check, value: Any, path: str, known: Sequence[str]) -> tuple[str, ...]:
    return check.items(value, path, lambda one, at: check.code(one, at, known))


def _note(check: Check, value: Any) -> str:
    """Some lines: breaks stay."""
    if value is not None and not isinstance(value, str):
        check.wrong("note", _("This must be a text."))
        return ""
    lines = "\n".join(clean(line) for line in (value or "").splitlines()).strip()
    if len(lines) > NOTE_LENGTH:
        check.wrong("note", _("At most %(number)s characters.") % {"number": NOTE_LENGTH})
    return lines


def _tiers(check: Check, value: Any) -> tuple[Tier, ...]:
    """From small to large; a larger order never costs more a unit."""

    def tier(data: Any, path: str) -> Tier | None:
        found = check.mapping(data, path, ("from_quantity", "unit_price"))
        start = check.whole(
            found.get("from_quantity"), f"{path}.from_quantity", least=1, most=MOST_UNITS
        )
        price = check.whole(found.get("unit_price"), f"{path}.unit_price", least=1, most=MOST_PRICE)
        if start is None or price is None:
            if isinstance(data, dict) and not check.problems:
                check.wrong(path, _("A price has the quantity from which it holds, and an amount."))
            return None
        return Tier(start, price)

    tiers = sorted(
        check.items(value, "tiers", tier, most=MOST_TIERS), key=lambda one: one.from_quantity
    )
    for smaller, larger in pairwise(tiers):
        if smaller.from_quantity == larger.from_quantity:
            check.wrong("tiers", _("Two prices begin at the same quantity."))
        elif larger.unit_price > smaller.unit_price:
            check.wrong("tiers", _("A larger order cannot cost more for each unit."))
    return tuple(tiers)


def _capacity(check: Check, value: Any) -> tuple[tuple[datetime.date, int], ...]:
    """{"2026-12": 2000}: units of each month."""
    if value is None:
        return ()
    if not isinstance(value, dict):
        check.wrong("capacity", _("This must be an object."))
        return ()
    if len(value) > MOST_MONTHS:
        check.wrong("capacity", _("At most %(number)s entries.") % {"number": MOST_MONTHS})
        return ()
    found: dict[datetime.date, int] = {}
    for name, units in value.items():
        path = f"capacity[{clean(str(name))[:12]}]"
        month = _month(name)
        if month is None:
            check.wrong(path, _("Write a month as YYYY-MM."))
            continue
        number = check.whole(units, path, most=MOST_UNITS)
        if number is not None:
            found[month] = number
    return tuple(sorted(found.items()))


def _month(name: Any) -> datetime.date | None:
    match = _MONTH.fullmatch(name) if isinstance(name, str) else None
    if match is None:
        return None
    year, month = map(int, match.groups())
    if not 2000 <= year <= 2100 or not 1 <= month <= 12:  # noqa: PLR2004
        return None
    return datetime.date(year, month, 1)
