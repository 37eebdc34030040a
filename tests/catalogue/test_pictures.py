"""A product's picture is made anew, whoever uploads it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from oscar.core.loading import get_model
from PIL import Image

from tests.factories import make_product
from tests.kernel.test_uploads import picture

pytestmark = pytest.mark.django_db


def uploaded(content: bytes):
    return get_model("catalogue", "ProductImage")(
        product=make_product(), original=SimpleUploadedFile("dien thoai.jpg", content)
    )


def test_a_picture_is_kept_without_what_hangs_on_it():
    exif = Image.Exif()
    exif[0x010E] = "at home"
    image = uploaded(picture(exif=exif))

    image.full_clean()
    image.save()

    with image.original.open() as kept:
        assert b"at home" not in kept.read()
    assert "dien" not in image.original.name


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValidationError) as refused:
        uploaded(b"<svg onload='alert(1)'/>").full_clean()

    assert list(refused.value.message_dict) == ["original"]
