"""Forms of the editors' administration where ours ask for more than Wagtail's."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.descriptions import FILE_NAME, names_a_file
from cms.films.checking import FILMS, VTT, check_captions, clean_film
from marketplace.kernel.uploads import UploadRefused, clean_image


class WholeImageField(WagtailImageField):
    """Wagtail's field lets a file that breaks off in the middle end in a server error."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(_("This picture is damaged."), code="damaged") from error


class _Untagged:
    """Tags are one list for all provinces, which Wagtail offers to everybody: operators alone give them."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if user is not None and not user.is_superuser:
            self.fields.pop("tags", None)


class DocumentForm(_Untagged, BaseDocumentForm):
    """An editor's document. Named by WAGTAILDOCS_DOCUMENT_FORM_BASE, so every upload comes by here.

    Films and captions are shown within pages, hence looked into; all else is only ever downloaded.
    """

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        kind = file.name.rpartition(".")[2].lower()
        try:
            if kind in FILMS:
                clean_film(file, kind=kind)
            elif kind == VTT:
                check_captions(file)
            elif file.size > settings.DOCUMENT_MAX_BYTES:
                raise UploadRefused(_("This file is too large."), code="too_large")
        except UploadRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        return file


class CleanImageForm(_Untagged, BaseImageForm):
    """An editor's picture: described or said to be decoration, and made anew before it is kept.

    Anew means upright and without where it was taken. Named by WAGTAILIMAGES_IMAGE_FORM_BASE, so
    every way by which Wagtail takes a picture comes by here; of several at once the description is
    asked for in a second form, and none is a picture of the site before it is filled in.
    """

    decorative = forms.BooleanField(
        required=False,
        label=_("Only decoration"),
        help_text=_("Says nothing that the text does not say. Screen readers pass it over."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = WholeImageField(
                label=self.fields["file"].label, widget=self.fields["file"].widget
            )
        if "description" not in self.fields:
            del self.fields["decorative"]
            return
        described = self.fields["description"]
        described.label = _("What the picture shows")
        described.help_text = _("One sentence for those who do not see it.")
        self.fields["decorative"].initial = bool(self.instance.pk and not self.instance.description)
        self.order_fields(["title", "file", "description", "decorative"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        file.seek(0)
        try:
            clean = clean_image(file)
        except UploadRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        _replace(file, clean.read())
        clean.seek(0)
        return clean

    def clean(self) -> dict[str, Any]:
        """A description or an explicit word that there is nothing to describe."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "decorative" not in self.fields or "description" in self.errors:
            return cleaned
        if cleaned.get("decorative"):
            cleaned["description"] = ""
        elif not cleaned.get("description", "").strip():
            self.add_error("description", _("Please say what the picture shows."))
        elif names_a_file(cleaned["description"]):
            self.add_error("description", FILE_NAME)
        return cleaned


def _replace(upload: Any, content: bytes) -> None:
    """Wagtail keeps the upload itself until a form of several pictures is filled in."""
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.seek(0)
    upload.size = len(content)
