"""A copy of one's data, kept privately for a week; tasks.py makes, announces and removes it."""

import io
import json
import zipfile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from storefront.letters import letter

from .contents import everything_about
from .models import DataExport


def make_export(*, export: DataExport) -> bool:
    """Write the file; False where it is there already. It goes when its days are over."""
    if export.ready_at is not None:
        return False
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        document = json.dumps(everything_about(export.user), ensure_ascii=False, indent=2)
        archive.writestr("data.json", document)
    export.file.save("data.zip", ContentFile(packed.getvalue()), save=False)
    export.ready_at = now()
    export.expires_at = export.ready_at + DataExport.KEPT_FOR
    export.save(update_fields=["file", "ready_at", "expires_at"])
    return True


def drop_export(*, export: DataExport) -> None:
    """File and row are gone; dropped twice is dropped."""
    if export.file:
        export.file.delete(save=False)
    DataExport.objects.filter(pk=export.pk).delete()


def export_of(user: User, token: str) -> DataExport | None:
    """The user's own copy while it is kept; None for anybody else's, and after its days."""
    if not token.isalnum():
        return None
    own = DataExport.objects.filter(user=user, token=token, ready_at__isnull=False)
    return own.filter(expires_at__gt=now()).first()


def announcement(export: DataExport) -> EmailMultiAlternatives:
    """The mail with the link, which asks for a sign-in."""
    with translation.override(export.user.language):
        url = settings.SITE_URL + reverse("personal:download", args=[export.token])
        return letter(
            to=export.user.email,
            subject=_("Your data are ready"),
            html="mail/export_ready.html",
            text="mail/export_ready.txt",
            context={"export": export, "url": url},
        )
