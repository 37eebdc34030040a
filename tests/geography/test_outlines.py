"""The map of Viet Nam: complete, light, where it should be, and as its outlines make it."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.utils.translation import override

from marketplace.geography import outlines
from marketplace.geography.models import Commune, Province
from marketplace.geography.templatetags.maps import locator

FILE = "marketplace/vietnam.svg"


def kept():
    with open(finders.find(FILE), encoding="utf-8") as file:
        return file.read()


def boxes():
    """Slug → corners of all that is drawn of a province."""
    found = {}
    for slug, path in re.findall(r'<path id="([-a-z]+)"[^>]* d="([^"]+)"', outlines.draw()):
        starts = [tuple(map(int, pair)) for pair in re.findall(r"M(\d+) (\d+)", path)]
        found[slug] = starts
    return found


def test_the_file_is_what_the_outlines_make():
    """Run ``manage.py draw_map`` after the outlines or the drawing have changed."""
    assert kept() == outlines.draw()


def test_the_map_weighs_at_most_eight_kilobytes_on_the_way():
    assert len(gzip.compress(kept().encode(), 9)) <= 8 * 1024


@pytest.mark.django_db
def test_every_province_is_drawn_once():
    assert sorted(re.findall(r'<path id="([-a-z]+)"', kept())) == sorted(
        Province.objects.values_list("slug", flat=True)
    )


def test_the_archipelagos_belong_to_da_nang_and_khanh_hoa():
    """Hoàng Sa lies east of 111°E between 15.5° and 17.2°N, Trường Sa east of 111°E south of 12°N."""
    east, hoang_sa, truong_sa = outlines.place(0, 111)[0], (17.2, 15.5), (12, 6)
    for slug, (north, south) in (("da-nang", hoang_sa), ("khanh-hoa", truong_sa)):
        top, bottom = outlines.place(north, 0)[1], outlines.place(south, 0)[1]
        islets = [(x, y) for x, y in boxes()[slug] if x > east and top <= y <= bottom]
        assert len(islets) >= 10, slug


def test_nothing_is_drawn_outside_the_picture():
    for starts in boxes().values():
        for x, y in starts:
            assert 0 <= x <= outlines.WIDTH
            assert 0 <= y <= outlines.HEIGHT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Bản đồ Việt Nam: "), ("en", "Map of Viet Nam: ")],
)
def test_a_locator_says_in_words_what_it_shows(language, words):
    commune = Commune.objects.filter(province__slug="dong-thap", latitude__isnull=False)[0]
    tag = Template("{% load maps %}{% locator commune.province commune %}")

    with override(language):
        html = tag.render(Context({"commune": commune}))

    assert f'aria-label="{words}{commune.full_name}, ' in html
    assert "vietnam.svg#dong-thap" in html
    assert "Hoàng Sa (Đà Nẵng)" in html
    assert "Trường Sa (Khánh Hòa)" in html
    x, y = outlines.place(commune.latitude, commune.longitude)
    assert f'<circle class="point" cx="{x}" cy="{y}"' in html


@pytest.mark.django_db
def test_a_locator_without_commune_has_no_point():
    assert 'class="point"' not in locator(Province.objects.get(slug="ha-noi"))
