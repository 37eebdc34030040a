from .certificates import (
    Certificate,
    CertificateEvent,
    LiveInterval,
    RecognitionDecision,
)
from .documents import Document
from .imports import DecisionImport, ImportRow, WorklistItem

__all__ = [
    "Certificate",
    "CertificateEvent",
    "DecisionImport",
    "Document",
    "ImportRow",
    "LiveInterval",
    "RecognitionDecision",
    "WorklistItem",
]
