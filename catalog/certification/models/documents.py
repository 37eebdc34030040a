from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_token


def private_storage():
    """The storage for dossiers; never the public one (truth 10)."""
    return storages["private"]


def document_path(document: "Document", filename: str) -> str:
    """Where a document lies: by its random id, without the uploader's file name."""
    extension = filename.rsplit(".", 1)[-1].lower() if "." in filename else "bin"
    return f"documents/{document.public_id}.{extension[:5]}"


class Document(models.Model):
    """A paper behind a decision or certificate, in the private store."""

    public_id = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    file = models.FileField(storage=private_storage, upload_to=document_path)
    original_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.original_name
