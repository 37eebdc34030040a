"""Headers of public media, from disk and from a bucket; what editors upload in Wagtail."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from catalog.catalogue.models import ProductImage
from marketplace.pictures.bucket import PublicBucket
from marketplace.pictures.media import headers_for
from tests.factories import make_user
from tests.kernel.test_uploads import bomb_png
from tests.pictures.uploads import drawn, encoded, exif_with_place, upload

pytestmark = pytest.mark.django_db

FOR_EVER = "public, max-age=31536000, immutable"


def test_renditions_are_kept_for_ever_with_their_own_type(shop, client):
    image = shop.show()

    for kind, content_type in {
        "avif": "image/avif",
        "webp": "image/webp",
        "jpg": "image/jpeg",
    }.items():
        answer = client.get(f"/media/{image.folder}/portrait-480.{kind}")
        assert answer["Content-Type"] == content_type
        assert answer["Cache-Control"] == FOR_EVER
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "Set-Cookie" not in answer


@pytest.mark.parametrize("path", ["", "pictures/", "images/", "pictures/../", "pictures"])
def test_media_are_never_listed(shop, client, path):
    shop.show()

    assert client.get(f"/media/{path}").status_code == 404


def test_the_bucket_is_told_the_same_headers():
    bucket = PublicBucket(bucket_name="media")

    assert bucket.get_object_parameters("pictures/x/portrait-480.avif") == {
        "ContentType": "image/avif",
        "CacheControl": FOR_EVER,
    }
    assert bucket.get_object_parameters("original_images/x.html") == {
        "ContentType": "application/octet-stream",
        "CacheControl": "public, max-age=86400",
        "ContentDisposition": "attachment",
    }
    assert bucket.file_overwrite is False


@pytest.mark.parametrize("name", ["x.svg", "x.html", "x", "x.AVIF.html", "x.js"])
def test_anything_but_a_picture_is_a_download(name):
    assert headers_for(name)["Content-Disposition"] == "attachment"
    assert headers_for(name)["Content-Type"] == "application/octet-stream"


def wagtail_form(content: bytes, name: str = "nha toi.jpg", **values):
    form = get_image_form(get_image_model())
    return form(
        {
            "title": "Chợ",
            "description": "Sạp rau buổi sáng",
            "collection": Collection.get_first_root_node().pk,
            "tags": "",
        }
        | values,
        {"file": upload(content, name)},
        user=make_user(is_superuser=True),
    )


def test_an_editors_picture_loses_where_it_was_taken_and_keeps_its_focal_point():
    content = encoded(drawn((800, 600)), exif=exif_with_place(filler=40_000))
    form = wagtail_form(
        content,
        focal_point_x="100",
        focal_point_y="120",
        focal_point_width="50",
        focal_point_height="60",
    )

    assert form.is_valid(), form.errors
    image = form.save()

    assert (image.width, image.height) == (600, 800)
    assert (image.focal_point_x, image.focal_point_y) == (100, 120)
    with image.file.open() as file:
        kept = file.read()
    assert b"at home" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    assert image.file_size == len(kept)
    assert "nha" not in image.file.name
    assert image.get_rendition("width-200").width == 200


def test_an_editor_may_change_words_without_a_new_file():
    form = wagtail_form(encoded(drawn((800, 600))))
    assert form.is_valid(), form.errors
    image = form.save()
    name = image.file.name
    form = get_image_form(get_image_model())(
        {
            "title": "Chợ quê",
            "description": image.description,
            "collection": image.collection_id,
            "tags": "",
        },
        instance=image,
        user=make_user(is_superuser=True),
    )

    assert form.is_valid(), form.errors
    form.save()

    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Chợ quê", name)


@pytest.mark.parametrize("content", [bomb_png(6_400), encoded(drawn())[:3000]])
def test_an_editors_hostile_picture_is_refused(content):
    name = "x.png" if content.startswith(b"\x89PNG") else "x.jpg"

    assert "file" in wagtail_form(content, name).errors


def test_the_command_makes_what_is_missing(shop, capsys):
    image = shop.describe(shop.add())

    call_command("tend_photographs", "--now", "--json")
    assert capsys.readouterr().out.strip() == '{"missing": 1, "purged": 0}'
    image.refresh_from_db()
    assert image.folder == image.wanted_folder

    default_storage.delete(f"{image.folder}/whole.webp")
    default_storage.delete(f"{image.folder}/portrait-160.avif")
    call_command("tend_photographs", "--now", "--json")
    assert capsys.readouterr().out.strip() == '{"missing": 1, "purged": 0}'
    assert default_storage.exists(f"{image.folder}/portrait-160.avif")
    call_command("tend_photographs", "--json")
    assert capsys.readouterr().out.strip() == '{"missing": 0, "purged": 0}'


def test_a_picture_can_be_deleted_and_looked_at_in_oscars_dashboard(shop, client):
    image = shop.show()
    client.force_login(
        make_user(is_staff=True, is_superuser=True),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    assert client.get(reverse("dashboard:catalogue-product-list")).status_code == 200
    image.delete()

    assert ProductImage.objects.count() == 0
