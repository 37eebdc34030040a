"""Every write to decisions, certificates and their papers."""

from .completing import complete_certificate
from .issuing import NewCertificate, check_new, issue_certificate, issue_certificates
from .life import (
    extend_certificate,
    reinstate_certificate,
    revoke_certificate,
    suspend_certificate,
)
from .recording import record_decision

__all__ = [
    "NewCertificate",
    "check_new",
    "complete_certificate",
    "extend_certificate",
    "issue_certificate",
    "issue_certificates",
    "record_decision",
    "reinstate_certificate",
    "revoke_certificate",
    "suspend_certificate",
]
