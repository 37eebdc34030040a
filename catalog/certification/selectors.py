"""Reading of certificates. The gate for what is shown is Certificate.objects.live (truth 1)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from catalog.catalogue.models import Product
from marketplace.accounts.selectors import is_national, organisations_for, provinces_for
from marketplace.kernel.ids import read_code
from marketplace.kernel.prepared import Prepared

from .codes import official_key
from .models import Certificate, CertificateEvent, Document, RecognitionDecision
from .states import CertificateState, live_state_on


@dataclass(frozen=True, slots=True)
class CurrentCertificate:
    """The certificate whose star a product shows on a day.

    ``last_day`` is the paper's, or the extension's while it is extended.
    """

    certificate_id: int
    code: str
    product_id: int
    star: int
    state: CertificateState
    decision_number: str
    issued_on: datetime.date
    last_day: datetime.date
    authority_name: str
    authority_level: str
    province_name: str

    @property
    def issuer(self) -> str:
        """The authority as printed, else its level and province in the page's language."""
        if self.authority_name:
            return self.authority_name
        level = str(RecognitionDecision.AuthorityLevel(self.authority_level).label)
        return f"{level}, {self.province_name}" if self.province_name else level


def current_certificates(
    product_ids: Iterable[int], *, on: datetime.date
) -> dict[int, CurrentCertificate]:
    """By product, the one live certificate on a day; products without one are absent. One query."""
    return _by_product(_live_rows(product_ids=list(product_ids), on=on), on=on)


def shown_certificates(
    product_ids: Iterable[int], *, on: datetime.date
) -> dict[int, CurrentCertificate]:
    """The same of products whose listing is approved (truth 11): whose star pages may show."""
    return _by_product(_shown_rows(product_ids=list(product_ids), on=on), on=on)


def _by_product(
    rows: Iterable[tuple[Any, ...]], *, on: datetime.date
) -> dict[int, CurrentCertificate]:
    found = [_current(row, on) for row in rows]
    return {one.product_id: one for one in found}


@lru_cache(maxsize=4096)
def _current(row: tuple[Any, ...], on: datetime.date) -> CurrentCertificate:
    """Of a row of ``_rows``: the same certificates are read again and again."""
    pk, code, product_id, star, number, issued_on, last_day, until, name, level, province = row
    return CurrentCertificate(
        certificate_id=pk,
        code=code,
        product_id=product_id,
        star=star,
        state=live_state_on(last_day, on),
        decision_number=number,
        issued_on=issued_on,
        last_day=until if until and on > last_day else last_day,
        authority_name=name,
        authority_level=level,
        province_name=province or "",
    )


@Prepared
def _shown_rows(product_ids: list[int], on: datetime.date) -> QuerySet[Certificate, Any]:
    approved = Product.objects.approved().filter(pk=OuterRef("product_id"))
    return _rows(product_ids, on).filter(Exists(approved))


@Prepared
def _live_rows(product_ids: list[int], on: datetime.date) -> QuerySet[Certificate, Any]:
    return _rows(product_ids, on)


def _rows(product_ids: list[int], on: datetime.date) -> QuerySet[Certificate, Any]:
    extensions = CertificateEvent.objects.filter(
        certificate=OuterRef("pk"), kind=CertificateEvent.Kind.EXTENDED, effective_on__lte=on
    ).order_by("-until")
    return (
        Certificate.objects.live(on=on)
        .filter(product__in=product_ids)
        .annotate(extended_until=Subquery(extensions.values("until")[:1]))
        .values_list(
            "pk",
            "code",
            "product_id",
            "star",
            "decision__number",
            "issued_on",
            "last_day",
            "extended_until",
            "decision__authority_name",
            "decision__authority_level",
            "decision__province__name_vi",
        )
    )


def _with_history(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    events = CertificateEvent.objects.select_related("superseded_by").order_by("effective_on", "pk")
    return certificates.select_related(
        "decision__province", "product__producer__province"
    ).prefetch_related(Prefetch("events", queryset=events))


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate that bears this public code, with its history, for anybody; two queries.

    The code may be typed in any case, with or without its hyphen.
    """
    read = read_code(code)
    return _with_history(Certificate.objects.filter(code=read)).first() if read else None


def newest_certificate_of(product_id: int) -> Certificate | None:
    """The certificate that was issued last for a product, with its history; two queries."""
    own = Certificate.objects.filter(product=product_id).order_by("-issued_on", "-pk")
    return _with_history(own).first()


def codes_by_official_code(official_code: str) -> list[str]:
    """Our codes of the certificates with this official code, newest issue first; one query."""
    key = official_key(official_code)
    if not key:
        return []
    return list(
        Certificate.objects.filter(official_code_key=key)
        .order_by("-issued_on", "-pk")
        .values_list("code", flat=True)
    )


def certificates_for(user: Any) -> QuerySet[Certificate]:
    """What ``user`` sees in the books: all for the national office; a province's office what its
    authorities issued and what its producers hold; a producer's members their own products'.
    """
    if is_national(user):
        return Certificate.objects.all()
    if not user.is_authenticated:
        return Certificate.objects.none()
    provinces = provinces_for(user).values("pk")
    return Certificate.objects.filter(
        Q(decision__province__in=provinces)
        | Q(product__producer__province__in=provinces)
        | Q(product__producer__organisation__in=organisations_for(user).values("pk"))
    )


def documents_for(user: Any) -> QuerySet[Document]:
    """The papers that ``user`` may open.

    All for the national office; a province's office those of its decisions and imports and of the
    certificates it sees; a producer's members those of their own certificates. The paper of a
    decision names other producers too and stays with the offices.
    """
    if is_national(user):
        return Document.objects.all()
    if not user.is_authenticated:
        return Document.objects.none()
    provinces = provinces_for(user).values("pk")
    certificates = certificates_for(user).exclude(document=None).values("document")
    return Document.objects.filter(
        Q(decisions__province__in=provinces)
        | Q(imports__province__in=provinces)
        | Q(pk__in=certificates)
    ).distinct()
