"""Vietnamese text, normalised: properties over anything that can be typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.text import clean, fold, key, slugify

_VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcdghklmnpqrstvx -'"
)
vietnamese = st.text(_VIETNAMESE + _VIETNAMESE.upper(), max_size=40)
anything = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)


@given(anything)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(anything)
def test_composed_and_decomposed_text_meet(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert fold(composed) == fold(decomposed)
    assert clean(composed) == clean(decomposed)
    assert key(composed) == key(decomposed)


@given(vietnamese)
def test_vietnamese_folds_to_plain_small_letters_of_the_same_number(text):
    folded = fold(text)

    assert folded.isascii()
    assert folded == folded.lower()
    assert len(folded.replace(" ", "")) == len("".join(text.split()))


@given(vietnamese)
def test_capitals_and_missing_marks_make_no_difference(text):
    bare = "".join(
        c
        for c in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        if not unicodedata.combining(c)
    )

    assert fold(text) == fold(text.upper()) == fold(bare)


@given(anything, st.integers(1, 100))
def test_a_slug_is_ascii_and_within_its_limit(text, limit):
    slug = slugify(text, limit=limit)

    assert slug.isascii()
    assert slug == slug.lower()
    assert len(slug) <= limit
    assert slug == "" or all(part.isalnum() for part in slug.split("-"))


@given(vietnamese)
def test_a_slug_of_a_slug_is_itself(text):
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hoà Bình", "hoa binh"),
        ("HÒA  BÌNH", "hoa binh"),
        ("Ðà Nẵng", "da nang"),
        ("Đắk Lắk\xa0", "dak lak"),
        ("Đa\u0306\u0301k", "dak"),
        ("\u200bMật\x00 ong", "mat ong"),
        ("İstanbul", "istanbul"),
        ("", ""),
    ],
)
def test_spellings_meet(text, folded):
    assert fold(text) == folded


def test_cleaning_mends_letters_that_only_look_like_d_with_stroke():
    assert clean("Ðà  Nẵng\t\n") == "Đà Nẵng"


def test_a_key_holds_letters_and_digits_only():
    assert key("Bà Rịa – Vũng Tàu (cũ), số_1") == "ba ria vung tau cu so 1"


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Nước mắm Phú Quốc", "nuoc-mam-phu-quoc"), ("Đậu phộng", "dau-phong"), ("★", ""), ("", "")],
)
def test_slugs(text, slug):
    assert slugify(text) == slug


def test_a_long_slug_is_cut_between_words():
    assert slugify("mật ong hoa cà phê", limit=10) == "mat-ong"
    assert slugify("matongrungnguyenchat", limit=10) == "matongrung"
