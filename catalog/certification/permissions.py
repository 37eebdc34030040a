"""Who decides about a certificate: the office of the authority that issued it."""

from typing import Any

from marketplace.accounts.selectors import writes_for_province

from .models import Certificate, RecognitionDecision


def may_keep(user: Any, decision: RecognitionDecision) -> bool:
    """Whether ``user`` keeps the papers of a decision: its province's office, or the national one.

    A province stands in for its former districts. The ministry's are the national office's alone.
    Only an office's owners and officers keep papers.
    """
    is_ministry = decision.authority_level == RecognitionDecision.AuthorityLevel.MINISTRY
    return writes_for_province(user, None if is_ministry else decision.province_id)


def may_decide(user: Any, certificate: Certificate) -> bool:
    """Whether ``user`` may extend, suspend, reinstate or revoke (26/2026/QĐ-TTg, Art. 8.2)."""
    return may_keep(user, certificate.decision)
