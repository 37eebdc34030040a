"""What an office sees of imports, questions and certificates; every selector takes the user."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.catalogue.photographs.review import photographs_for_office
from catalog.catalogue.photographs.states import PhotographState
from catalog.catalogue.selectors.review import listings_to_review
from catalog.certification.models import (
    Certificate,
    CertificateEvent,
    DecisionImport,
    ImportRow,
    LiveInterval,
    WorklistItem,
)
from catalog.certification.selectors import certificates_for
from catalog.certification.states import CertificateState, state_on
from catalog.certification.terms import RENEWAL_OPENS_DAYS
from marketplace.accounts.selectors import is_national, provinces_for
from marketplace.kernel.text import fold


def imports_for(user: Any) -> QuerySet[DecisionImport]:
    """The runs of the user's provinces, newest first; all for the national office."""
    runs = DecisionImport.objects.select_related("province", "actor", "document")
    if is_national(user):
        return runs
    return runs.filter(province__in=provinces_for(user).values("pk"))


def rows_of(run: DecisionImport, *, outcome: str = "") -> QuerySet[ImportRow]:
    """Input rows as the file had them; without those that name no product unless asked for."""
    rows = run.input_rows.select_related("certificate").order_by("pk")
    if outcome in ImportRow.Outcome.values:
        return rows.filter(outcome=outcome)
    return rows.exclude(outcome=ImportRow.Outcome.IGNORED)


def worklist_for(user: Any) -> QuerySet[WorklistItem]:
    """Questions of the user's provinces, the oldest first; all for the national office."""
    items = WorklistItem.objects.select_related("province", "import_row__decision_import")
    if is_national(user):
        return items
    return items.filter(province__in=provinces_for(user).values("pk"))


@dataclass(frozen=True)
class Overview:
    """What waits for an office on a day."""

    questions: int
    listings: int
    photographs: int
    certificates: int
    ending: int


def overview(user: Any, *, on: datetime.date) -> Overview:
    return Overview(
        questions=worklist_for(user).filter(state=WorklistItem.State.OPEN).count(),
        listings=listings_to_review(user).count(),
        photographs=photographs_for_office(user, state=PhotographState.WAITING).count(),
        certificates=certificates_for(user).filter(_live(on)).distinct().count(),
        ending=certificates_for(user).filter(_ending(on)).distinct().count(),
    )


def _live(on: datetime.date) -> Exists:
    return Exists(
        LiveInterval.objects.filter(
            certificate=OuterRef("pk"), live_from__lte=on, live_until__gte=on
        )
    )


def _ending(on: datetime.date) -> Exists:
    last = on + datetime.timedelta(days=RENEWAL_OPENS_DAYS)
    return Exists(
        LiveInterval.objects.filter(
            certificate=OuterRef("pk"),
            live_from__lte=on,
            live_until__gte=on,
            live_until__lte=last,
        )
    )


SHOW = ("all", "live", "ending", "ended")


def certificate_list(
    user: Any, *, on: datetime.date, query: str = "", show: str = "all"
) -> QuerySet[Certificate]:
    """Certificates in the user's books; ``query`` over product, producer, code and decision."""
    found = certificates_for(user).select_related("decision", "product__producer__province")
    if show == "live":
        found = found.filter(_live(on))
    elif show == "ending":
        found = found.filter(_ending(on))
    elif show == "ended":
        found = found.exclude(_live(on))
    text = query.strip()[:80]
    if text:
        found = found.filter(
            Q(product__folded_title__contains=fold(text))
            | Q(product__producer__folded_name__contains=fold(text))
            | Q(code__iexact=text)
            | Q(official_code__iexact=text)
            | Q(decision__number__icontains=text)
        )
    return found.order_by("last_day", "pk") if show == "ending" else found


@dataclass(frozen=True)
class CertificateRow:
    certificate: Certificate
    state: CertificateState


def with_states(certificates: Iterable[Certificate], *, on: datetime.date) -> list[CertificateRow]:
    """Each certificate with its state on a day; one query for all of them."""
    chosen = list(certificates)
    events: dict[int, list[CertificateEvent]] = {certificate.pk: [] for certificate in chosen}
    for event in CertificateEvent.objects.filter(certificate__in=chosen):
        events[event.certificate_id].append(event)
    return [CertificateRow(c, state_on(events[c.pk], c.issued_on, c.last_day, on)) for c in chosen]
