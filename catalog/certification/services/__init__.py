"""Every write to decisions, certificates and their papers."""

from .completing import complete_certificate
from .issuing import NewCertificate, check_new, issue_certificate, issue_certificates
from .life import (
    extend_certificate,
    reinstate_certificate,
    revoke_certificate,
    suspend_certificate,
)
from .papers import attach_document, store_document
from .recording import record_decision

__all__ = [
    "NewCertificate",
    "attach_document",
    "check_new",
    "complete_certificate",
    "extend_certificate",
    "issue_certificate",
    "issue_certificates",
    "record_decision",
    "reinstate_certificate",
    "revoke_certificate",
    "store_document",
    "suspend_certificate",
]
