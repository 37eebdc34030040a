"""Keys of telex and VNI, read back into syllables."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.geography.models import Province
from marketplace.kernel import text
from search.normalising.keys import typed_by_keys, typed_too_early
from search.normalising.syllables import SYLLABLE, spelled
from search.tokens import accent, read_words
from tests.search.typing import telex, vni

_WORDS = "b c ch d đ g gi h k kh l m n ng nh ph qu s t th tr v x"
_ENDS = (
    "a à ai ám an áng ào át âu ây ăm ắt e én ê ếch i in ính iêu iệt o ói ong ô ối ông ốt ơ ời "
    "ơn u ui ùng uôi ước ương ươi ư ưa ừng y uyên oai oàn oanh ưu ượu ịt ỏ ũ ạn"
)
ONSETS, RHYMES = _WORDS.split(), _ENDS.split()
SYLLABLES = st.builds(str.__add__, st.sampled_from(ONSETS), st.sampled_from(RHYMES)).filter(
    lambda word: SYLLABLE.fullmatch(text.fold(word))
)


def read(token):
    return [(folded, spelled(accented)) for folded, accented in typed_by_keys(token)]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *[(typed, "xoài") for typed in ("xoaif", "xoafi", "xofai", "xoai2", "xo2ai", "xoa2i")],
        *[(t, "đường") for t in ("dduowngf", "dduwowngf", "ddwowngf", "duongfwd", "d9u7o7ng2")],
        *[(typed, "nước") for typed in ("nuwowcs", "nuowcs", "nuocws", "nuo7c1", "nu7o7c1")],
        ("ruowuj", "rượu"),
        ("tieengs", "tiếng"),
        ("tiengse", "tiếng"),
        ("thw", "thư"),
        ("quees", "quế"),
        ("giof", "giò"),
        ("ddawk", "đăk"),
        ("hoaf", "hòa"),
        ("thuyr", "thủy"),
    ],
)
def test_keys_are_read_wherever_they_stand(typed, word):
    assert read(typed) == [(text.fold(word), word)]


@pytest.mark.parametrize(
    "name", ["st25", "ri6", "om5451", "vd20", "n22", "cam19", "20n", "49", "xanh", "sen", "tra"]
)
def test_numbers_in_names_and_plain_syllables_are_no_keys(name):
    assert read(name) == []


def test_a_tone_before_the_vowel_is_read_too():
    assert ("cat", "cat0s") in typed_too_early("csat")
    assert list(typed_too_early("cat")) == []


@given(SYLLABLES, st.integers(), st.sampled_from([telex, vni]))
def test_a_syllable_typed_by_keys_reads_back(word, seed, keyboard):
    typed = keyboard(word, random.Random(seed))

    found = dict(typed_by_keys(typed))

    assert typed == word or found.get(text.fold(word)) == accent(word)


@given(SYLLABLES)
def test_spelling_gives_back_the_syllable(word):
    assert accent(spelled(accent(word))) == accent(word)


@given(st.text(max_size=30))
def test_any_string_is_read_without_an_error(typed):
    for token in read_words(typed).tokens:
        list(typed_by_keys(token.folded))
        list(typed_too_early(token.folded))


@given(st.lists(SYLLABLES, min_size=1, max_size=4))
def test_composed_and_decomposed_are_one(words):
    name = " ".join(words)

    assert read_words(unicodedata.normalize("NFD", name)) == read_words(name)


@pytest.mark.django_db
def test_names_of_provinces_typed_by_keys_give_back_their_folded_names():
    for name in Province.objects.values_list("name_vi", flat=True):
        for word in name.replace("-", " ").split():
            for keyboard in (telex, vni):
                typed = keyboard(word, random.Random(1))
                read_back = dict(typed_by_keys(typed))
                assert typed == text.fold(word) or text.fold(word) in read_back, typed
