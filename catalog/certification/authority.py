"""Who could certify which star on which day, and under which decision: dated data."""

import datetime
from dataclasses import dataclass

DISTRICT, PROVINCE, MINISTRY = "district", "province", "ministry"
_PROVINCIAL = frozenset({PROVINCE})
_LOCAL = frozenset({DISTRICT, PROVINCE})
_NATIONAL = frozenset({MINISTRY})


@dataclass(frozen=True)
class Rule:
    """From ``since`` until the next rule: the legal basis, and per star the levels that may certify.

    Where districts certified 3★, a province could as well: it also recognised products that came
    to it for 4★ and reached 3★.
    """

    since: datetime.date
    legal_basis: str
    levels: dict[int, frozenset[str]]


RULES = (
    Rule(
        datetime.date(2019, 8, 21),
        "1048/QĐ-TTg",
        {3: _PROVINCIAL, 4: _PROVINCIAL, 5: _NATIONAL},
    ),
    Rule(
        datetime.date(2020, 6, 8),
        "1048/QĐ-TTg, 781/QĐ-TTg",
        {3: _LOCAL, 4: _PROVINCIAL, 5: _NATIONAL},
    ),
    Rule(datetime.date(2023, 2, 24), "148/QĐ-TTg", {3: _LOCAL, 4: _PROVINCIAL, 5: _NATIONAL}),
    # Districts ended on 1 July 2025 (Resolution 202/2025/QH15).
    Rule(datetime.date(2025, 7, 1), "148/QĐ-TTg", {3: _PROVINCIAL, 4: _PROVINCIAL, 5: _NATIONAL}),
    Rule(
        datetime.date(2025, 7, 6),
        "148/QĐ-TTg, 1489/QĐ-TTg",
        {3: _PROVINCIAL, 4: _PROVINCIAL, 5: _NATIONAL},
    ),
    Rule(
        datetime.date(2026, 5, 22),
        "26/2026/QĐ-TTg",
        {3: _PROVINCIAL, 4: _PROVINCIAL, 5: _NATIONAL},
    ),
)


def rule_on(day: datetime.date) -> Rule | None:
    """The rule in force on ``day``; none before the programme's first (21 August 2019)."""
    return next((rule for rule in reversed(RULES) if rule.since <= day), None)


def who_may_certify(star: int, issued_on: datetime.date) -> frozenset[str]:
    """The levels (RecognitionDecision.AuthorityLevel) that could certify ``star`` on that day."""
    rule = rule_on(issued_on)
    return rule.levels.get(star, frozenset()) if rule else frozenset()


def legal_basis_on(day: datetime.date) -> str:
    """The Prime Minister's decision that a recognition of that day rests on, or ""."""
    rule = rule_on(day)
    return rule.legal_basis if rule else ""
