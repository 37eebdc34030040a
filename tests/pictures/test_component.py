"""The component shows each origin of a picture so that nothing moves when it comes."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from marketplace.kernel.language import Words
from marketplace.pictures.illustrations import picture_of
from marketplace.pictures.photographs import Entry, jpeg_widths_for, photograph, widths_for
from marketplace.pictures.shapes import PORTRAIT, SQUARE
from marketplace.pictures.tones import TONES, nearest_tone
from tests.database import ROOT

ENTRY = Entry(
    folder="pictures/abc",
    width=2000,
    height=3000,
    tone="leaf",
    alt="Xoài trên cành",
    alt_en="",
)


def shown(**values):
    return " ".join(render_to_string("components/picture.html", values).split())


def test_a_photograph_is_offered_in_each_format_and_width():
    page = shown(picture=photograph(ENTRY), sizes="46vw")

    assert page == (
        '<picture class="picture tone-leaf"> '
        '<source type="image/avif" srcset="/media/pictures/abc/portrait-160.avif 160w, '
        "/media/pictures/abc/portrait-320.avif 320w, /media/pictures/abc/portrait-480.avif 480w, "
        "/media/pictures/abc/portrait-800.avif 800w, /media/pictures/abc/portrait-1200.avif 1200w"
        '" sizes="46vw">'
        '<source type="image/webp" srcset="/media/pictures/abc/portrait-160.webp 160w, '
        "/media/pictures/abc/portrait-320.webp 320w, /media/pictures/abc/portrait-480.webp 480w, "
        "/media/pictures/abc/portrait-800.webp 800w, /media/pictures/abc/portrait-1200.webp 1200w"
        '" sizes="46vw"> '
        '<img src="/media/pictures/abc/portrait-1200.jpg" width="1200" height="1500" '
        'alt="Xoài trên cành" loading="lazy" decoding="async"> </picture>'
    )


def test_what_is_on_the_first_screen_is_loaded_at_once():
    page = shown(picture=photograph(ENTRY), eager=True)

    assert 'fetchpriority="high"' in page
    assert "loading=" not in page
    assert 'sizes="100vw"' in page


def test_words_in_the_other_language_say_so():
    picture = replace(photograph(ENTRY), alt=Words("Xoài", "vi"))

    assert 'alt="Xoài" lang="vi"' in shown(picture=picture)
    assert 'alt="" loading' in shown(picture=picture, decorative=True)


def test_words_cannot_break_out():
    picture = replace(photograph(ENTRY), alt=Words('"><script>'))

    assert "<script>" not in shown(picture=picture)


def test_an_illustration_needs_no_rendition():
    page = shown(picture=picture_of("B01", "0123456789", "dong-thap"))

    assert re.search(r'<img src="/drawn/[^"]+" width="\d+" height="\d+" alt=""', page)


@pytest.mark.parametrize(
    ("size", "portrait", "jpeg", "square"),
    [
        ((4000, 3000), (160, 320, 480, 800, 1200), (480, 1200), (96, 192)),
        ((1000, 1250), (160, 320, 480, 800), (480,), (96, 192)),
        ((400, 2000), (160, 320), (320,), (96, 192)),
        ((90, 90), (160,), (160,), (96,)),
    ],
)
def test_no_width_is_offered_that_the_picture_does_not_hold(size, portrait, jpeg, square):
    assert widths_for(PORTRAIT, *size) == portrait
    assert jpeg_widths_for(PORTRAIT, *size) == jpeg
    assert widths_for(SQUARE, *size) == square


def test_the_tones_are_those_of_the_stylesheet():
    css = (ROOT / "marketplace/static/marketplace/site.css").read_text()

    assert dict(re.findall(r"\.tone-(\w+) \{ background: #(\w{6}); \}", css)) == {
        name: "".join(f"{part:02x}" for part in colour) for name, colour in TONES.items()
    }


def test_a_colour_finds_its_tone():
    assert {nearest_tone(*colour) for colour in TONES.values()} == set(TONES)
    assert nearest_tone(70, 150, 60) == "leaf"
    assert nearest_tone(255, 255, 255) == "paper"
