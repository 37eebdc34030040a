"""The project's drawings: always the same, in the palette, light, unlike their neighbours."""

import csv
import io
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from marketplace.pictures import drawn
from marketplace.pictures.drawing import inks
from marketplace.pictures.drawing.landscapes import LANDSCAPES
from marketplace.pictures.drawing.motifs import MOTIFS, VARIANTS
from marketplace.pictures.drawing.press import LIGHT_BYTES, encoded
from marketplace.pictures.drawing.works import SETS as SHARED
from marketplace.pictures.drawing.works import WORKS, kind_of_country
from marketplace.pictures.illustrations import (
    Drawing,
    apart,
    drawing_of,
    landscape_of,
    picture_of,
    share_picture,
    spot,
)
from marketplace.pictures.subjects import SETS, motif_of
from tests.database import ROOT

GEOGRAPHY = ROOT / "marketplace" / "geography" / "data" / "provinces.csv"
ALL_SETS = [f"B{number:02d}" for number in range(1, 27)]
#: Lists of drawings of two motifs.
LISTS = st.lists(st.integers(min_value=0, max_value=2 * VARIANTS - 1), max_size=12).map(
    lambda numbers: [Drawing(("rice", "honey")[n % 2], n // 2) for n in numbers]
)


def _provinces() -> list[str]:
    with GEOGRAPHY.open(encoding="utf-8") as file:
        return [row["slug"] for row in csv.DictReader(file)]


def test_every_criteria_set_has_drawings_and_every_drawing_a_set():
    assert sorted(SETS) == ALL_SETS
    assert {motif for rows in SETS.values() for motif, _ in rows} == set(MOTIFS)
    assert all(any(not words for _, words in rows) for rows in SETS.values())


def test_every_province_has_its_country_behind():
    assert [slug for slug in _provinces() if kind_of_country(slug) is None] == []


def test_every_province_has_a_landscape_and_the_country_one():
    assert set(LANDSCAPES) == {*_provinces(), "viet-nam"}


def test_a_landscape_is_shown_by_day_and_night_wide_and_on_the_phone():
    page = render_to_string("components/landscape.html", {"landscape": landscape_of("ca-mau")})

    assert re.findall(r'media="([^"]+)"', page) == [
        *["(max-width: 40rem) and (prefers-color-scheme: dark)"] * 2,
        *["(max-width: 40rem)"] * 2,
        *["(prefers-color-scheme: dark)"] * 2,
    ]
    named = re.findall(rf"{drawn.URL}{drawn.edition()}/(\S+?)-(\d+)\.(\w+)", page)
    assert len(named) == 17
    for work, width, kind in named:
        assert int(width) in WORKS[work].form.widths
        assert kind in WORKS[work].form.kinds
    assert landscape_of("nowhere") is None


def test_each_set_has_a_picture_to_share():
    assert sorted(SHARED) == ALL_SETS
    assert set(SHARED.values()) <= set(MOTIFS)
    assert share_picture("B13") == drawn.address("share-b13-1200.jpg")
    data = dict(encoded(WORKS["share-b13"].svg(), [(1200, "jpg")]))[1200, "jpg"]
    assert Image.open(io.BytesIO(data)).size == (1200, 630)


def test_a_place_has_a_picture_to_share_and_whatever_is_unknown_the_country():
    assert share_picture(province="lam-dong") == drawn.address("share-lam-dong-1200.jpg")
    assert share_picture("S1", province="nowhere") == drawn.address("share-viet-nam-1200.jpg")
    data = dict(encoded(WORKS["share-lam-dong"].svg(), [(1200, "jpg")]))[1200, "jpg"]
    assert Image.open(io.BytesIO(data)).size == (1200, 630)


def test_a_place_where_nothing_is_has_a_drawing_by_day_and_by_night():
    page = render_to_string("components/empty.html", {"title": "Trống", "drawing": "basket"})

    named = re.findall(rf"{drawn.URL}{drawn.edition()}/(\S+?)-(\d+)\.(\w+)", page)
    assert named == [
        ("spot-basket-night", "320", "avif"),
        ("spot-basket-night", "320", "webp"),
        ("spot-basket-day", "320", "avif"),
        ("spot-basket-day", "320", "webp"),
        ("spot-basket-day", "320", "webp"),
    ]
    assert spot("nowhere") is None
    assert "<img" not in render_to_string("components/empty.html", {"title": "Trống"})


@pytest.mark.parametrize(
    ("criteria_set", "title", "motif"),
    [
        ("B01", "Xoài cát Hòa Lộc", "mango"),
        ("B01", "Na Chi Lăng", "custard-apple"),
        ("B01", "Sầu riêng Khánh Sơn", "durian"),
        ("B01", "Bưởi da xanh", "pomelo"),
        ("B07", "Hạt điều rang muối", "cashew"),
        ("B09", "Nước mắm Phú Quốc", "fish-sauce"),
        ("B10", "Tiêu đen hữu cơ Lệ Chí", "pepper"),
        ("B13", "Bột ca cao nguyên chất", "cocoa"),
        ("B13", "Cà phê Khe Sanh", "coffee"),
        ("B02", "Gà đồi Yên Thế", "rooster"),
        ("", "", "fruit-tray"),
        ("B01", "Bưởi da xanh Út Lê", "pomelo"),
        ("B01", "Giá sạch Hồng Nhung", "greens"),
        ("B20", "Tinh dầu quế", "essential-oil"),
        ("B01", "Dưa lưới vàng", "melon"),
    ],
)
def test_the_head_words_choose_the_drawing(criteria_set, title, motif):
    assert motif_of(criteria_set, title) == motif


def test_a_product_keeps_its_drawing():
    first = drawing_of("B03", "0123456789", "an-giang", "Gạo thơm")

    assert drawing_of("B03", "0123456789", "an-giang", "Gạo thơm") == first
    assert picture_of("B03", "0123456789", "an-giang", "Gạo thơm").src == drawn.address(
        f"card-rice-{first.variant}-480.webp"
    )


def test_most_products_stand_before_their_own_province():
    own = kind_of_country("lao-cai")

    shares = [drawing_of("B03", f"key{n}", "lao-cai").variant == own for n in range(200)]

    assert sum(shares) > 100


@given(LISTS)
def test_neighbours_in_a_list_differ(drawings):
    placed = apart(drawings)

    assert [one.motif for one in placed] == [one.motif for one in drawings]
    for at in range(len(placed)):
        assert placed[at] not in placed[max(0, at - VARIANTS + 1) : at]


@given(LISTS)
def test_a_list_without_equal_neighbours_stays(drawings):
    placed = apart(drawings)

    assert apart(placed) == placed


@pytest.mark.parametrize(
    "name",
    [
        "card-mango-0",
        "card-fish-sauce-2",
        "card-silk-3",
        "land-lao-cai-wide-day",
        "land-hue-narrow-day",
    ],
)
def test_a_work_is_the_same_bytes_each_time_and_only_in_our_colours(name):
    svg = WORKS[name].svg()

    assert svg == WORKS[name].svg()
    assert set(re.findall(r'fill="(#[0-9a-f]+)"', svg)) <= set(inks.ALL)
    assert "<text" not in svg
    assert "<image" not in svg


def test_the_night_knows_every_colour():
    assert set(inks.NIGHT) == set(inks.ALL)


def test_a_card_is_light():
    files = dict(encoded(WORKS["card-coffee-3"].svg(), [(320, "avif"), (320, "webp")]))

    assert len(files[320, "avif"]) <= LIGHT_BYTES
    assert Image.open(io.BytesIO(files[320, "webp"])).size == (320, 400)


def test_what_was_not_drawn_is_drawn_when_asked(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    answer = Client().get(drawn.address("card-salt-1-320.avif"))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/avif"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (
        b"".join(answer.streaming_content) == (drawn.folder() / "card-salt-1-320.avif").read_bytes()
    )
    assert [path.name for path in drawn.folder().iterdir()] == ["card-salt-1-320.avif"]


def test_pages_of_another_edition_find_ours_for_a_while(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    answer = Client().get("/drawn/000000000000/card-salt-1-320.webp")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "card-salt-9-320.avif",
        "card-salt-1-321.avif",
        "card-salt-1-320.jpg",
        "nothing",
        "card-salt-1-320.avif.txt",
    ],
)
def test_nothing_else_is_drawn(settings, tmp_path, name):
    settings.DATA_DIR = tmp_path

    assert Client().get(f"/drawn/{drawn.edition()}/{name}").status_code == 404
    assert list(tmp_path.iterdir()) == []
