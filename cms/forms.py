"""Forms of the editors' administration where ours ask for more than Wagtail's."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import Image

from marketplace.kernel.uploads import UploadRefused, clean_image


class WholeImageField(WagtailImageField):
    """Wagtail's field lets a file that breaks off in the middle end in a server error."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(_("This picture is damaged."), code="damaged") from error


class CleanImageForm(BaseImageForm):
    """An editor's picture, made anew before it is kept: upright, without where it was taken.

    Named by WAGTAILIMAGES_IMAGE_FORM_BASE, so every way by which Wagtail takes one comes by here.
    """

    file = WholeImageField(
        label=capfirst(Image._meta.get_field("file").verbose_name),
        widget=BaseImageForm.Meta.widgets["file"],
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        file.seek(0)
        try:
            return clean_image(file)
        except UploadRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
