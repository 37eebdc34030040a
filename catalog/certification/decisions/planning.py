"""What importing a file would do, row by row; reads the database, writes nothing."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from catalog.certification.codes import official_key
from catalog.certification.models import ImportRow, WorklistItem
from marketplace.kernel import clock

from .facts import FactReader, Facts, Reason
from .identity import CHUNK, Identities, Issued, KnownProduct, Question
from .layout import PRODUCT, ReadRow
from .names import producer_key, product_key
from .places import Places

Outcome = ImportRow.Outcome
COUNTED = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.UNCHANGED,
    Outcome.REJECTED,
    Outcome.WORKLIST,
)
#: What a later paper may fill in where it is blank, and may not contradict.
_BLANKS = ("official_code", "score", "scope", "address")


@dataclass(eq=False, slots=True)
class Planned:
    """A certificate to come; repeats further down may fill its blanks."""

    product: KnownProduct
    facts: Facts
    #: Once it is issued.
    pk: int | None = None


@dataclass(slots=True)
class PlannedRow:
    """One row of the file and what becomes of it."""

    source: ReadRow
    outcome: str = Outcome.IGNORED
    reasons: list[Reason] = field(default_factory=list)
    facts: Facts | None = None
    certificate: Issued | Planned | None = None
    question: Question | None = None
    key: str = ""
    #: What a person decided about the same row before.
    answered: WorklistItem | None = None

    @property
    def is_product(self) -> bool:
        return self.outcome != Outcome.IGNORED


@dataclass
class Plan:
    rows: list[PlannedRow]

    @property
    def counts(self) -> dict[str, int]:
        """The five outcomes and "rows", their sum."""
        found = Counter(row.outcome for row in self.rows)
        counts = {str(outcome): found[outcome] for outcome in COUNTED}
        return {"rows": sum(counts.values())} | counts

    @property
    def created(self) -> list[Planned]:
        return [
            row.certificate
            for row in self.rows
            if row.outcome == Outcome.CREATED and isinstance(row.certificate, Planned)
        ]

    @property
    def has_rejected(self) -> bool:
        return any(row.outcome == Outcome.REJECTED for row in self.rows)


def make_plan(rows: Sequence[ReadRow], *, province_code: str) -> Plan:
    """Read each product row and settle whose certificate it is, in the order of the file."""
    reader = FactReader(Places(), province_code=province_code, today=clock.today())
    planned = [_read(row, reader) for row in rows]
    stated = [row for row in planned if row.facts is not None]
    identities = Identities([row.facts for row in stated if row.facts is not None])
    for row in stated:
        _settle(row, identities)
    _recall(stated)
    return Plan(planned)


def _read(row: ReadRow, reader: FactReader) -> PlannedRow:
    if row.kind != PRODUCT:
        return PlannedRow(row)
    read = reader.read(row)
    if isinstance(read, Facts):
        return PlannedRow(row, Outcome.CREATED, facts=read)
    return PlannedRow(row, Outcome.REJECTED, reasons=read)


def _settle(row: PlannedRow, identities: Identities) -> None:
    facts = row.facts
    if facts is None:
        return
    if facts.doubts:
        _ask(row, Question(facts.doubts[0], []), facts.doubts)
        return
    found = identities.find(facts)
    if isinstance(found, Question):
        _ask(row, found, [found.reason])
        return
    stated = found.certificates.get(facts.decision.key)
    if stated is None:
        row.certificate = Planned(found, facts)
        identities.state(found, facts, row.certificate)
        return
    row.certificate = stated
    differing = _differing(stated, facts)
    if differing:
        reason = Reason(
            "conflict",
            differing,
            _("The same decision says something else about this product."),
        )
        _ask(row, Question(reason, [_certificate_candidate(found)]), [reason])
        return
    row.outcome = Outcome.UNCHANGED
    if isinstance(stated, Planned):
        for name, value in fills(stated, facts).items():
            setattr(stated.facts, name, value)
    elif fills(stated, facts):
        row.outcome = Outcome.UPDATED


def _ask(row: PlannedRow, question: Question, reasons: list[Reason]) -> None:
    row.outcome, row.question, row.reasons = Outcome.WORKLIST, question, list(reasons)
    row.certificate = None
    if row.facts is not None:
        row.key = question_key(row.facts, question.reason.code)


def question_key(facts: Facts, code: str) -> str:
    """What makes the same question, asked by the same row of another upload, one item."""
    number, authority, day = facts.decision.key
    parts = [code, number, authority, day.isoformat(), str(facts.star)]
    parts += [producer_key(facts.producer), product_key(facts.product)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _certificate_candidate(product: KnownProduct) -> dict[str, Any]:
    return {
        "product": product.public_id,
        "title": product.title,
        "producer": product.producer.public_id,
        "producer_name": product.producer.name,
        "commune": product.producer.commune_code,
    }


def _differing(stated: Issued | Planned, facts: Facts) -> str:
    """The first field of which the two papers say different things, or ""."""
    known = stated.facts if isinstance(stated, Planned) else stated
    if known.star != facts.star:
        return "star"
    if known.score is not None and facts.score is not None and known.score != facts.score:
        return "score"
    for name in ("issued_on", "last_day"):
        said, known_day = getattr(facts, name), getattr(known, name)
        if said is not None and known_day is not None and said != known_day:
            return name
    codes = {official_key(known.official_code), official_key(facts.official_code)} - {""}
    return "official_code" if len(codes) > 1 else ""


def fills(stated: Issued | Planned, facts: Facts) -> dict[str, Any]:
    """What the row adds to blanks, by the names of Facts."""
    known = stated.facts if isinstance(stated, Planned) else stated
    return {
        name: value
        for name in _BLANKS
        if getattr(known, name) in ("", None) and (value := getattr(facts, name)) not in ("", None)
    }


def _recall(rows: Sequence[PlannedRow]) -> None:
    """Questions that somebody has answered already are not asked again."""
    asked = [row for row in rows if row.question is not None]
    keys = list({row.key for row in asked})
    answered: dict[str, WorklistItem] = {}
    for start in range(0, len(keys), CHUNK):
        items = WorklistItem.objects.filter(key__in=keys[start : start + CHUNK])
        answered |= {item.key: item for item in items.exclude(state=WorklistItem.State.OPEN)}
    for row in asked:
        item = answered.get(row.key)
        if item is not None:
            row.outcome, row.reasons, row.question = Outcome.UNCHANGED, [], None
            row.answered = item
