"""Pack sizes with illustrative prices and stock, drawn from the bands in data/packs.csv."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .rows import table
from .words import WordTable, draw

#: A larger pack is this much cheaper for each step of size.
_STEP_PERCENT = 4
_ROUND_TO = 1000
_COUNTED = {"B02": "quả"}


@dataclass(frozen=True)
class PackOffer:
    """``net`` in ``unit`` (g, ml, piece), ``gross`` in grams, ``price`` in whole đồng with VAT."""

    title: str
    net: int
    unit: str
    gross: int
    price: int
    stock: int


@dataclass(frozen=True)
class Keeping:
    """How goods of this kind keep; ``shelf_life`` in days, None where the label states none."""

    shelf_life: int | None
    storage: str
    storage_en: str


def pack_offers(title: str, criteria_set: str, seed: str) -> list[PackOffer]:
    """One to three sizes; none where nothing of the set is sold here (medicines, services)."""
    band = _band(title, criteria_set)
    if band is None:
        return []
    dice = draw("packs", seed)
    sizes = [tuple(map(int, size.split("/"))) for size in band["packs"].split()]
    count = dice.randint(1, len(sizes))
    rate = Decimal(dice.randint(int(band["low"]), int(band["high"]))) / int(band["per"])
    return [
        PackOffer(
            title=_size(net, band["unit"], criteria_set),
            net=net,
            unit=band["unit"],
            gross=gross,
            price=_rounded(rate * net * (100 - _STEP_PERCENT * step) / 100),
            stock=_stock(dice.randint(0, 99), dice.randint(1, 30)),
        )
        for step, (net, gross) in enumerate(sizes[:count])
    ]


def keeping(title: str, criteria_set: str) -> Keeping | None:
    band = _band(title, criteria_set)
    if band is None or not band["storage"]:
        return None
    days = int(band["shelf_life"]) if band["shelf_life"] else None
    return Keeping(days, band["storage"], band["storage_en"])


def _band(title: str, criteria_set: str) -> dict[str, str] | None:
    bands = _bands().get(criteria_set)
    return bands.first(title) if bands else None


@cache
def _bands() -> dict[str, WordTable]:
    rows = list(table("packs.csv"))
    return {
        code: WordTable(row for row in rows if row["criteria_set"] == code)
        for code in {row["criteria_set"] for row in rows}
    }


def _size(net: int, unit: str, criteria_set: str) -> str:
    if unit == "piece":
        return f"{net} {_COUNTED.get(criteria_set, 'chiếc')}"
    large = {"g": "kg", "ml": "l"}[unit]
    if net % 1000 == 0:
        return f"{net // 1000} {large}"
    return f"{net} {unit}"


def _rounded(amount: Decimal) -> int:
    return max(_ROUND_TO, int(amount / _ROUND_TO) * _ROUND_TO)


def _stock(share: int, amount: int) -> int:
    """Of a hundred packs six are sold out, ten nearly so."""
    if share < 6:  # noqa: PLR2004
        return 0
    if share < 16:  # noqa: PLR2004
        return 1 + amount % 4
    return amount * 7
