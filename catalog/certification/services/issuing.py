"""Certificates come into being: one by one, or ten thousand from a province's decision."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from catalog.certification.authority import who_may_certify
from catalog.certification.codes import official_key
from catalog.certification.errors import CertificateRefused
from catalog.certification.models import (
    Certificate,
    CertificateEvent,
    Document,
    RecognitionDecision,
)
from catalog.certification.signals import announce, certificate_ended, certificate_issued
from catalog.certification.terms import (
    AHEAD_DAYS,
    LONGEST_PRINTED_MONTHS,
    last_day_of,
    months_after,
)
from marketplace.kernel import audit, clock, text
from marketplace.kernel.ids import new_code

from .intervals import events_of, rebuild_intervals
from .locking import lock_products
from .recording import code_list_on

CHUNK = 500
Kind = CertificateEvent.Kind


@dataclass(frozen=True, kw_only=True)
class NewCertificate:
    """One certificate as the paper has it; ``issued_on`` empty means the day of the decision."""

    product: Product
    decision: RecognitionDecision
    star: int
    printed_product: str
    printed_producer: str
    printed_address: str = ""
    issued_on: datetime.date | None = None
    last_day: datetime.date | None = None
    score: Decimal | None = None
    scope: str = ""
    official_code: str = ""
    document: Document | None = None

    @property
    def first_day(self) -> datetime.date:
        return self.issued_on or self.decision.issued_on

    @property
    def final_day(self) -> datetime.date:
        return self.last_day or last_day_of(self.first_day)


def check_new(new: NewCertificate) -> None:
    """Whether the rules allow this certificate; asks no database.

    Raises CertificateRefused with ``star``, ``date``, ``last_day``, ``authority``, ``score`` or
    ``product``.
    """
    first, last = new.first_day, new.final_day
    if new.star not in {3, 4, 5}:
        raise CertificateRefused(_("A certificate has 3, 4 or 5 stars."), code="star")
    if (first - clock.today()).days > AHEAD_DAYS:
        raise CertificateRefused(_("The day of issue lies too far ahead."), code="date")
    if not first <= last <= months_after(first, LONGEST_PRINTED_MONTHS):
        raise CertificateRefused(
            _("The last day does not fit the day of issue: a certificate runs for 36 months."),
            code="last_day",
        )
    if new.decision.authority_level not in who_may_certify(new.star, first):
        raise CertificateRefused(
            _("This authority could not certify this star on that day."), code="authority"
        )
    if new.score is not None and not 0 <= new.score <= 100:  # noqa: PLR2004
        raise CertificateRefused(_("A score lies between 0 and 100."), code="score")
    if new.product.is_child:
        raise CertificateRefused(
            _("A certificate belongs to the recognised product, not to a pack size."),
            code="product",
        )


@transaction.atomic
def issue_certificates(
    new: Sequence[NewCertificate], *, acting_user: Any = None
) -> list[Certificate]:
    """All of them or none, in the order given; a fixed number of statements per 500.

    Each product's certificates supersede each other by their days of issue, in whichever order
    they come in: from the day of the next one only that one counts. Raises CertificateRefused as
    check_new does, and ``duplicate`` where the decision already recognises the product.
    """
    for one in new:
        check_new(one)
    order = sorted(range(len(new)), key=lambda i: new[i].product.pk)
    issued: dict[int, Certificate] = {}
    for start in range(0, len(order), CHUNK):
        places = order[start : start + CHUNK]
        made = _issue_chunk([new[i] for i in places], acting_user)
        issued.update(zip(places, made, strict=True))
    certificates = [issued[i] for i in range(len(new))]
    announce(certificate_issued, certificates)
    return certificates


def issue_certificate(
    *,
    product: Product,
    decision: RecognitionDecision,
    star: int,
    printed_product: str,
    printed_producer: str,
    acting_user: Any = None,
    **printed: Any,
) -> Certificate:
    """One certificate; the rest of NewCertificate by name."""
    one = NewCertificate(
        product=product,
        decision=decision,
        star=star,
        printed_product=printed_product,
        printed_producer=printed_producer,
        **printed,
    )
    return issue_certificates([one], acting_user=acting_user)[0]


def _issue_chunk(new: Sequence[NewCertificate], acting_user: Any) -> list[Certificate]:
    product_ids = {one.product.pk for one in new}
    lock_products(product_ids)
    known = list(Certificate.objects.filter(product__in=product_ids).select_related("decision"))
    _refuse_duplicates(new, known)
    codes = _fresh_codes(len(new))
    made = Certificate.objects.bulk_create(
        _unsaved(one, code) for one, code in zip(new, codes, strict=True)
    )
    CertificateEvent.objects.bulk_create(
        CertificateEvent(
            certificate=certificate,
            kind=Kind.ISSUED,
            effective_on=certificate.issued_on,
            reference=certificate.decision.number,
            actor=acting_user,
        )
        for certificate in made
    )
    ended = _supersede([*known, *made], acting_user)
    rebuild_intervals({certificate.pk: certificate for certificate in [*made, *ended]}.values())
    audit.record_many(
        action="certificate.issued",
        targets=[(c, {"star": c.star, "last_day": c.last_day.isoformat()}) for c in made],
        acting_user=acting_user,
    )
    announce(certificate_ended, ended)
    return made


def _refuse_duplicates(new: Sequence[NewCertificate], known: Sequence[Certificate]) -> None:
    seen = {(certificate.decision_id, certificate.product_id) for certificate in known}
    for one in new:
        pair = (one.decision.pk, one.product.pk)
        if pair in seen:
            raise CertificateRefused(
                _("This decision already recognises this product."), code="duplicate"
            )
        seen.add(pair)


def _fresh_codes(count: int) -> list[str]:
    """Codes that no certificate bears; drawn again where one is taken."""
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {new_code() for _i in range(count - len(codes))}
        codes |= drawn - set(
            Certificate.objects.filter(code__in=drawn).values_list("code", flat=True)
        )
    return list(codes)


def _unsaved(new: NewCertificate, code: str) -> Certificate:
    official_code = text.clean(new.official_code)[:40]
    return Certificate(
        code=code,
        product=new.product,
        decision=new.decision,
        star=new.star,
        issued_on=new.first_day,
        last_day=new.final_day,
        score=new.score,
        scope=text.clean(new.scope)[:255],
        official_code=official_code,
        official_code_key=official_key(official_code),
        code_list=code_list_on(new.first_day),
        printed_product=text.clean(new.printed_product)[:255],
        printed_producer=text.clean(new.printed_producer)[:255],
        printed_address=text.clean(new.printed_address)[:255],
        document=new.document,
    )


def _rank(certificate: Certificate) -> tuple[Any, ...]:
    """The order in which a product's certificates follow each other, whichever came in first."""
    decision = certificate.decision
    return (
        certificate.issued_on,
        certificate.star,
        decision.issued_on,
        decision.number_key,
        decision.authority_key,
    )


def _successions(
    certificates: Sequence[Certificate],
) -> Iterator[tuple[Certificate, Certificate]]:
    """Each certificate with the next of the same product."""
    by_product: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in certificates:
        by_product[certificate.product_id].append(certificate)
    for family in by_product.values():
        yield from pairwise(sorted(family, key=_rank))


def _supersede(certificates: Sequence[Certificate], acting_user: Any) -> list[Certificate]:
    """End each certificate on the day of its successor, unless it has ended by then; who was ended."""
    pairs = list(_successions(certificates))
    events = events_of([older.pk for older, _newer in pairs])
    ended = [
        (older, newer)
        for older, newer in pairs
        if not any(
            event.kind in {Kind.REVOKED, Kind.SUPERSEDED} and event.effective_on <= newer.issued_on
            for event in events[older.pk]
        )
    ]
    CertificateEvent.objects.bulk_create(
        CertificateEvent(
            certificate=older,
            kind=Kind.SUPERSEDED,
            effective_on=newer.issued_on,
            reference=newer.decision.number,
            superseded_by=newer,
            actor=acting_user,
        )
        for older, newer in ended
    )
    audit.record_many(
        action="certificate.superseded",
        targets=[(older, {"by": newer.code}) for older, newer in ended],
        acting_user=acting_user,
    )
    return [older for older, _newer in ended]
