"""Papers behind decisions and certificates, kept in the private store (truth 10)."""

from pathlib import PurePath
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog.certification.models import Certificate, Document, RecognitionDecision
from catalog.certification.permissions import may_keep
from marketplace.kernel import audit, text
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.uploads import CSV, JPEG, PDF, PNG, XLSX, clean_document

#: What an office scans or is sent: papers, pictures of papers, and the tables of decisions.
PAPERS = {PDF, JPEG, PNG}
TABLES = {XLSX, CSV}


@transaction.atomic
def store_document(
    *, file: BinaryIO, filename: str, kinds: set[str], acting_user: Any = None
) -> Document:
    """Keep a file as a document that nothing points to yet.

    Its kind is judged by its content, its place in the store has nothing of ``filename``. Raises
    kernel.uploads.UploadRefused.
    """
    clean = clean_document(file, kinds=kinds)
    document = Document(
        original_name=_name_to_show(filename, clean.extension),
        content_type=clean.content_type,
        size=clean.size,
        sha256=clean.sha256,
        uploaded_by=acting_user,
    )
    document.file.save(f"paper.{clean.extension}", ContentFile(clean.content), save=False)
    document.save()
    audit.record(
        action="document.stored", target=document, acting_user=acting_user, sha256=clean.sha256
    )
    return document


@transaction.atomic
def attach_document(
    target: RecognitionDecision | Certificate,
    *,
    file: BinaryIO,
    filename: str,
    acting_user: Any,
    kinds: frozenset[str] = frozenset(PAPERS | TABLES),
) -> Document:
    """Keep a file as the paper of a decision or certificate; an earlier paper stays in the store.

    Only the office that keeps the decision may (NotAllowed); no user at all is the system itself.
    """
    decision = target if isinstance(target, RecognitionDecision) else target.decision
    if acting_user is not None and not may_keep(acting_user, decision):
        raise NotAllowed(_("Only the office that keeps the decision adds its papers."))
    document = store_document(
        file=file, filename=filename, kinds=set(kinds), acting_user=acting_user
    )
    earlier = target.document.public_id if target.document else ""
    type(target).objects.filter(pk=target.pk).update(document=document)
    target.document = document
    audit.record(
        action="document.attached",
        target=target,
        acting_user=acting_user,
        document=document.public_id,
        earlier=earlier,
    )
    return document


def _name_to_show(filename: str, extension: str) -> str:
    """The uploader's name for it, without folders, under the extension that it truly has."""
    stem = PurePath(text.clean(filename).replace("\\", "/")).stem[:200] or "paper"
    return f"{stem}.{extension}"
