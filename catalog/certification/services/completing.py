"""Blanks that a later paper fills in; what is printed is never changed."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalog.certification.codes import official_key
from catalog.certification.models import Certificate, Document
from catalog.certification.signals import announce, certificate_changed
from marketplace.kernel import audit, text


@transaction.atomic
def complete_certificate(
    certificate: Certificate,
    *,
    official_code: str | None = None,
    score: Decimal | None = None,
    scope: str | None = None,
    printed_address: str | None = None,
    document: Document | None = None,
    acting_user: Any = None,
) -> frozenset[str]:
    """Fill what is still blank; the names of the fields that were filled.

    A value that is there already stays, whatever came in, also against a rival: each blank is
    filled by an UPDATE that asks for the blank.
    """
    offered: dict[str, Any] = {
        "official_code": text.clean(official_code or "")[:40],
        "scope": text.clean(scope or "")[:255],
        "printed_address": text.clean(printed_address or "")[:255],
        "score": score,
        "document": document,
    }
    filled = [
        name
        for name, value in offered.items()
        if value not in ("", None) and _fill(certificate, name, value)
    ]
    if filled:
        audit.record(
            action="certificate.completed",
            target=certificate,
            acting_user=acting_user,
            fields=filled,
        )
        announce(certificate_changed, [certificate])
    return frozenset(filled)


def _fill(certificate: Certificate, name: str, value: Any) -> bool:
    if getattr(certificate, name) not in ("", None):
        return False
    changes = {name: value}
    if name == "official_code":
        changes["official_code_key"] = official_key(value)
    blank = Q(**{f"{name}__isnull": True}) if name in {"score", "document"} else Q(**{name: ""})
    if not Certificate.objects.filter(blank, pk=certificate.pk).update(**changes):
        return False
    for field, filling in changes.items():
        setattr(certificate, field, filling)
    return True
