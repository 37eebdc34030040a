"""Matching by brute force: plain loops over plain numbers, written from docs/matching.md.

Imports the data classes that hold the columns, and nothing else of matching.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from search.matching.columns import Matrix, Needs, Supplies, Terms

_OCOP = {0: 3, 1: 3, 2: 4, 3: 5}
_WEIGHTS = {
    "goods": 25,
    "capacity": 20,
    "price": 15,
    "distance": 8,
    "origin": 4,
    "season": 6,
    "star": 7,
    "standards": 7,
    "reliability": 8,
}


@dataclass(frozen=True)
class Answer:
    failed: frozenset[str]
    points: dict[str, int]

    @property
    def score(self) -> int:
        return sum(self.points.values())


def plain(columns: Supplies | Needs) -> list[dict[str, Any]]:
    """Each row as Python numbers, lists and sets."""
    names = [name for name in columns.__dataclass_fields__ if name not in ("words", "phrases")]
    lists: dict[str, list[Any]] = {}
    for name in names:
        column = getattr(columns, name)
        if isinstance(column, Matrix):
            lists[name] = [list(one) for one in zip(*(c.tolist() for c in column), strict=True)]
        else:
            lists[name] = column.tolist()
    rows = [
        {name: lists[name][i] for name in names if name != "phrase_from"}
        for i in range(len(columns))
    ]
    for i, row in enumerate(rows):
        if isinstance(columns, Supplies):
            row["words"] = _set(columns.words, i)
        else:
            first, last = lists["phrase_from"][i : i + 2]
            row["phrases"] = [_set(columns.phrases, number) for number in range(first, last)]
    return rows


def _set(terms: Terms, row: int) -> set[int]:
    return set(np.asarray(terms.ids)[terms.offsets[row] : terms.offsets[row + 1]].tolist())


def goods_in_common(supply: dict[str, Any], need: dict[str, Any]) -> bool:
    """The one test that most pairs fail; ahead of the rest, so that the oracle ends today."""
    if need["groups"]:
        return bool(supply["group"] & need["groups"])
    return likeness(supply, need) >= 300


def likeness(supply: dict[str, Any], need: dict[str, Any]) -> int:
    if not need["phrases"]:
        return 1000
    shares = [
        1000 * len(words & supply["words"]) // len(words) if words else 0
        for words in need["phrases"]
    ]
    return max(shares)


def judge(supply: dict[str, Any], need: dict[str, Any]) -> Answer:
    s, n = supply, need
    failed = set() if goods_in_common(s, n) else {"GOODS"}
    star, broken = _live(s, n)
    if broken:
        failed.add("CERTIFICATE")
    if star and star < n["min_star"]:
        failed.add("STAR")
    if (n["provinces"] or n["former"]) and not _from(s, n["provinces"], n["former"]):
        failed.add("ORIGIN")
    for clause in n["required"]:
        if clause and not any(_holds(s, n, code, star) for code in _codes(clause)):
            failed.add("STANDARDS")
    if n["forms"] and not s["form"] & n["forms"]:
        failed.add("PRODUCER_TYPE")
    if any(not s["traits"] >> trait & 1 for trait in _codes(n["traits"])):
        failed.add("PRODUCER_TYPE")
    deal = _deal(s, n)
    failed |= _trade(s, n, deal)
    return Answer(frozenset(failed), _points(s, n, star, deal))


def _live(s: dict[str, Any], n: dict[str, Any]) -> tuple[int, bool]:
    """(least star on the days before the first bare one, whether some day is bare)."""
    runs = [run for run in zip(s["star"], s["live_from"], s["live_until"], strict=True) if run[0]]
    day, least = n["start"], 0
    while day <= n["certified_until"]:
        holding = [run for run in runs if run[1] <= day <= run[2]]
        if not holding:
            return least, True
        star, _first, last = holding[0]
        least = min(least or star, star)
        day = last + 1
    return least, False


def _codes(bits: int) -> list[int]:
    return [code for code in range(64) if bits >> code & 1]


def _from(s: dict[str, Any], provinces: int, former: int) -> bool:
    return bool(s["province"] & provinces or s["former"] & former)


def _holds(s: dict[str, Any], n: dict[str, Any], code: int, star: int) -> bool:
    if code in _OCOP:
        return not star or star >= _OCOP[code]
    return s["held_until"][code] >= n["end"]


def _measure(s: dict[str, Any], unit: int, held: tuple[int, int, int]) -> tuple[int, int] | None:
    """Atoms in one unit of either; None where they cannot be compared."""
    if unit == -1:
        return 1, 1
    for own, other in zip((s["mass"], s["volume"], s["pieces"]), held, strict=True):
        if own and other:
            return own, other
    return (1, 1) if s["unit"] == unit else None


def _deal(s: dict[str, Any], n: dict[str, Any]) -> dict[str, Any]:
    atoms = _measure(s, n["unit"], (n["mass"], n["volume"], n["pieces"]))
    own, other = atoms or (1, 1)
    available = cover = 0
    for left, wanted in zip(s["left"], n["monthly"], strict=True):
        if wanted:
            available += left
            cover += min(left * own, wanted * other // 1000)
    total = n["total"] * other // 1000
    if n["total"]:
        cover = min(cover, total)
    ordered = max(cover // own // n["orders"] if n["total"] else 0, s["minimum"])
    price = s["tier_price"][0]
    for first, amount in list(zip(s["tier_from"], s["tier_price"], strict=True))[1:]:
        if ordered >= first:
            price = amount
    km = max((s["km"][place] for place in _codes(n["places"])), default=0)
    priced = _measure(s, n["price_unit"], (n["price_mass"], n["price_volume"], n["price_pieces"]))
    return {
        "atoms": atoms, "available": available, "cover": cover, "total": total,
        "most": n["most"] * other // 1000, "price": price, "km": km, "priced": priced,
    }  # fmt: skip


def _trade(s: dict[str, Any], n: dict[str, Any], deal: dict[str, Any]) -> set[str]:
    failed = set()
    if deal["atoms"] is None:
        failed.add("UNIT")
    else:
        enough = deal["cover"] > 0 and deal["cover"] >= deal["total"] / 10
        if not enough or deal["available"] < s["minimum"]:
            failed.add("CAPACITY")
        if n["most"] and deal["most"] < s["minimum"] * deal["atoms"][0]:
            failed.add("MINIMUM")
    if n["ceiling"]:
        if deal["priced"] is None:
            failed.add("PRICE")
        else:
            own, other = deal["priced"]
            if deal["price"] * other > n["ceiling"] * own:
                failed.add("PRICE")
    if deal["km"] > s["reach"] or (n["abroad"] and s["reach"] < 100_000):
        failed.add("DELIVERY")
    if n["centre"] != -1 and s["km"][n["centre"]] > n["radius"]:
        failed.add("RADIUS")
    return failed


def _points(
    s: dict[str, Any], n: dict[str, Any], star: int, deal: dict[str, Any]
) -> dict[str, int]:
    alike = likeness(s, n)
    values = {
        "goods": 200 + 800 * alike // 1000 if n["groups"] else alike,
        "capacity": min(1000, 1000 * deal["cover"] // deal["total"]) if deal["total"] else 1000,
        "price": _price(n, deal),
        "distance": max(0, 1000 - 1000 * max(0, deal["km"] - 50) // 1450),
        "season": 1000,
        "star": 1000,
        "standards": _standards(s, n, star),
        "reliability": 1000 * (s["kept"] + 4) // (s["promised"] + 5),
    }
    values["origin"] = _origin(s, n)
    if s["season"]:
        months = _codes(n["season"])
        inside = [month for month in months if s["season"] >> month & 1]
        values["season"] = 1000 * len(inside) // max(len(months), 1)
    least = max(3, n["min_star"])
    if least < 5:
        values["star"] = 1000 * max(0, star - least) // (5 - least)
    return {name: (_WEIGHTS[name] * value + 500) // 1000 for name, value in values.items()}


def _origin(s: dict[str, Any], n: dict[str, Any]) -> int:
    wishes = []
    place = n["preferred_provinces"], n["preferred_former"]
    if any(place):
        wishes.append(_from(s, *place))
    forms = _codes(n["preferred_forms"])
    if forms:
        wishes.append(any(s["form"] >> form & 1 for form in forms))
    wishes += [bool(s["traits"] >> trait & 1) for trait in _codes(n["preferred_traits"])]
    return 1000 * sum(wishes) // len(wishes) if wishes else 1000


def _price(n: dict[str, Any], deal: dict[str, Any]) -> int:
    if not n["ceiling"]:
        return 1000
    if deal["priced"] is None:
        return 0
    own, other = deal["priced"]
    share = 1000 * deal["price"] * other // (n["ceiling"] * own)
    return min(1000, max(0, 400 + 2 * (1000 - share)))


def _standards(s: dict[str, Any], n: dict[str, Any], star: int) -> int:
    wanted = [clause for clause in n["preferred"] if clause]
    if wanted:
        met = [c for c in wanted if any(_holds(s, n, code, star) for code in _codes(c))]
        return 1000 * len(met) // len(wanted)
    asked = {code for clause in n["required"] for code in _codes(clause)}
    further = [code for code in _codes(s["held"]) if code > 3 and code not in asked]
    return 1000 * min(3, len(further)) // 3
