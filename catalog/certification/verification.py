"""What the public verification page shows of a certificate on a day."""

import datetime
from dataclasses import dataclass

from catalog.catalogue.models import Product
from marketplace.kernel import ids

from . import words
from .models import Certificate
from .selectors import (
    CurrentCertificate,
    certificate_by_code,
    codes_by_official_code,
    current_certificates,
    newest_certificate_of,
)
from .states import CertificateState, state_on


@dataclass(frozen=True, slots=True)
class Verification:
    """``badge`` is there only while the star may be shown; ``product_url`` while it is listed."""

    certificate: Certificate
    day: datetime.date
    state: CertificateState
    verdict: str
    badge: CurrentCertificate | None
    history: list[words.Happening]
    product_url: str

    @property
    def is_live(self) -> bool:
        return self.badge is not None


def verify(certificate: Certificate, *, on: datetime.date) -> Verification:
    """Everything about ``certificate`` (from certificate_by_code) on a day; two queries more."""
    current = current_certificates([certificate.product_id], on=on).get(certificate.product_id)
    badge = current if current and current.certificate_id == certificate.pk else None
    state = state_on(certificate.events.all(), certificate.issued_on, certificate.last_day, on)
    listed = Product.objects.listed(on=on).filter(pk=certificate.product_id).exists()
    return Verification(
        certificate=certificate,
        day=on,
        state=state,
        verdict=words.verdict(certificate, state, on),
        badge=badge,
        history=words.history(certificate),
        product_url=certificate.product.get_absolute_url() if listed else "",
    )


@dataclass(frozen=True, slots=True)
class PastCertificate:
    """What became of a product's newest certificate, for its page once the star is gone."""

    code: str
    verdict: str
    happenings: list[words.Happening]


def past_certificate(product_id: int, *, on: datetime.date) -> PastCertificate | None:
    """In words, as on the verification page; None where there never was one. Two queries."""
    certificate = newest_certificate_of(product_id)
    if certificate is None:
        return None
    state = state_on(certificate.events.all(), certificate.issued_on, certificate.last_day, on)
    return PastCertificate(
        code=certificate.code,
        verdict=words.verdict(certificate, state, on),
        happenings=words.history(certificate),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody's code leads to: a certificate, several codes, or nothing and perhaps why."""

    certificate: Certificate | None = None
    codes: tuple[str, ...] = ()
    is_mistyped: bool = False


def find(typed: str) -> Found:
    """Read ``typed`` as our code, else as an official one (T–X–STT–year, older with the district)."""
    certificate = certificate_by_code(typed)
    if certificate is not None:
        return Found(certificate=certificate, codes=(certificate.code,))
    codes = tuple(codes_by_official_code(typed))
    return Found(codes=codes, is_mistyped=not codes and _is_our_form(typed))


def _is_our_form(typed: str) -> bool:
    """Nine letters and digits whose check character disagrees."""
    return sum(map(str.isalnum, typed)) == len(ids.new_code()) - 1 and ids.read_code(typed) is None
