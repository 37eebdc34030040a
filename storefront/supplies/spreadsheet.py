"""A vendor's supplies as a table: exported, changed by hand, read again.

Each column's title ends with its code in brackets, so that the words before it may be in either
language, moved or changed.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.supply.amounts import read_amount
from catalog.supply.facts import Facts, facts_of
from catalog.supply.models import Supply
from marketplace.kernel.spreadsheets import Row

from .forms import TIERS, coming_months

_MONTH = re.compile(r"\d{4}-\d\d")
_YES = {"x", "1", "true", "có", "co", "yes"}
_NO = {"", "0", "false", "không", "khong", "no"}
_LISTS = ("standards", "export_papers")
_WHOLE = ("minimum_quantity", "lead_time_days", "delivers_within_km")
_READINESS = ("barcode", "shelf_life_days", "tested_on", "e_invoice", "retail_packaging")
_BOOLEANS = ("barcode", "e_invoice", "retail_packaging")


class Unreadable(ValueError):
    """A cell that does not say what its column asks; ``field`` is the column's code."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def titles(today: datetime.date) -> dict[str, str]:
    """Code → title of the columns, in their order."""
    named = {
        "id": _("Supply, do not change"),
        "product": _("Product"),
        "unit": _("Unit"),
        "pack_size": _("One pack holds"),
        "pack_unit": _("Unit of the content"),
        "content_kg": _("Kilograms in one unit"),
        "minimum_quantity": _("Smallest order"),
        "lead_time_days": _("Days from order to dispatch"),
        "delivers_within_km": _("Delivers within km"),
        "standards": _("Further standards"),
        "export_papers": _("Export papers"),
        "barcode": _("A barcode on each pack"),
        "shelf_life_days": _("Shelf life in days"),
        "tested_on": _("Date of the newest test report"),
        "e_invoice": _("We issue e-invoices"),
        "retail_packaging": _("Packed for retail shelves"),
        "note": _("Note for buyers"),
    }
    for number in range(1, TIERS + 1):
        named[f"from_{number}"] = _("From quantity")
        named[f"price_{number}"] = _("Price of one unit")
    for month in coming_months(today):
        named[f"{month:%Y-%m}"] = _("Capacity")
    return named


def table(supplies: Iterable[Supply], *, today: datetime.date) -> Iterator[Row]:
    """Header, then a row a supply. Read them with tiers and capacities before."""
    columns = titles(today)
    yield [f"{title} [{code}]" for code, title in columns.items()]
    for supply in supplies:
        facts = facts_of(
            supply, tiers=list(supply.tiers.all()), capacities=list(supply.capacities.all())
        )
        cells = _cells(supply, facts)
        yield [cells.get(code, "") for code in columns]


def _cells(supply: Supply, facts: Facts) -> dict[str, str | int]:
    said = facts.to_json()
    cells: dict[str, Any] = {
        "id": supply.public_id,
        "product": supply.product.title,
        "unit": facts.unit,
        "pack_unit": facts.pack_unit or "",
        "pack_size": _plain(facts.pack_size),
        "content_kg": _plain(facts.content_kg),
        "note": facts.note,
    }
    cells |= {name: _plain(said[name]) for name in _WHOLE}
    cells |= {name: ", ".join(said[name]) for name in _LISTS}
    cells |= {
        name: "x" if value is True else "" if value in {None, False} else value
        for name, value in said["readiness"].items()
    }
    for number, tier in enumerate(facts.tiers[:TIERS], start=1):
        cells |= {f"from_{number}": tier.from_quantity, f"price_{number}": tier.unit_price}
    return cells | dict(said["capacity"])


def as_json(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of one row in the shape of facts_from_json; Unreadable names the column."""
    size, pack_unit = _number(cells, "pack_size"), _text(cells, "pack_unit")
    readiness: dict[str, Any] = {name: _boolean(cells, name) for name in _BOOLEANS}
    readiness["shelf_life_days"] = _number(cells, "shelf_life_days")
    readiness["tested_on"] = _text(cells, "tested_on")[:10] or None
    tiers = []
    for number in range(1, TIERS + 1):
        start, price = _number(cells, f"from_{number}"), _number(cells, f"price_{number}")
        if start is not None or price is not None:
            tiers.append({"from_quantity": start, "unit_price": price})
    return {
        "unit": _text(cells, "unit") or None,
        "content_kg": _number(cells, "content_kg"),
        "pack": {"size": size, "unit": pack_unit or None} if size or pack_unit else None,
        **{name: _number(cells, name) for name in _WHOLE},
        **{name: _list(cells, name) for name in _LISTS},
        "readiness": readiness,
        "tiers": tiers,
        "capacity": {
            code: _number(cells, code)
            for code in cells
            if _MONTH.fullmatch(code) and _text(cells, code)
        },
        "note": _text(cells, "note"),
    }


def _text(cells: Mapping[str, Any], code: str) -> str:
    """An apostrophe before what looks like a formula was ours."""
    value = cells.get(code)
    text = "" if value is None else str(value).strip()
    return text[1:] if text[:1] == "'" else text


def _number(cells: Mapping[str, Any], code: str) -> Decimal | None:
    value = cells.get(code)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    typed = _text(cells, code)
    if not typed:
        return None
    found = read_amount(typed)
    if found is None or found[1] is not None:
        raise Unreadable(code, _("This is no number: “%(cell)s”.") % {"cell": typed[:40]})
    return found[0]


def _boolean(cells: Mapping[str, Any], code: str) -> bool:
    typed = _text(cells, code).lower()
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    raise Unreadable(code, _("Write x for yes, or leave it empty."))


def _list(cells: Mapping[str, Any], code: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\s]+", _text(cells, code)) if part.strip()]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return "" if value is None else value
