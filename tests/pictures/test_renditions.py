"""The files that visitors load: each size, nothing but pixels, the focal point always within."""

import io

import pytest
from django.core.files.storage import InMemoryStorage, default_storage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from marketplace.pictures import renditions
from marketplace.pictures.renditions import Focus, crop_box, folder_of
from marketplace.pictures.shapes import PORTRAIT, SHAPES, SQUARE
from tests.pictures.uploads import drawn, encoded, exif_with_place

SIZES = {
    f"{shape.name}-{width}.{kind}": (width, shape.height(width))
    for shape in SHAPES
    for width in shape.widths
    for kind in ("avif", "webp")
} | {
    "portrait-480.jpg": (480, 600),
    "portrait-1200.jpg": (1200, 1500),
    "square-192.jpg": (192, 192),
    "whole.webp": (960, 768),
}
RED = (200, 90, 90)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    picture = Image.open(io.BytesIO(encoded(drawn((2000, 1600)), exif=exif_with_place())))
    return dict(renditions.renditions(picture, Focus(50, 50)))


def is_red(pixel) -> bool:
    return pixel[0] > RED[0] and pixel[1] < RED[1] and pixel[2] < RED[2]


def test_every_size_is_made_in_every_format(made):
    assert {name: Image.open(io.BytesIO(content)).size for name, content in made.items()} == SIZES


def test_nothing_but_pixels_is_in_them(made):
    for name, content in made.items():
        opened = Image.open(io.BytesIO(content))
        assert dict(opened.getexif()) == {}, name
        assert opened.mode == "RGB", name
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(opened.info), name
        assert b"at home" not in content, name


def test_a_list_of_cards_stays_light(made):
    """Soft pictures, as photographs of goods with little behind them are."""
    assert len(made["portrait-320.avif"]) < 8_000
    assert len(made["portrait-1200.avif"]) < 60_000


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    width=st.integers(1, 9000),
    height=st.integers(1, 9000),
    x=st.integers(0, 100),
    y=st.integers(0, 100),
    shape=st.sampled_from(SHAPES),
)
def test_a_crop_holds_the_focal_point_and_stays_within(width, height, x, y, shape):
    left, top, right, bottom = crop_box(width, height, shape, Focus(x, y))

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= width * x / 100 <= right
    assert top <= height * y / 100 <= bottom
    assert (right - left == width) or (bottom - top == height)
    wide, high = right - left, bottom - top
    assert abs(wide * shape.down - high * shape.across) <= max(shape.down, shape.across)


@pytest.mark.parametrize("spot", [(4, 50), (96, 50), (30, 8), (50, 95)])
@pytest.mark.parametrize("size", [(1500, 500), (500, 1500)])
def test_what_the_focal_point_marks_is_in_each_shape(size, spot):
    picture = drawn(size, spot=spot)

    for shape in (PORTRAIT, SQUARE):
        cut = picture.crop(crop_box(*size, shape, Focus(*spot)))
        assert any(is_red(pixel) for pixel in cut.getdata()), shape.name


def test_another_focal_point_has_another_folder():
    folders = {
        folder_of(key=key, digest=digest, focus=focus)
        for key in ("a", "b")
        for digest in ("1", "2")
        for focus in (Focus(50, 50), Focus(5, 50), Focus(50, 5))
    }

    assert len(folders) == 12
    assert all(folder.startswith("pictures/") and len(folder) == 35 for folder in folders)


def test_transparent_parts_become_paper():
    picture = Image.new("RGBA", (300, 300), (255, 0, 0, 0))

    files = dict(renditions.renditions(picture, Focus()))

    assert renditions.tone_of(picture) == "paper"
    shown = Image.open(io.BytesIO(files["square-192.jpg"])).getpixel((90, 90))
    assert max(abs(a - b) for a, b in zip(shown, (0xFB, 0xF7, 0xEE), strict=True)) <= 3


def test_storing_twice_changes_nothing():
    files = [("portrait-160.avif", b"a" * 10), ("square-96.webp", b"b" * 20)]

    renditions.store("pictures/x", files)
    renditions.store("pictures/x", files)

    assert sorted(default_storage.listdir("pictures/x")[1]) == [
        "portrait-160.avif",
        "square-96.webp",
    ]


def test_a_file_that_a_crash_cut_short_is_written_anew():
    renditions.store("pictures/x", [("portrait-160.avif", b"a" * 3)])

    renditions.store("pictures/x", [("portrait-160.avif", b"a" * 10)])

    with default_storage.open("pictures/x/portrait-160.avif") as file:
        assert file.read() == b"a" * 10
    assert len(default_storage.listdir("pictures/x")[1]) == 1


class Rival(InMemoryStorage):
    """Writes the same file itself just before ours arrives, as another worker would."""

    def __init__(self, theirs: bytes) -> None:
        super().__init__()
        self.theirs = theirs

    def exists(self, name: str) -> bool:
        found = super().exists(name)
        if not found and self.theirs:
            from django.core.files.base import ContentFile  # noqa: PLC0415

            theirs, self.theirs = self.theirs, b""
            super()._save(name, ContentFile(theirs))
        return found


def test_of_two_writers_at_once_one_file_remains(monkeypatch):
    storage = Rival(b"a" * 10)
    monkeypatch.setattr(renditions, "default_storage", storage)

    renditions.store("pictures/x", [("portrait-160.avif", b"a" * 10)])

    assert storage.listdir("pictures/x")[1] == ["portrait-160.avif"]


def test_a_rival_who_has_not_ended_is_told_apart(monkeypatch):
    storage = Rival(b"a" * 4)
    monkeypatch.setattr(renditions, "default_storage", storage)

    with pytest.raises(renditions.RenditionCutShort):
        renditions.store("pictures/x", [("portrait-160.avif", b"a" * 10)])

    assert storage.listdir("pictures/x")[1] == ["portrait-160.avif"]


def test_a_folder_is_deleted_without_being_listed():
    renditions.store("pictures/x", [("portrait-160.avif", b"a"), ("square-192.jpg", b"b")])

    renditions.delete("pictures/x")
    renditions.delete("pictures/x")

    assert default_storage.listdir("pictures/x")[1] == []
