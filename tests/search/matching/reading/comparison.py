"""How an answer of the reader is scored against a written one: field by field, exactly.

Fields: keywords (folded, all lines together, right from an F1 of 0.8 on), groups, quantities and
packs over all lines, each member of origin and of delivery, each other key. Lists are sets.
"""

from collections import Counter
from typing import Any

from marketplace.kernel.text import fold

ENOUGH_F1 = 0.8
_PLAIN = ("min_star", "price", "radius_km", "certificate_valid_until", "missing")


def compare(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, bool]:
    """Name of a field → whether it is right."""
    fields = {
        "keywords": keyword_f1(expected, found) >= ENOUGH_F1,
        "groups": _groups(expected) == _groups(found),
        "quantities": _bag(expected, "quantity") == _bag(found, "quantity"),
        "packs": _bag(expected, "pack") == _bag(found, "pack"),
    }
    for name in ("origin", "standards", "producer_types", "delivery"):
        whole = name in ("standards", "producer_types")
        members = {name: None} if whole else {f"{name}.{key}": key for key in expected[name]}
        for field, key in members.items():
            wanted = expected[name] if key is None else expected[name][key]
            given = found[name] if key is None else found[name][key]
            fields[field] = _as_sets(wanted) == _as_sets(given)
    for name in _PLAIN:
        fields[name] = _as_sets(expected[name]) == _as_sets(found[name])
    return fields


def keyword_f1(expected: dict[str, Any], found: dict[str, Any]) -> float:
    """Of the keywords of all lines, each folded; 1 where neither has any."""
    wanted = {fold(word) for line in expected["lines"] for word in line["keywords"]}
    given = {fold(word) for line in found["lines"] for word in line["keywords"]}
    if not wanted and not given:
        return 1.0
    return 2 * len(wanted & given) / (len(wanted) + len(given))


def _groups(answer: dict[str, Any]) -> set[str]:
    return {code for line in answer["lines"] for code in line["groups"]}


def _bag(answer: dict[str, Any], key: str) -> Counter[str]:
    return Counter(repr(_as_sets(line[key])) for line in answer["lines"])


def _as_sets(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(_as_sets(one) for one in value)
    if isinstance(value, dict):
        return tuple(sorted((key, _as_sets(one)) for key, one in value.items()))
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return float(value)
