"""Every picture is described, or an editor has said that it is only decoration."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from cms.blocks.pictures import PictureBlock
from cms.models import StoryPage
from tests.factories import make_user
from tests.pictures.uploads import drawn, encoded, exif_with_place, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client) -> Client:
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def values(**given: str) -> dict[str, str]:
    root = Collection.get_first_root_node()
    return {"title": "Vườn", "collection": str(root.pk), "tags": ""} | given


def picture_form(**given: str):
    form = get_image_form(get_image_model())
    file = upload(encoded(drawn((80, 60))), "vuon.jpg")
    return form(values(**given), {"file": file}, user=make_user(is_superuser=True))


def kept_picture():
    form = picture_form(description="Vườn xoài")
    assert form.is_valid(), form.errors
    return form.save()


def test_a_picture_without_a_description_is_refused():
    assert picture_form().errors == {"description": ["Vui lòng ghi ảnh chụp gì."]}
    assert picture_form(description="  ").errors.keys() == {"description"}


def test_the_name_of_a_file_is_no_description():
    assert picture_form(description="IMG_0042.JPG").errors == {
        "description": ["Đây là tên tệp. Vui lòng ghi ảnh chụp gì."]
    }


def test_a_described_picture_is_taken():
    form = picture_form(description="Vườn xoài bên sông")

    assert form.is_valid(), form.errors
    assert form.save().description == "Vườn xoài bên sông"


def test_a_decoration_needs_no_description_and_says_so_when_edited():
    form = picture_form(decorative="on", description="thừa")
    assert form.is_valid(), form.errors
    image = form.save()

    again = get_image_form(get_image_model())(instance=image, user=make_user(is_superuser=True))

    assert image.description == ""
    assert again["decorative"].initial is True


def test_several_pictures_are_pictures_once_they_are_described(operator):
    content = encoded(drawn((80, 60)), exif=exif_with_place(filler=10))
    first = operator.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": upload(content, "vuon.jpg")} | values(),
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()

    assert first["success"] is True
    assert get_image_model().objects.count() == 0
    waiting = UploadedFile.objects.get()
    assert b"at home" not in waiting.file.read()
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{waiting.pk}-"

    refused = operator.post(address, {prefix + name: one for name, one in values().items()}).json()
    kept = operator.post(
        address,
        {prefix + name: one for name, one in values(description="Vườn xoài").items()},
    ).json()

    assert (refused["success"], kept["success"]) == (False, True)
    image = get_image_model().objects.get()
    assert (image.description, image.width, image.height) == ("Vườn xoài", 60, 80)
    with image.file.open() as file:
        assert dict(Image.open(file).getexif()) == {}


def test_the_focal_point_can_be_set(operator):
    image = kept_picture()

    shown = operator.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()

    assert 'class="focal-point-chooser"' in shown
    assert 'name="focal_point_x"' in shown
    assert "Ảnh chụp gì" in shown
    assert "Chỉ để trang trí" in shown


@pytest.mark.parametrize("words", ["", "IMG_0042.jpg", "vuon xoai.webp "])
def test_a_picture_within_a_page_wants_words_of_its_own(words):
    block = PictureBlock()
    image = kept_picture()

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({"image": image, "decorative": False, "alt_text": words}))

    assert refused.value.block_errors.keys() == {"alt_text"}


def test_a_picture_within_a_page_may_be_decoration():
    block = PictureBlock()
    image = kept_picture()
    value = block.normalize({"image": image, "decorative": True, "alt_text": "IMG_0042.jpg"})

    assert block.clean(value).contextual_alt_text == ""


@pytest.mark.parametrize("words", ["", "IMG_0042.jpg"])
def test_the_pages_own_picture_wants_words(filled, words):
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    page.picture = kept_picture()
    page.picture_alt = words

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert refused.value.message_dict.keys() == {"picture_alt"}
