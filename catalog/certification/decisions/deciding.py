"""A person answers what an import could not: whose product a row names."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Product
from catalog.catalogue.services import recognise_product
from catalog.certification.models import Certificate, RecognitionDecision, WorklistItem
from catalog.certification.services import issue_certificate, record_decision
from catalog.producers.models import Producer
from catalog.producers.services import register_producer
from marketplace.accounts.selectors import writes_for_province
from marketplace.geography.models import Commune, Province
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition, MarketplaceError, NotAllowed

from .applying import CriteriaSets

State = WorklistItem.State


class NotACandidate(MarketplaceError):
    """The chosen product or producer is none of those that the question names."""

    code = "candidate"


@transaction.atomic
def attach_to_product(item: WorklistItem, *, product: str, acting_user: Any) -> Certificate:
    """The row names this known product (a public id among the candidates): its certificate."""
    _close(item, State.RESOLVED, acting_user)
    _require_candidate(item, "product", product)
    return _issue(item, Product.objects.get(public_id=product), acting_user)


@transaction.atomic
def add_to_producer(item: WorklistItem, *, producer: str, acting_user: Any) -> Certificate:
    """The row names a new product of this known producer."""
    _close(item, State.RESOLVED, acting_user)
    _require_candidate(item, "producer", producer)
    maker = Producer.objects.get(public_id=producer)
    return _issue(item, _recognise(item, maker, acting_user), acting_user)


@transaction.atomic
def add_new_producer(item: WorklistItem, *, acting_user: Any) -> Certificate:
    """The row names a new product of a producer that is not known yet."""
    _close(item, State.RESOLVED, acting_user)
    read = item.read
    province = Province.objects.get(code=read["province"])
    maker = register_producer(
        name=read["producer"],
        province=province,
        legal_form=read["legal_form"],
        commune=Commune.objects.filter(code=read["commune"], province=province).first(),
        address=read["address"],
        acting_user=acting_user,
    )
    return _issue(item, _recognise(item, maker, acting_user), acting_user)


@transaction.atomic
def dismiss(item: WorklistItem, *, reason: str, acting_user: Any) -> None:
    """Nothing is recorded for this row, and it is not asked again; the reason is kept."""
    if not text.clean(reason):
        raise MarketplaceError(_("Say why, so that others understand it later."), code="reason")
    _close(item, State.DISMISSED, acting_user, reason=text.clean(reason)[:500])


def _close(item: WorklistItem, state: State, acting_user: Any, **data: str) -> None:
    """From open to decided, once: a guarded UPDATE, so that of two officers one decides."""
    if not writes_for_province(acting_user, item.province_id):
        raise NotAllowed(_("Only the province's office decides about its rows."))
    moved = WorklistItem.objects.filter(pk=item.pk, state=State.OPEN).update(
        state=state, decided_by=acting_user, decided_at=now()
    )
    if not moved:
        raise IllegalTransition(_("Somebody has decided this already."))
    audit.record(action=f"worklist.{state}", target=item, acting_user=acting_user, **data)


def _require_candidate(item: WorklistItem, kind: str, public_id: str) -> None:
    if not public_id or public_id not in {c.get(kind) for c in item.candidates}:
        raise NotACandidate(_("This is none of the candidates."))


def _recognise(item: WorklistItem, producer: Producer, acting_user: Any) -> Product:
    return recognise_product(
        title=item.read["product"],
        producer=producer,
        criteria_set=CriteriaSets().named(item.read["group"]),
        scope=item.read["scope"],
        listing_state=ListingState.APPROVED,
        acting_user=acting_user,
    )


def _decision(read: dict[str, Any], acting_user: Any) -> RecognitionDecision:
    return record_decision(
        number=read["decision_number"],
        authority_level=read["authority_level"],
        authority_name=read["authority"],
        province=Province.objects.filter(code=read["decision_province"]).first(),
        issued_on=datetime.date.fromisoformat(read["decision_date"]),
        acting_user=acting_user,
    )


def _issue(item: WorklistItem, product: Product, acting_user: Any) -> Certificate:
    read = item.read
    certificate = issue_certificate(
        product=product,
        decision=_decision(read, acting_user),
        star=read["star"],
        printed_product=read["product"],
        printed_producer=read["producer"],
        printed_address=read["address"],
        issued_on=_day(read["issued_on"]),
        last_day=_day(read["last_day"]),
        score=Decimal(read["score"]) if read["score"] else None,
        scope=read["scope"],
        official_code=read["official_code"],
        acting_user=acting_user,
    )
    WorklistItem.objects.filter(pk=item.pk).update(certificate=certificate)
    return certificate


def _day(written: str) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None
