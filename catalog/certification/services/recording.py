"""Recognition decisions: recorded once, however often they come in."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog.certification.authority import legal_basis_on
from catalog.certification.codes import authority_key, number_key
from catalog.certification.errors import CertificateRefused
from catalog.certification.models import Document, RecognitionDecision
from catalog.certification.terms import AHEAD_DAYS
from marketplace.geography.code_lists import CURRENT, FORMER
from marketplace.geography.models import Province
from marketplace.kernel import audit, clock, text

#: Units named by decisions of this day and later are those of today's list.
TWO_LEVELS_SINCE = datetime.date(2025, 7, 1)


def code_list_on(day: datetime.date) -> str:
    """The version of the code list in force on ``day``."""
    return CURRENT if day >= TWO_LEVELS_SINCE else FORMER


@transaction.atomic
def record_decision(
    *,
    number: str,
    authority_level: str,
    authority_name: str,
    province: Province | None,
    issued_on: datetime.date,
    legal_basis: str = "",
    document: Document | None = None,
    is_demo: bool = False,
    acting_user: Any = None,
) -> RecognitionDecision:
    """The decision with this number, authority and date; made now if it is not there yet.

    Raises CertificateRefused: ``number`` without one, ``authority`` where a level other than the
    ministry has no province, ``date`` where it lies more than a year ahead.
    """
    key = number_key(number)
    if not key:
        raise CertificateRefused(_("A decision needs its number."), code="number")
    if authority_level not in RecognitionDecision.AuthorityLevel.values:
        raise CertificateRefused(_("This level of authority is unknown."), code="authority")
    if province is None and authority_level != "ministry":
        raise CertificateRefused(
            _("The decision of a province or district names its province."), code="authority"
        )
    if (issued_on - clock.today()).days > AHEAD_DAYS:
        raise CertificateRefused(_("The decision's date lies too far ahead."), code="date")
    decision, is_new = RecognitionDecision.objects.get_or_create(
        number_key=key,
        authority_key=authority_key(
            authority_level,
            province.code if province else "",
            province.name_vi if province else "",
            authority_name,
        ),
        issued_on=issued_on,
        defaults={
            "number": text.clean(number)[:80],
            "authority_level": authority_level,
            "authority_name": text.clean(authority_name)[:160],
            "province": province,
            "legal_basis": legal_basis or legal_basis_on(issued_on),
            "code_list": code_list_on(issued_on),
            "document": document,
            "is_demo": is_demo,
        },
    )
    if is_new:
        audit.record(
            action="decision.recorded",
            target=decision,
            acting_user=acting_user,
            number=decision.number,
            issued_on=issued_on.isoformat(),
        )
    return decision
