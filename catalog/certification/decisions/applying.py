"""A plan is written: producers, products, decisions, certificates, questions; in bulk."""

from collections.abc import Iterable
from typing import Any

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Category, Product
from catalog.catalogue.services import NewProduct, recognise_products
from catalog.certification.models import (
    Certificate,
    DecisionImport,
    ImportRow,
    RecognitionDecision,
    WorklistItem,
)
from catalog.certification.services import (
    NewCertificate,
    complete_certificate,
    issue_certificates,
    record_decision,
)
from catalog.producers.models import Producer
from catalog.producers.services import NewProducer, register_producers
from marketplace.geography.models import Commune, Province
from marketplace.kernel.text import key

from .facts import DecisionFacts, Facts
from .identity import CHUNK, DecisionKey, Issued, KnownProducer, KnownProduct, Question
from .planning import Outcome, Plan, Planned, PlannedRow, fills

#: Rows written at a time.
PART = 1000


def apply_plan(plan: Plan, *, acting_user: Any) -> None:
    """Write what the plan creates and updates, inside the caller's transaction.

    In parts, so that memory does not grow with the file; rejected rows are left out.
    """
    created = plan.created
    for start in range(0, len(created), PART):
        _create(created[start : start + PART], acting_user)
    updated = [row for row in plan.rows if row.outcome == Outcome.UPDATED]
    for start in range(0, len(updated), PART):
        _update(updated[start : start + PART], acting_user)


def _update(rows: list[PlannedRow], acting_user: Any) -> None:
    found = _in_bulk(Certificate, [row.certificate.pk for row in rows if row.certificate])
    for row in rows:
        if isinstance(row.certificate, Issued) and row.facts is not None:
            filling = fills(row.certificate, row.facts)
            if "address" in filling:
                filling["printed_address"] = filling.pop("address")
            complete_certificate(found[row.certificate.pk], acting_user=acting_user, **filling)


def _create(created: list[Planned], acting_user: Any) -> None:
    producers = _producers([planned.product.producer for planned in created], acting_user)
    products = _products([planned.product for planned in created], producers, acting_user)
    decisions = _decisions([planned.facts for planned in created], acting_user)
    issued = issue_certificates(
        [
            new_certificate(
                planned.facts, products[planned.product], decisions[planned.facts.decision.key]
            )
            for planned in created
        ],
        acting_user=acting_user,
    )
    for planned, certificate in zip(created, issued, strict=True):
        planned.pk = certificate.pk


def new_certificate(
    facts: Facts, product: Product, decision: RecognitionDecision
) -> NewCertificate:
    """The certificate as the row states it."""
    return NewCertificate(
        product=product,
        decision=decision,
        star=facts.star,
        printed_product=facts.product,
        printed_producer=facts.producer,
        printed_address=facts.address,
        issued_on=facts.issued_on,
        last_day=facts.last_day,
        score=facts.score,
        scope=facts.scope,
        official_code=facts.official_code,
    )


def new_producer(facts: Facts, province: Province, commune: Commune | None) -> NewProducer:
    return NewProducer(
        name=facts.producer,
        province=province,
        legal_form=facts.legal_form,
        commune=commune,
        address=facts.address,
    )


def new_product(facts: Facts, producer: Producer, sets: "CriteriaSets") -> NewProduct:
    """Approved at once: the facts are the authority's own. It is sold only when a vendor offers it."""
    return NewProduct(
        title=facts.product,
        producer=producer,
        criteria_set=sets.named(facts.group),
        scope=facts.scope,
        listing_state=ListingState.APPROVED,
    )


def record(
    facts: DecisionFacts, provinces: dict[str, Province], acting_user: Any
) -> RecognitionDecision:
    return record_decision(
        number=facts.number,
        authority_level=facts.level,
        authority_name=facts.authority,
        province=provinces.get(facts.province_code),
        issued_on=facts.issued_on,
        acting_user=acting_user,
    )


class CriteriaSets:
    """Criteria sets by their code or name, as lists write them."""

    def __init__(self) -> None:
        self._sets: dict[str, Category] = {}
        for category in Category.objects.filter(level=Category.Level.SET):
            self._sets[key(category.name)] = category
            self._sets[key(category.code or "")] = category

    def named(self, text: str) -> Category | None:
        return self._sets.get(key(text)) if text else None


def _unique(items: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(items))


def _producers(wanted: list[KnownProducer], acting_user: Any) -> dict[KnownProducer, Producer]:
    wanted = _unique(wanted)
    new = [known for known in wanted if known.pk is None and known.facts is not None]
    provinces = {province.code: province for province in Province.objects.all()}
    communes = _communes({known.commune_code for known in new})
    registered = register_producers(
        [
            new_producer(
                known.facts, provinces[known.province_code], communes.get(known.commune_code)
            )
            for known in new
            if known.facts is not None
        ],
        acting_user=acting_user,
    )
    found = dict(zip(new, registered, strict=True))
    known_rows = _in_bulk(Producer, [known.pk for known in wanted if known.pk is not None])
    for known in wanted:
        if known not in found:
            found[known] = known_rows[known.pk]
        known.pk, known.public_id = found[known].pk, found[known].public_id
    return found


def _products(
    wanted: list[KnownProduct], producers: dict[KnownProducer, Producer], acting_user: Any
) -> dict[KnownProduct, Product]:
    wanted = _unique(wanted)
    new = [known for known in wanted if known.pk is None]
    sets = CriteriaSets()
    recognised = recognise_products(
        [
            new_product(known.facts, producers[known.producer], sets)
            for known in new
            if known.facts is not None
        ],
        acting_user=acting_user,
    )
    found = dict(zip(new, recognised, strict=True))
    known_rows = _in_bulk(Product, [known.pk for known in wanted if known.pk is not None])
    for known in wanted:
        if known not in found:
            found[known] = known_rows[known.pk]
        known.pk, known.public_id = found[known].pk, found[known].public_id
    return found


def _decisions(rows: list[Facts], acting_user: Any) -> dict[DecisionKey, RecognitionDecision]:
    provinces = {province.code: province for province in Province.objects.all()}
    found: dict[DecisionKey, RecognitionDecision] = {}
    for facts in rows:
        if facts.decision.key not in found:
            found[facts.decision.key] = record(facts.decision, provinces, acting_user)
    return found


def _communes(codes: set[str]) -> dict[str, Commune]:
    return {commune.code: commune for commune in Commune.objects.filter(code__in=codes - {""})}


def _in_bulk(model: Any, pks: list[Any]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for start in range(0, len(pks), CHUNK):
        found |= model.objects.in_bulk(pks[start : start + CHUNK])
    return found


def keep_rows(plan: Plan, run: DecisionImport) -> None:
    """Every input row, whatever it is; and where the run is taken, its questions as items."""
    provinces = {province.code: province for province in Province.objects.all()}
    for start in range(0, len(plan.rows), PART):
        part = plan.rows[start : start + PART]
        kept = ImportRow.objects.bulk_create([_import_row(row, run) for row in part])
        items = {
            row.key: _item(row, row.facts, row.question, kept_row, provinces)
            for row, kept_row in zip(reversed(part), reversed(kept), strict=True)
            if run.is_applied and row.facts is not None and row.question is not None
        }
        WorklistItem.objects.bulk_create(reversed(items.values()), ignore_conflicts=True)


def _import_row(row: PlannedRow, run: DecisionImport) -> ImportRow:
    return ImportRow(
        decision_import=run,
        sheet=row.source.sheet[:80],
        number=row.source.row.number,
        kind=row.source.kind,
        cells=[_plain(cell) for cell in row.source.row.cells],
        read=row.facts.as_dict() if row.facts else {},
        outcome=row.outcome,
        errors=[reason.as_dict() for reason in row.reasons],
        certificate_id=_certificate_id(row),
    )


def _certificate_id(row: PlannedRow) -> int | None:
    if row.answered is not None:
        return row.answered.certificate_id
    return row.certificate.pk if row.certificate is not None else None


def _plain(cell: Any) -> Any:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    return str(cell)[:2000]


def _item(
    row: PlannedRow,
    facts: Facts,
    question: Question,
    kept: ImportRow,
    provinces: dict[str, Province],
) -> WorklistItem:
    return WorklistItem(
        code=question.reason.code,
        # The ministry's rows are the national office's alone, as its decisions are.
        province=provinces.get(facts.decision.province_code),
        key=row.key,
        read=facts.as_dict() | {"column": question.reason.column},
        candidates=question.candidates[:50],
        import_row=kept,
    )
